"""The oracle sees what changes in an application, and nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import pytest

from flasklint.testing import (
    NEW_ROUTES,
    Application,
    Change,
    Difference,
    Oracle,
    Place,
    Portrait,
    Request,
    StartError,
    compare,
)
from flasklint.testing.oracle.starting import SCRIPT, take

pytest_plugins = ["pytester"]

SHOP = """
    from flask import Blueprint, Flask, abort, jsonify, request, session
    from flask.views import MethodView

    app = Flask(__name__)
    app.config["LIMIT"] = 3
    app.secret_key = "s"
    bp = Blueprint("books", __name__, url_prefix="/books")


    @bp.route("/")
    def books(page=1):
        return jsonify([{"title": "Emma"}, {"title": "Persuasion"}])


    class Author(MethodView):
        def get(self, author_id):
            return "author"


    @app.before_request
    def count():
        session["seen"] = session.get("seen", 0) + 1


    @app.errorhandler(404)
    def missing(error):
        return jsonify(error="missing"), 404


    @app.cli.command("seed")
    def seed():
        pass


    @app.route("/page")
    def page():
        return "one\\ntwo\\nthree"


    @app.route("/seen")
    def seen():
        return str(session["seen"])


    @app.route("/bad")
    def bad():
        return jsonify(error="bad"), 400


    app.add_url_rule("/authors/<int:author_id>", view_func=Author.as_view("author"))
    app.register_blueprint(bp)
"""


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., Application]:
    """Makes an application of one file, with the text of SHOP or another."""

    def make(name: str, text: str = SHOP, *edits: tuple[str, str], **told: object) -> Application:
        for old, new in edits:
            assert old in text
            text = text.replace(old, new)
        directory = tmp_path / name / "shop"
        directory.mkdir(parents=True)
        (directory / "app.py").write_text(dedent(text), encoding="utf-8")
        return replace(Application(directory, "app:app"), **told)  # type: ignore[arg-type]

    return make


def told(difference: Difference) -> list[str]:
    return [str(change) for change in difference.changes]


CHANGES = [
    (('@app.route("/page")', '@app.route("/pages")'), "route /page (page): there -> absent"),
    (('@app.route("/page")', '@app.route("/page", methods=["GET", "PUT"])'),
     'route /page (page): methods: "GET HEAD OPTIONS" -> "GET HEAD OPTIONS PUT"'),
    (('@app.route("/page")', '@app.route("/page", defaults={"x": 1})'),
     "route /page (page): defaults: absent -> \"{'x': 1}\""),
    (("def books(page=1)", "def books(page=2)"),
     'view books.books: "app.books(page=1)" -> "app.books(page=2)"'),
    (("def get(self, author_id)", "def get(self, author_id, more=0)"),
     'view author GET\n    before: "app.Author.get(self, author_id)"\n'),
    (("@app.errorhandler(404)", "@app.errorhandler(405)"),
     "error handler 404 of the app: there -> absent"),
    (("def missing(error)", "def gone(error)"),
     'error handler 404 of the app: "app.missing" -> "app.gone"'),
    (('["LIMIT"]', '["LIMITS"]'), "config LIMIT: there -> absent"),
    (('["LIMIT"] = 3', '["LIMIT"] = "3"'), 'config LIMIT: "int" -> "str"'),
    (('["LIMIT"] = 3', '["LIMIT"] = 4'), "config value LIMIT: one value -> another, not shown"),
    (("app.register_blueprint(bp)", ""), "blueprint books: there -> absent"),
    (("def count()", "def number()"),
     'hook before_request of the app: [0]: "app.count" -> "app.number"'),
    (('command("seed")', 'command("fill")'), "command seed: there -> absent"),
    (("Emma", "Evelina"), 'GET /books/: body.json[0].title: "Emma" -> "Evelina"'),
    (("two", "2"), 'GET /page: body[1]: "two" -> "2"'),
    (('"bad"), 400', '"bad"), 422'), "GET /bad: status: 400 -> 422"),
    (('"seen", 0) + 1', '"seen", 0) + 2'), 'GET /seen: body[0]: "4" -> "8"'),
    (('return "one\\ntwo\\nthree"', "raise KeyError"),
     'GET /page: raised: absent -> "builtins.KeyError"'),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "expected"), CHANGES, ids=[each[1][:30] for each in CHANGES])
def test_a_change_is_found(
    made: Callable[..., Application], tmp_path: Path, edit: tuple[str, str], expected: str
) -> None:
    oracle = Oracle(tmp_path / "room")
    before = oracle.portrait(made("before"))
    after = take(made("after", SHOP, edit), tmp_path / "room" / "run", before.requests)
    difference = compare(before, after, config_values=True)
    assert any(expected in line for line in told(difference)), str(difference)


def test_the_same_application_does_not_differ(
    made: Callable[..., Application], tmp_path: Path
) -> None:
    difference = Oracle(tmp_path / "room").compare(
        made("before"), made("elsewhere"), config_values=True
    )
    assert not difference
    assert str(difference) == (
        "no difference\ncompared: 4 answers, and what the application is made of"
    )


MOVING = """
    import os, time, uuid
    from flask import Flask, jsonify

    app = Flask(__name__)

    @app.route("/")
    def index():
        return jsonify(id=uuid.uuid4(), at=time.time(), here=os.getcwd(), name="Emma")

    @app.route("/lines")
    def lines():
        return f"one\\n{uuid.uuid4()}\\nthree"

    @app.route("/growing")
    def growing():
        return jsonify(list(range(os.getpid() % 50)))
