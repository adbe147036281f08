"""Every example of every rule is true, and fails or works on the real Flask as it says."""

from __future__ import annotations

import pytest

from flasklint.rule import Bad
from flasklint.run.rule_loading import load_rules
from flasklint.testing import Example, check_claim, check_example, examples_of

EXAMPLES = [example for rule in load_rules(isolated=True) for example in examples_of(rule)]
CLAIMS = [
    each
    for each in EXAMPLES
    if (each.example.fails if isinstance(each.example, Bad) else each.example.works)
]


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_the_example_is_true(example: Example) -> None:
    check_example(example)


@pytest.mark.parametrize("example", CLAIMS, ids=str)
def test_flask_does_what_the_example_says(example: Example) -> None:
    check_claim(example.example)
