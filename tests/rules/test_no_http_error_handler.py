"""What the examples of `no-http-error-handler` cannot show: the fixed answers, and line ends."""

from __future__ import annotations

import pytest
from rule_examples.errors.no_http_error_handler import EXAMPLES

from flasklint.rule import Bad
from flasklint.run.fixing import fix_all
from flasklint.testing import files_of, session_of
from flasklint.testing.examples.claims import answer
from flasklint_rules.errors.no_http_error_handler import NoHttpErrorHandler

FIXED = [each for each in EXAMPLES if isinstance(each, Bad) and each.fixed]


@pytest.mark.parametrize("example", FIXED, ids=lambda example: str(example.title))
def test_an_unknown_url_is_answered_in_json_once_it_is_fixed(example: Bad) -> None:
    assert example.fixed is not None
    files = {**files_of(example.files), **files_of(example.fixed)}
    assert answer(files, "GET /nowhere").startswith("404 application/json {")


def test_the_fix_keeps_line_ends() -> None:
    example = next(each for each in FIXED if isinstance(each.fixed, str))
    assert isinstance(example.fixed, str)
    text, expected = files_of(example.files)["app.py"], files_of(example.fixed)["app.py"]
    session = session_of(NoHttpErrorHandler, {"app.py": text.replace("\n", "\r\n")})
    diagnostics, _ = session.check_all()
    fix_all(session, diagnostics, allow_unsafe=True)
    assert session.workspace.open("app.py").text == expected.replace("\n", "\r\n")
