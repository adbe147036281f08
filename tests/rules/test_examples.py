"""Every example of every rule is true."""

from __future__ import annotations

import pytest

from flasklint.loading import load_rules
from flasklint.testing import Example, check_example, examples_of

EXAMPLES = [example for rule in load_rules(isolated=True) for example in examples_of(rule)]


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_the_example_is_true(example: Example) -> None:
    check_example(example)
