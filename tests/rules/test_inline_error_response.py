"""What `inline-error-response` claims of Flask is so on the real Flask."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from rule_examples.errors.inline_error_response import EXAMPLES, SHOP

from flasklint.rule import Bad
from flasklint.testing import files_of, messages
from flasklint_rules.errors.inline_error_response import InlineErrorResponse

ASK = """
import json, sys
from shop.app import create_app

app = create_app()
app.config["PROPAGATE_EXCEPTIONS"] = False
client = app.test_client()
answers = [client.get(url) for url in json.loads(sys.argv[1])]
print(json.dumps([[answer.status_code, answer.get_json(silent=True)] for answer in answers]))
"""
FACTORY = """
from flask import Flask

from shop.books import bp
from shop.errors import APIError, answer_api_error


def create_app():
    app = Flask(__name__)
    app.register_blueprint(bp)
    app.register_error_handler(APIError, answer_api_error)
    return app
"""


def example(start: str) -> Bad:
    """The Bad example whose title begins with `start`."""
    return next(each for each in EXAMPLES if isinstance(each, Bad) and each.title.startswith(start))


def answers(files: Mapping[str, str], root: Path, urls: list[str]) -> list[list[object]]:
    """Status and JSON body for each URL, asked of an application that really runs."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    done = subprocess.run(
        [sys.executable, "-c", ASK, json.dumps(urls)],
        cwd=root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: list[list[object]] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def before_and_after(
    bad: Bad, root: Path, urls: list[str]
) -> tuple[list[list[object]], list[list[object]]]:
    assert bad.fixed is not None
    before = files_of(bad.files)
    after = {**before, **files_of(bad.fixed)}
    return answers(before, root / "before", urls), answers(after, root / "after", urls)


@pytest.mark.parametrize(
    "title",
    [
        "a response in a variable",
        "the other keys become the details",
        "an answer over several lines",
        "inside `except`",
        "a string in a view",
    ],
)
def test_the_fixed_view_answers_with_the_same_status(title: str, tmp_path: Path) -> None:
    urls = [f"/books/{number}" for number in ("0", "1", "2", "3", "4", "x", "-1")]
    before, after = before_and_after(example(title), tmp_path, urls)
    assert [status for status, _ in after] == [status for status, _ in before]
    assert any(isinstance(status, int) and status >= 400 for status, _ in before)


def test_the_fixed_view_answers_in_the_shape_of_the_handler(tmp_path: Path) -> None:
    urls = ["/books/0", "/books/4"]
    _, after = before_and_after(example("the other keys"), tmp_path, urls)
    assert after == [
        [404, {"error": "No such book", "details": {"hint": "1"}}],
        [422, {"error": "The number is too small", "details": {"least": 5}}],
    ]


def test_an_http_status_and_a_constant_are_answered_as_numbers(tmp_path: Path) -> None:
    bad = example("the class is imported already")
    before = files_of(bad.files)
    text = before["shop/books.py"].replace("Problem\n", "Problem\nfrom http import HTTPStatus\n")
    raised = 'raise Problem("No such book", status_code=HTTPStatus.NOT_FOUND)'
    text = text.replace('return {"error": "No such book"}, 404  # FLK415', raised)
    assert answers({**before, "shop/books.py": text}, tmp_path, ["/books/1"]) == [
        [404, {"error": "No such book", "details": {}}]
    ]


def test_a_transaction_that_a_return_commits_is_rolled_back_by_an_exception(
    tmp_path: Path,
) -> None:
    """Why there is no fix inside `with session.begin()`."""
    sqlalchemy = pytest.importorskip("sqlalchemy")
    engine = sqlalchemy.create_engine(f"sqlite:///{tmp_path / 'notes.db'}")
    with engine.begin() as connection:
        connection.execute(sqlalchemy.text("create table note (number integer)"))

    def answered() -> int:
        with engine.begin() as connection:
            connection.execute(sqlalchemy.text("insert into note values (1)"))
            return 410

    def raised() -> None:
        with engine.begin() as connection:
            connection.execute(sqlalchemy.text("insert into note values (2)"))
            raise LookupError

    answered()
    with pytest.raises(LookupError):
        raised()
    with engine.begin() as connection:
        found = connection.execute(sqlalchemy.text("select number from note")).scalars().all()
    assert list(found) == [1]


def test_flask_restful_does_not_ask_the_handler_of_the_application(tmp_path: Path) -> None:
    """Why resources are left alone unless PROPAGATE_EXCEPTIONS is set."""
    pytest.importorskip("flask_restful")
    books = """
from flask import Blueprint
from flask_restful import Api, Resource

from shop.errors import APIError

bp = Blueprint("books", __name__)
api = Api(bp)


class Books(Resource):
    def get(self):
        raise APIError("There are none", 404)


api.add_resource(Books, "/books")
"""
    files = {**files_of(SHOP), "shop/books.py": books, "shop/app.py": FACTORY}
    assert answers(files, tmp_path, ["/books"])[0][0] == 500


def test_the_message_names_view_status_class_and_why_there_is_no_fix() -> None:
    said = [item.message for item in messages(InlineErrorResponse, _files("no fix where the body"))]
    assert said[0] == (
        "the view `get_book` answers 404 itself; raise `APIError` so that its handler answers "
        "(no fix: the body is not written out here)"
    )
    assert [text.partition("(no fix: ")[2].rstrip(")") for text in said] == [
        "the body is not written out here",
        "the body is not written out here",
        "the body is not written out here",
        "the body has no message",
        "other code takes part in making the answer",
    ]


def test_the_message_names_what_would_catch_the_exception() -> None:
    files = _files("no fix where something")
    said = [item.message for item in messages(InlineErrorResponse, files)]
    assert [text.partition("(no fix: ")[2].rstrip(")") for text in said] == [
        "the `except Exception` around it would catch it",
        "",
        "`suppress(Exception)` around it would swallow it",
        "`session.begin()` around it would roll back, where a return commits",
    ]


def test_the_evidence_is_the_class_and_its_handler() -> None:
    (finding,) = messages(InlineErrorResponse, _files("a book that is not there"))
    assert [(item.message, item.filename) for item in finding.evidence] == [
        ("`APIError` is defined here", "shop/errors.py"),
        ("its handler answers", "shop/errors.py"),
    ]


def _files(title: str) -> dict[str, str]:
    return files_of(example(title).files)
