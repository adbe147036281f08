"""For flasklint's own tests and for authors of plug-ins: examples of rules, and the oracle.

import pytest
from flasklint.testing import check_example, examples_of

@pytest.mark.parametrize("example", examples_of(MyRule), ids=str)
def test_my_rule(example):
    check_example(example)

def test_its_fix_keeps_what_the_shop_does(flask_oracle):
    flask_oracle.prove_fix(Application(SHOP, "wsgi:app"), select=["my-rule"])
"""

from __future__ import annotations

from flasklint.testing.examples.claims import check_claim
from flasklint.testing.examples.running import (
    Example,
    check_example,
    examples_of,
    files_of,
    marked_lines,
    messages,
    session_of,
)
from flasklint.testing.oracle.difference import (
    ABSENT,
    NEW_ROUTES,
    Change,
    Difference,
    Place,
    compare,
)
from flasklint.testing.oracle.oracle import Oracle, Proof
from flasklint.testing.oracle.starting import Application, Portrait, Request, StartError

__all__ = [
    "ABSENT",
    "NEW_ROUTES",
    "Application",
    "Change",
    "Difference",
    "Example",
    "Oracle",
    "Place",
    "Portrait",
    "Proof",
    "Request",
    "StartError",
    "check_claim",
    "check_example",
    "compare",
    "examples_of",
    "files_of",
    "marked_lines",
    "messages",
    "session_of",
]
