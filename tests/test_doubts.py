"""A route that is there only perhaps is neither there nor missing, and the reason is given."""

from __future__ import annotations

from textwrap import dedent

import pytest
from test_registration import project

from flasklint.project.answers import Answer

APP = """
import importlib.util
import os
import platform
import shutil
import sys

from flask import Flask

app = Flask(__name__, static_folder=None)
"""
ON_A_TEST = {
    "the platform": 'if sys.platform == "win32":\n    app.add_url_rule("/a", "a", print)',
    "what a call says of the system": (
        'if platform.system() == "Windows":\n    app.add_url_rule("/a", "a", print)'
    ),
    "a version": 'if sys.version_info < (3, 8):\n    app.add_url_rule("/a", "a", print)',
    "a file": 'if os.path.exists("extra"):\n    app.add_url_rule("/a", "a", print)',
    "a program": 'if shutil.which("dot"):\n    app.add_url_rule("/a", "a", print)',
    "a package": ('if importlib.util.find_spec("redis"):\n    app.add_url_rule("/a", "a", print)'),
    "a flag that is set where an import succeeds": """
        try:
            import redis
            HAVE = True
        except ImportError:
            HAVE = False
        if HAVE:
            app.add_url_rule("/a", "a", print)
        """,
    "a name that is None where an import fails": """
        try:
            import redis
        except ImportError:
            redis = None
        if redis is not None:
            app.add_url_rule("/a", "a", print)
        """,
    "what follows an import that may fail": """
        try:
            import redis
        except ImportError:
            pass
        else:
            app.add_url_rule("/a", "a", print)
        """,
    "what follows an import whose failure is suppressed": """
        import contextlib
        with contextlib.suppress(ImportError):
            import redis
            app.add_url_rule("/a", "a", print)
        """,
    "an early return": """
        def set_up(app):
            if os.path.exists("off"):
                return
            app.add_url_rule("/a", "a", print)
        set_up(app)
        """,
}
SURE = {
    "an import without which the program ends": """
        try:
            import redis
        except ImportError:
            sys.exit("redis is needed")
        else:
            app.add_url_rule("/a", "a", print)
        """,
    "a factory that returns what there is already": """
        def make():
            if os.path.exists("off"):
                return app
            made = Flask(__name__, static_folder=None)
            made.add_url_rule("/a", "a", print)
            return made
        """,
    "an app that is made under a test itself": """
        if os.path.exists("on"):
            other = Flask(__name__, static_folder=None)
            other.add_url_rule("/a", "a", print)
        """,
    "an app that only the script makes": """
        if __name__ == "__main__":
            other = Flask(__name__, static_folder=None)
            other.add_url_rule("/a", "a", print)
            other.run()
        """,
    "what a function does to the app that only the script calls": """
        def main():
            app.add_url_rule("/a", "a", print)
            app.run()
        if __name__ == "__main__":
            main()
        """,
    "a factory that only the script calls": """
        def make():
            made = Flask(__name__, static_folder=None)
            made.add_url_rule("/a", "a", print)
            return made
        if __name__ == "__main__":
            make().run()
        """,
}


def registered(code: str, endpoint: str = "") -> Answer:
    """What is known of the route `/a` of an app with this code, perhaps of one of several."""
    table = project({"shop.py": APP + dedent(code)}).route_table
    wanted = (route for route in table if route.endpoint == (endpoint or route.endpoint))
    return next(route.registered for route in wanted if route.rule == "/a")


@pytest.mark.parametrize("code", ON_A_TEST.values(), ids=ON_A_TEST)
def test_a_route_that_depends_on_what_cannot_be_told_is_not_sure(code: str) -> None:
    answer = registered(code)
    assert answer.holds is None
    assert "depends on a" in answer.why


@pytest.mark.parametrize("code", SURE.values(), ids=SURE)
def test_a_route_is_as_sure_as_its_app(code: str) -> None:
    assert registered(code).holds is True


def test_what_follows_an_early_return_for_a_setting_that_is_not_given_depends_on_it() -> None:
    answer = registered(
        """
        def set_up(app):
            if not app.config.get("EXTRA"):
                return
            app.add_url_rule("/a", "a", print)
        set_up(app)
        """
    )
    assert (answer.holds, answer.why) == (None, "what declares it depends on a setting")


SKIPPED = {
    "a test": """
        for name in ("a", "b"):
            if name in os.listdir():
                continue
            app.add_url_rule(f"/{name}", name, print)
        """,
    "a test with another side": """
        for name in ("b", "a"):
            if os.path.exists(name):
                pass
            else:
                continue
            app.add_url_rule(f"/{name}", name, print)
        """,
    "a test inside of another": """
        for name in ("a", "b"):
            if name != "b":
                if os.path.exists(name):
                    continue
            app.add_url_rule(f"/{name}", name, print)
        """,
    "a setting that is not given": """
        for name in ("a", "b"):
            if not app.config.get("EXTRA"):
                continue
            app.add_url_rule(f"/{name}", name, print)
        """,
    "an import that may fail": """
        for name in ("a", "b"):
            try:
                import redis
            except ImportError:
                continue
            app.add_url_rule(f"/{name}", name, print)
        """,
    "a test that raises otherwise": """
        for name in ("a", "b"):
            if name in os.listdir():
                if os.path.exists("strict"):
                    raise ValueError(name)
                else:
                    continue
            app.add_url_rule(f"/{name}", name, print)
        """,
}


