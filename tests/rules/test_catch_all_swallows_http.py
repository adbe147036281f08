"""What the examples of `catch-all-swallows-http` cannot show: what a fixed app answers."""

from __future__ import annotations

import pytest
from rule_examples.errors.catch_all_swallows_http import EXAMPLES

from flasklint.rule import Bad
from flasklint.run.fixing import fix_all
from flasklint.testing import files_of, messages, session_of
from flasklint.testing.examples.claims import outcome
from flasklint_rules.errors.catch_all_swallows_http import CatchAllSwallowsHttp

FIXED = [each for each in EXAMPLES if isinstance(each, Bad) and each.fixed]
ONE_LINE = """
from flask import Flask

app = Flask(__name__)
app.errorhandler(Exception)(lambda error: ("failed", 500))


@app.errorhandler(Exception)
def failed(error): return "failed", 500
"""
CRLF = """
from flask import Flask

app = Flask(__name__)


@app.errorhandler(Exception)
def failed(error):
\treturn "failed", 500
"""


@pytest.mark.parametrize("example", FIXED, ids=lambda example: str(example.title))
def test_an_http_error_is_answered_as_such_once_it_is_fixed(example: Bad) -> None:
    assert example.fixed is not None
    before = files_of(example.files)
    url = "GET /books/9" if "shop/books.py" in before else "GET /missing"
    url = "POST /static/style.css" if "404, lambda" in str(before) else url
    assert outcome(before, url) in {"500", "200"}
    assert outcome({**before, **files_of(example.fixed)}, url) in {"403", "404", "405"}


def test_one_handler_is_one_finding_that_names_its_blueprints() -> None:
    example = next(each for each in FIXED if "on two Blueprints" in each.title)
    (found,) = messages(CatchAllSwallowsHttp, files_of(example.files))
    assert "what views of the Blueprints `books` and `orders` refuse (403, 410)" in found.message


def test_a_handler_on_one_line_has_no_fix() -> None:
    diagnostics, _ = session_of(CatchAllSwallowsHttp, {"app.py": ONE_LINE}).check_all()
    assert [each.fix for each in diagnostics] == [None, None]


def test_the_fix_keeps_tabs_and_line_ends() -> None:
    session = session_of(CatchAllSwallowsHttp, {"app.py": CRLF.replace("\n", "\r\n")})
    diagnostics, _ = session.check_all()
    fix_all(session, diagnostics, allow_unsafe=True)
    after = session.workspace.open("app.py").text
    expected = "\tif isinstance(error, HTTPException):\r\n\t\treturn error\r\n\treturn"
    assert expected in after
    assert "\n" not in after.replace("\r\n", "")