"""


def test_what_moves_by_itself_is_not_compared_and_the_rest_is(
    made: Callable[..., Application], tmp_path: Path
) -> None:
    before = made("before", MOVING)
    oracle = Oracle(tmp_path / "room")
    difference = oracle.compare(before, made("same", MOVING))
    assert not difference
    assert "  answer 1, GET /: body.json.at, body.json.id" in str(difference).splitlines()
    assert "  answer 3, GET /lines: body[1]" in str(difference).splitlines()
    after = made("after", MOVING, ("Emma", "Evelina"), ("three", "3"))
    assert told(oracle.compare(before, after)) == [
        'answer 1, GET /: body.json.name: "Emma" -> "Evelina"',
        'answer 3, GET /lines: body[2]: "three" -> "3"',
    ]


def test_an_application_that_does_not_start_says_why(
    made: Callable[..., Application], tmp_path: Path
) -> None:
    before = made("before", "import os\nos.environ['MISSING']\n")
    with pytest.raises(StartError, match=r"app:app in .* does not start\n(.*\n)*.*MISSING"):
        Oracle(tmp_path / "room").portrait(before)


def test_one_that_starts_no_more_is_a_difference(
    made: Callable[..., Application], tmp_path: Path
) -> None:
    after = made("after", SHOP, ("= 3", "= __import__('os').environ['MISSING']"))
    difference = Oracle(tmp_path / "room").compare(made("before"), after)
    assert difference
    assert "started before, and not after" in str(difference)
    assert "KeyError: 'MISSING'" in str(difference)


def test_the_environment_is_the_one_that_is_told(
    made: Callable[..., Application], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MISSING", "seen from outside")
    text = "import os\nfrom flask import Flask\nos.environ['MISSING']\napp = Flask(__name__)\n"
    oracle = Oracle(tmp_path / "room")
    with pytest.raises(StartError):
        oracle.portrait(made("before", text))
    oracle.portrait(made("told", text, environment={"MISSING": "told"}))


def test_a_start_that_takes_too_long_is_ended(
    made: Callable[..., Application], tmp_path: Path
) -> None:
    before = made("before", "import time\ntime.sleep(60)\n", seconds=1)
    with pytest.raises(StartError, match="was not done in 1 seconds"):
        Oracle(tmp_path / "room").portrait(before)


def test_a_request_that_takes_too_long_is_given_up(
    made: Callable[..., Application], tmp_path: Path
) -> None:
    slow = ('return "one\\ntwo\\nthree"', "import time; time.sleep(60)")
    before = made("before", SHOP, slow, seconds_per_request=0.5)
    portrait = Oracle(tmp_path / "room").portrait(before)
    statuses = [answer["status"] for answer in portrait.answers]
    assert statuses == [400, 200, "none in 0.5 seconds", 200]


def test_nothing_beyond_this_machine_is_reached(
    made: Callable[..., Application], tmp_path: Path
) -> None:
    text = SHOP.replace("LIMIT", "X").replace("= 3", "= 1").replace(
        "app.register_blueprint(bp)",
        "import socket\n    socket.create_connection(('example.org', 80))",
    )  # fmt: skip
    with pytest.raises(StartError, match="lets nobody connect to example"):
        Oracle(tmp_path / "room").portrait(made("before", text))


def test_what_an_application_writes_stays_in_the_copy(
    made: Callable[..., Application], tmp_path: Path
) -> None:
    text = """
        from pathlib import Path
        from flask import Flask

        app = Flask(__name__)

        @app.route("/")
        def index():
            with open("visits.txt", "a") as file:
                file.write("x")
            return Path("visits.txt").read_text()
    """
    before = made("before", text)
    difference = Oracle(tmp_path / "room").compare(before, made("after", text))
    assert not difference
    assert not difference.not_compared
    assert os.listdir(before.directory) == ["app.py"]


def test_requests_are_sent_in_order_with_what_they_carry(
    made: Callable[..., Application], tmp_path: Path
) -> None:
    text = """
        from flask import Flask, jsonify, request, session

        app = Flask(__name__)
        app.secret_key = "s"

        @app.post("/<name>")
        def post(name):
            session[name] = request.get_json(silent=True) or request.form.get("a")
            return jsonify(dict(session, token=request.headers.get("Token")))
    """
    sent = [
        Request("/one", "POST", json={"a": 1}),
        Request("/two", "POST", data={"a": "form"}, headers={"Token": "t"}, name="a form"),
    ]
    answers = Oracle(tmp_path / "room").portrait(made("before", text, requests=sent)).answers
    assert answers[0]["body"] == {"json": {"one": {"a": 1}, "token": None}}
    assert answers[1]["body"] == {"json": {"one": {"a": 1}, "two": "form", "token": "t"}}


def test_an_application_is_prepared_first(made: Callable[..., Application], tmp_path: Path) -> None:
    file = tmp_path / "prepare.py"
    file.write_text("def prepare(app):\n    app.config['ROWS'] = 'made'\n", encoding="utf-8")
    text = """
        from flask import Flask

        def create_app(name):
            app = Flask(name)
            app.add_url_rule("/", "index", lambda: app.config["ROWS"] + app.name)
            return app
    """
    before = made("before", text, target="app:create_app('-books')", prepare=file)
    assert Oracle(tmp_path / "room").portrait(before).answers[0]["body"] == ["made-books"]


def test_modules_of_the_original_are_refused(
    made: Callable[..., Application], tmp_path: Path
) -> None:
    text = """
        import sys
        from flask import Flask
        sys.path.insert(0, {!r})
        import stock
        app = Flask(__name__)
    """
    directory = tmp_path / "before" / "shop"
    before = made("before", text.format(str(directory / "src")))
    (directory / "src").mkdir()
    (directory / "src" / "stock.py").touch()
    with pytest.raises(StartError, match="stock was imported from"):
        Oracle(tmp_path / "room").portrait(before)


def test_meant_differences_are_allowed(made: Callable[..., Application], tmp_path: Path) -> None:
    without = made("before", SHOP, ("app.register_blueprint(bp)", ""))
    oracle = Oracle(tmp_path / "room")
    difference = oracle.compare(without, made("after"), allowed=NEW_ROUTES)
    assert not difference
    assert "blueprint books" in {str(each.place) for each in difference.allowed}
    lost = oracle.compare(made("whole"), without, allowed=NEW_ROUTES)
    assert "blueprint books: there -> absent" in told(lost)


def test_bodies_of_errors_can_be_left_out(made: Callable[..., Application], tmp_path: Path) -> None:
    before, after = made("before"), made("after", SHOP, ('error="bad"', 'message="no"'))
    oracle = Oracle(tmp_path / "room")
    assert oracle.compare(before, after)
    assert not oracle.compare(before, after, error_bodies=False)
    worse = made("worse", SHOP, ('"bad"), 400', '"bad"), 422'))
    assert oracle.compare(before, worse, error_bodies=False)


BLUEPRINT = {
    "app.py": """
        import os
        from flask import Flask

        def create_app():
            app = Flask(__name__)
            app.config["SECRET_KEY"] = "f8b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5"
            return app
    """,
}


def test_fixes_are_proved(tmp_path: Path) -> None:
    directory = tmp_path / "shop"
    directory.mkdir()
    (directory / "app.py").write_text(dedent(BLUEPRINT["app.py"]), encoding="utf-8")
    before = Application(directory, "app:create_app")
    oracle = Oracle(tmp_path / "room")
    with pytest.raises(AssertionError, match="(?s)app.py change.*KeyError: 'SECRET_KEY'"):
        oracle.prove_fix(before)
    with pytest.raises(AssertionError, match="config value SECRET_KEY: one value -> another"):
        oracle.prove_fix(replace(before, environment={"SECRET_KEY": "another"}), config_values=True)
    proof = oracle.prove_fix(replace(before, environment={"SECRET_KEY": "another"}))
    assert [item.code for item in proof.fixed] == ["FLK614"]
    assert proof.changed == ("app.py",)
    assert "os.environ" not in (directory / "app.py").read_text(encoding="utf-8")
    with pytest.raises(AssertionError, match="nothing was fixed"):
        oracle.prove_fix(before, unsafe=False)


def test_long_differences_are_cut_to_where_they_begin() -> None:
    change = Change(Place("answer 1, GET /", "body[0]"), "x" * 200 + "old", "x" * 200 + "new")
    lines = str(change).splitlines()
    assert lines[0] == "answer 1, GET /: body[0]"
    assert lines[1].endswith("xold")
    assert lines[2].endswith("xnew")
    assert all(len(line) <= 80 for line in lines)


def test_many_differences_of_one_answer_are_counted() -> None:
    def portrait(letter: str) -> Portrait:
        answer = {"status": 200, "raised": None, "body": [letter] * 9}
        return Portrait({}, [{"method": "GET", "path": "/"}], [answer])

    text = str(compare(portrait("a"), portrait("b")))
    assert text.splitlines()[-2] == "  answer 1, GET /: 4 more"


def test_a_list_that_grows_by_itself_is_left_out_whole() -> None:
    def portrait(held: Sequence[int]) -> Portrait:
        answer = {"status": 200, "raised": None, "body": {"json": {"a": list(held), "b": 1}}}
        return Portrait({}, [{"method": "GET", "path": "/"}], [answer])

    assert not compare(portrait([1]), portrait([1, 2, 3]), [portrait([1, 2])])
    assert compare(portrait([1]), portrait([2]), [portrait([1])])


def test_the_other_process_needs_nothing_of_flasklint(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("from flask import Flask\napp = Flask('app')\n")
    job = {
        "target": "app", "original": "/elsewhere", "paths": ["."], "prepare": None,
        "requests": [{"method": "GET", "path": "/"}], "seconds_per_request": 5, "network": False,
    }  # fmt: skip
    (tmp_path / "job.json").write_text(json.dumps(job), encoding="utf-8")
    script = tmp_path / "script.py"
    guard = "import sys\nsys.modules['flasklint'] = None\n__import__('runpy').run_path({!r}, {})"
    script.write_text(guard.format(str(SCRIPT), "run_name='__main__'"), encoding="utf-8")
    command = [sys.executable, str(script), "job.json", "result.json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads((tmp_path / "result.json").read_text())["answers"][0]["status"] == 404


def test_the_fixture_is_there(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(app="from flask import Flask\napp = Flask(__name__)\n")
    pytester.makepyfile(
        """
        from pathlib import Path
        from flasklint.testing import Application

        def test_it(flask_oracle):
            shop = Application(Path(__file__).parent, "app:app")
            assert not flask_oracle.compare(shop, shop)
        """
    )
    pytester.runpytest_subprocess().assert_outcomes(passed=1)


def test_the_plug_in_brings_nothing_heavy() -> None:
    code = "import sys, flasklint.pytest_plugin as _; print({'libcst', 'rich', 'flask', " + (
        "'flasklint.testing'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