@pytest.mark.parametrize("code", SKIPPED.values(), ids=SKIPPED)
def test_a_turn_of_a_loop_that_is_perhaps_skipped_is_not_sure(code: str) -> None:
    answer = registered(code)
    assert answer.holds is None
    assert "`continue` that is run perhaps" in answer.why
    after = registered(f"{dedent(code)}\napp.add_url_rule('/a', 'after', print)\n", "after")
    assert after.holds is True


def test_the_next_turn_of_a_loop_is_as_sure_as_its_own_tests() -> None:
    code = """
        for name in ("b", "a"):
            if name == "b" and os.path.exists("off"):
                continue
            app.add_url_rule(f"/{name}", name, print)
        """
    assert registered(code).holds is True


def test_what_comes_after_a_loop_is_perhaps_left_is_not_sure_within_it_only() -> None:
    code = """
        for name in ("b", "a"):
            if os.path.exists(name):
                break
            app.add_url_rule(f"/{name}", name, print)
        app.add_url_rule("/a", "after", print)
        """
    assert registered(code, "a").holds is None
    assert "`break`" in registered(code, "a").why
    assert registered(code, "after").holds is True


REPLACED = {
    "update": "table.update(json.load(sys.stdin))",
    "a key": "table[sys.argv[1]] = '/z'",
    "a new dict": "table = {**table, **json.load(sys.stdin)}",
    "a key in a new dict": "table = {**table, sys.argv[1]: '/z'}",
    "a part that is not wholly known": "table.update({'x': '/x', **json.load(sys.stdin)})",
    "a union": "table = table | {'x': '/x', **json.load(sys.stdin)}",
}


@pytest.mark.parametrize("code", REPLACED.values(), ids=REPLACED)
def test_what_may_have_been_replaced_in_a_dict_cannot_be_told(code: str) -> None:
    code = f"import json\ntable = {{'a': '/a'}}\n{code}\napp.add_url_rule(table['a'], 'a', print)\n"
    table = project({"shop.py": APP + code}).route_table
    assert [route.rule for route in table] == [None]


def test_what_an_update_surely_gives_is_known() -> None:
    code = "table = {'a': 1}\ntable.update([('a', '/a')])\napp.add_url_rule(table['a'], 'a', print)"
    assert registered(code).holds is True


def test_a_route_below_the_main_guard_is_there_only_for_the_script() -> None:
    answer = registered('if __name__ == "__main__":\n    app.add_url_rule("/a", "a", print)\n')
    assert answer.holds is None
    assert "only running the file as a script" in answer.why


def test_a_route_below_what_runs_the_app_is_not_sure() -> None:
    answer = registered('app.run()\napp.add_url_rule("/a", "a", print)\n')
    assert answer.holds is None
    assert "below what runs the application" in answer.why


def test_what_a_function_does_to_the_app_of_its_module_is_not_sure_if_nothing_calls_it() -> None:
    code = 'def set_up(target):\n    target.add_url_rule("/a", "a", print)\n'
    command = "def start():\n    set_up(app)\n    app.start()\n"
    answer = registered(code + command)
    assert (answer.holds, answer.why) == (None, "nothing calls the function that declares it")
    assert registered(f"{code}{command}start()\n").holds is True


def test_a_definition_that_a_later_one_replaces_is_never_called() -> None:
    table = project(
        {"shop.py": APP + 'def a():\n    app.add_url_rule("/a", "a", print)\ndef a(): pass\na()\n'}
    ).route_table
    assert not table


def test_what_a_module_does_is_no_less_sure_where_it_is_first_imported_perhaps() -> None:
    files = {
        "shop.py": f"{APP}if os.path.exists('extra'):\n    import views\nimport views\n",
        "views.py": "from shop import app\n\napp.add_url_rule('/a', 'a', print)\n",
    }
    [route] = project(files).route_table
    assert route.registered.holds


def test_a_view_of_a_package_has_its_name_but_methods_that_cannot_be_told() -> None:
    code = 'from acme import Graph\napp.add_url_rule("/a", view_func=Graph.as_view("graph"))\n'
    [route] = project({"shop.py": APP + code}).route_table
    assert (route.endpoint, route.methods, route.registered.holds) == ("graph", None, True)


def test_what_the_standard_library_gives_back_may_be_a_blueprint_that_it_was_given() -> None:
    code = """
bp = Blueprint("pages", __name__)
bp.add_url_rule("/a", "a", print)
table = {"pages": bp}
app.register_blueprint(copy.deepcopy(table)["pages"])
"""
    imports = "import copy\nfrom flask import Blueprint\n"
    [route] = project({"shop.py": imports + APP + code}).route_table
    assert route.registered.holds is None
