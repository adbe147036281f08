"""Whether a Blueprint is registered: yes, no, or cannot tell for a reason that is given."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

import pytest

from flasklint.config.config import Config
from flasklint.facts.unread import Unread
from flasklint.follow import budget
from flasklint.languages.python.facts import module_facts
from flasklint.languages.python.source import parse
from flasklint.project import Project
from flasklint.project.answers import Answer
from flasklint.run import run
from flasklint.run.setup import Setup

BP = """
from flask import Blueprint
bp = Blueprint("bp", __name__)

@bp.route("/x")
def x():
    return ""
"""
APP = """
from flask import Flask

def create_app():
    app = Flask(__name__)
    return app
"""


def project(files: Mapping[str, str], complete: bool = True) -> Project:
    """The project of these files; tests and migrations are not part of it."""
    modules = {}
    others = {name: dedent(text) for name, text in files.items() if not name.endswith(".py")}
    for filename, text in files.items():
        if filename in others:
            continue
        name = filename.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
        is_package = filename.endswith("__init__.py")
        source = parse(dedent(text).encode(), filename, name, is_package)
        modules[name] = module_facts(source.tree, name, filename, is_package)
    unread = () if complete else [Unread("broken", "broken.py", None)]
    return Project(modules, unread, manifests=others)


def answer(files: Mapping[str, str], complete: bool = True, filename: str = "bp.py") -> Answer:
    """What is known of the one Blueprint that `filename` makes."""
    (made,) = project(files, complete).blueprints_in(filename)
    return made.registered


def routes(files: Mapping[str, str]) -> list[tuple[str | None, bool | None]]:
    """Rule and registration of every route, but those of static files."""
    table = project(files).route_table
    return [(route.rule, route.registered.holds) for route in table if route.view is not None]


def test_a_blueprint_that_the_factory_registers_is_registered() -> None:
    factory = """
    from flask import Flask
    from bp import bp

    def create_app():
        app = Flask(__name__)
        app.register_blueprint(bp)
        return app
    """
    found = answer({"app.py": factory, "bp.py": BP})
    assert found.holds is True
    assert found.place is not None and found.place.filename == "app.py"


def test_a_forgotten_blueprint_is_not_registered() -> None:
    found = answer({"app.py": APP, "bp.py": BP})
    assert found.holds is False
    assert found.why == "nothing registers it"


def test_a_blueprint_that_is_imported_but_not_registered_is_forgotten() -> None:
    assert answer({"app.py": "from bp import bp\n" + APP, "bp.py": BP}).holds is False


def test_a_blueprint_of_the_same_name_as_a_registered_one_is_forgotten() -> None:
    factory = """
    from flask import Flask
    from other import bp
    import bp as mine
    app = Flask(__name__)
    app.register_blueprint(bp)
    """
    files = {"app.py": factory, "bp.py": BP, "other.py": BP.replace('bp"', 'other"')}
    assert answer(files).holds is False
    assert answer(files, filename="other.py").holds is True


def test_a_blueprint_passed_to_unknown_code_may_be_registered() -> None:
    factory = """
    from flask import Flask
    from bp import bp
    from somewhere import setup
    app = Flask(__name__)
    setup(app, bp)
    """
    found = answer({"app.py": factory, "bp.py": BP})
    assert found.holds is None
    assert "somewhere.setup" in found.why


def test_a_blueprint_put_into_something_unknown_may_be_registered() -> None:
    factory = """
    from flask import Flask
    from bp import bp
    from somewhere import REGISTRY
    REGISTRY["bp"] = bp
    app = Flask(__name__)
    """
    assert answer({"app.py": factory, "bp.py": BP}).holds is None


def test_a_csrf_exemption_registers_nothing() -> None:
    factory = """
    from flask import Flask
    from flask_wtf import CSRFProtect
    from bp import bp
    csrf = CSRFProtect()
    app = Flask(__name__)
    csrf.exempt(bp)
    """
    assert answer({"app.py": factory, "bp.py": BP}).holds is False


def test_registering_an_unknown_argument_leaves_every_blueprint_open() -> None:
    factory = """
    from flask import Flask

    def create_app(*blueprints):
        app = Flask(__name__)
        for blueprint in blueprints:
            app.register_blueprint(blueprint)
        return app
    """
    found = answer({"app.py": factory, "bp.py": BP})
    assert found.holds is None
    assert "cannot be told" in found.why


def test_registering_what_a_package_provides_leaves_nothing_open() -> None:
    factory = """
    from flask import Flask
    from somewhere import their_blueprint
    app = Flask(__name__)
    app.register_blueprint(their_blueprint)
    """
    assert answer({"app.py": factory, "bp.py": BP}).holds is False


def test_a_scan_of_a_known_package_registers_its_blueprints() -> None:
    factory = """
    import pkgutil
    from importlib import import_module
    from flask import Flask
    import views

    def create_app():
        app = Flask(__name__)
        for module in pkgutil.iter_modules(views.__path__):
            found = import_module(f"views.{module.name}")
            app.register_blueprint(found.bp)
        return app
    """
    files = {"app.py": factory, "views/__init__.py": "", "views/one.py": BP}
    found = answer(files, filename="views/one.py")
    assert found.holds is True


def test_a_scan_of_computed_folders_leaves_blueprints_open() -> None:
    factory = """
    import pkgutil
    from importlib import import_module
    from flask import Flask
    import views

    def create_app():
        app = Flask(__name__)
        for module in pkgutil.iter_modules(app.config["FOLDERS"]):
            found = import_module(f"views.{module.name}")
            app.register_blueprint(found.bp)
        return app
    """
    files = {"app.py": factory, "views/__init__.py": "", "views/one.py": BP}
    found = answer(files, filename="views/one.py")
    assert found.holds is None
    assert found.why


def test_a_computed_import_leaves_modules_open_that_nothing_imports() -> None:
    factory = """
    import importlib
    import os
    from flask import Flask
    app = Flask(__name__)
    importlib.import_module(os.environ["PLUGIN"])
    """
    plugin = BP + "\nfrom app import app\n\n@app.route('/y')\ndef y():\n    return ''\n"
    found = answer({"app.py": factory, "bp.py": plugin})
    assert found.holds is None
    assert "computed names" in found.why
    assert set(routes({"app.py": factory, "bp.py": plugin})) == {("/x", None), ("/y", None)}


def test_an_unreadable_file_leaves_a_forgotten_blueprint_open() -> None:
    found = answer({"app.py": APP, "bp.py": BP}, complete=False)
    assert found.holds is None
    assert "could not be read" in found.why


def test_an_unreadable_file_leaves_a_registered_blueprint_registered() -> None:
    factory = "from flask import Flask\nfrom bp import bp\napp = Flask('x')\n"
    files = {"app.py": factory + "app.register_blueprint(bp)\n", "bp.py": BP}
    assert answer(files, complete=False).holds is True


def test_an_import_for_type_checkers_registers_nothing() -> None:
    factory = """
    from typing import TYPE_CHECKING
    from flask import Flask
    if TYPE_CHECKING:
        from bp import bp
    app = Flask(__name__)
    """
    assert answer({"app.py": factory, "bp.py": BP}).holds is False


def test_a_registration_in_a_function_that_nothing_calls_is_not_certain() -> None:
    factory = """
    from flask import Flask
    from bp import bp
    app = Flask(__name__)

    def forgotten(app):
        app.register_blueprint(bp)
    """
    assert answer({"app.py": factory, "bp.py": BP}).holds is None


def test_an_app_handed_to_a_function_that_cannot_be_seen_may_register_anything() -> None:
    factory = """
    from flask import Flask

    def create_app(configure):
        app = Flask(__name__)
        configure(app)
        return app
    """
    found = answer({"app.py": factory, "bp.py": BP})
    assert found.holds is None
    assert "passed to code that cannot be followed" in found.why


def test_an_extension_that_takes_the_app_registers_no_blueprint_of_the_project() -> None:
    factory = """
    from flask import Flask
    from flask_login import LoginManager
    login = LoginManager()
    app = Flask(__name__)
    login.init_app(app)
    """
    assert answer({"app.py": factory, "bp.py": BP}).holds is False


def test_an_extension_that_takes_the_blueprint_may_register_it() -> None:
    factory = """
    from flask import Flask
    from flask_smorest import Api
    from bp import bp
    app = Flask(__name__)
    api = Api(app)
    api.register_blueprint(bp)
    """
    assert answer({"app.py": factory, "bp.py": BP}).holds is True


def test_the_method_of_a_plug_in_class_may_be_called_by_whoever_loads_it() -> None:
    plugin = """
    from bp import bp

    class Plugin:
        def setup(self, app):
            app.register_blueprint(bp)
    """
    assert answer({"app.py": APP, "plugin.py": plugin, "bp.py": BP}).holds is None


def test_a_blueprint_of_the_second_app_is_registered() -> None:
    second = "from flask import Flask\nfrom bp import bp\napp = Flask('b')\n"
    files = {"app.py": APP, "admin.py": second + "app.register_blueprint(bp)\n", "bp.py": BP}
    assert answer(files).holds is True


def test_a_library_without_an_app_leaves_its_blueprints_open() -> None:
    found = answer({"bp.py": BP})
    assert found.holds is None
    assert "no Flask application" in found.why


def test_a_blueprint_returned_to_whoever_calls_is_open() -> None:
    files = {
        "app.py": APP,
        "bp.py": """
        from flask import Blueprint

        def blueprint():
            bp = Blueprint("bp", __name__)
            return bp
        """,
    }
    assert answer(files).holds is None


def test_the_children_of_a_forgotten_parent_are_not_to_blame() -> None:
    files = {
        "app.py": APP,
        "bp.py": BP,
        "parent.py": """
        from flask import Blueprint
        from bp import bp
        parent = Blueprint("parent", __name__)
        parent.register_blueprint(bp)
        """,
    }
    assert answer(files, filename="parent.py").holds is False
    assert answer(files).holds is None


def test_blueprints_that_register_each_other_end() -> None:
    text = """
    from flask import Blueprint, Flask
    app = Flask(__name__)
    a = Blueprint("a", __name__)
    b = Blueprint("b", __name__)
    a.register_blueprint(b)
    b.register_blueprint(a)
    """
    holds = [made.registered.holds for made in project({"app.py": text}).blueprints_in("app.py")]
    assert holds == [None, None]


VIEWS = """
from app import app

@app.route("/late")
def late():
    return ""
"""
PLAIN = "from flask import Flask\napp = Flask(__name__)\n"


def test_routes_of_a_module_that_nothing_imports_are_not_there() -> None:
    files = {"app.py": PLAIN, "pages/__init__.py": "", "pages/views.py": VIEWS}
    assert routes(files) == [("/late", False)]


def test_routes_of_a_module_that_only_a_test_imports_are_not_there(tmp_path: Path) -> None:
    for name, text in {
        "app.py": PLAIN,
        "pages/__init__.py": "",
        "pages/views.py": VIEWS,
        "tests/test_views.py": "import pages.views\nfrom app import app\n",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    (record,) = [
        each for each in run.routes(Setup(Config(tmp_path)))[0][0] if each["endpoint"] != "static"
    ]
    assert (record["rule"], record["registered"]) == ("/late", False)


def test_routes_of_a_module_that_only_type_checkers_import_are_not_there() -> None:
    text = (
        "from typing import TYPE_CHECKING\n" + PLAIN + "if TYPE_CHECKING:\n    import pages.views\n"
    )
    files = {"app.py": text, "pages/__init__.py": "", "pages/views.py": VIEWS}
    assert routes(files) == [("/late", False)]


def test_routes_of_a_module_that_a_string_names_are_there() -> None:
    text = PLAIN + "import importlib\nimportlib.import_module('pages.views')\n"
    files = {"app.py": text, "pages/__init__.py": "", "pages/views.py": VIEWS}
    assert routes(files) == [("/late", True)]


def test_routes_of_a_module_that_the_settings_name_are_there() -> None:
    text = PLAIN + "MODULES = ['pages.views']\n"
    files = {"app.py": text, "pages/__init__.py": "", "pages/views.py": VIEWS}
    assert routes(files) == [("/late", True)]


def test_routes_of_a_module_that_the_entry_script_imports_are_there() -> None:
    files = {"app.py": PLAIN, "views.py": VIEWS, "serve.py": "from app import app\nimport views\n"}
    assert routes(files) == [("/late", True)]


def test_routes_of_a_module_that_only_an_unreached_module_imports_are_not_there() -> None:
    again = VIEWS.replace("late", "later") + "import pages.views\n"
    files = {"app.py": PLAIN, "pages/__init__.py": "", "pages/views.py": VIEWS}
    files["pages/more_views.py"] = again
    assert set(routes(files)) == {("/late", False), ("/later", False)}


def test_routes_of_a_forgotten_blueprint_are_not_there() -> None:
    assert routes({"app.py": APP, "bp.py": BP}) == [("/x", False)]


LOOPS = """
for a in range(1000):
    for b in range(1000):
        for c in range(1000):
            d = a + b + c
"""


def test_a_file_that_does_too_much_may_register_what_it_names() -> None:
    files = {"app.py": APP + "\nimport bp\n" + LOOPS, "bp.py": BP}
    found = answer(files)
    assert found.holds is None
    assert "app.py does more than is followed" in found.why
    assert answer({"app.py": APP, "other.py": LOOPS, "bp.py": BP}).holds is False


ONE_APP = """
from flask import Flask

def get_app():
    return create_app()

def create_app():
    from bp import bp

    app = Flask(__name__)
    app.register_blueprint(bp)
    return app
"""


def test_the_app_that_many_ask_for_is_followed_few_times(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "MOST_STEPS_OF_ALL", 1_000)
    monkeypatch.setattr(budget, "MOST_STEPS_OF_A_FILE", 0)
    monkeypatch.setattr(budget, "MOST_STEPS_OF_A_FLASK_FILE", 0)
    monkeypatch.setattr(budget, "LEAST_STEPS", 20)
    users = {f"user_{n}.py": "from app import get_app\n\napp = get_app()\n" for n in range(30)}
    files = {"app.py": ONE_APP, "bp.py": BP, "forgotten.py": BP, **users}
    assert answer(files, filename="forgotten.py").holds is False


def test_what_the_last_of_many_puts_on_the_app_is_there() -> None:
    users = {f"user_{n}.py": "from app import get_app\n\napp = get_app()\n" for n in range(9)}
    last = """
    from app import get_app

    app = get_app()

    @app.route("/late")
    def late():
        return ""
    """
    found = routes({"app.py": ONE_APP, "bp.py": BP, **users, "wsgi.py": last})
    assert ("/late", True) in found


def factory(*lines: str) -> str:
    """A module with a factory of these lines between making the app and returning it."""
    body = "".join(f"    {line}\n" for line in ("app = Flask(__name__)", *lines, "return app"))
    return f"import os\nfrom flask import Flask\n\ndef create_app():\n{body}"


def test_a_blueprint_registered_only_under_a_setting_that_is_off_is_open() -> None:
    text = factory(
        "app.config.from_object('settings.Config')",
        "if app.config['FEATURE']:",
        "    from bp import bp",
        "    app.register_blueprint(bp)",
    )
    settings = "class Config:\n    FEATURE = False\n"
    found = answer({"app.py": text, "settings.py": settings, "bp.py": BP})
    assert found.holds is None
    assert found.why


def test_a_blueprint_registered_only_under_a_constant_that_is_off_is_open() -> None:
    text = "from bp import bp\nFEATURE = False\n" + factory(
        "if FEATURE:", "    app.register_blueprint(bp)"
    )
    found = answer({"app.py": text, "bp.py": BP})
    assert found.holds is None
    assert found.why


def test_routes_of_a_module_imported_only_under_an_unset_setting_are_open() -> None:
    text = "import os\n" + PLAIN + "if os.environ.get('WITH_VIEWS'):\n    import views\n"
    assert routes({"app.py": text, "views.py": VIEWS}) == [("/late", None)]


def test_a_blueprint_registered_only_where_an_import_fails_is_open() -> None:
    text = factory(
        "try:",
        "    import json",
        "except ImportError:",
        "    from bp import bp",
        "    app.register_blueprint(bp)",
    )
    found = answer({"app.py": text, "bp.py": BP})
    assert found.holds is None
    assert found.why


def test_a_blueprint_that_a_computed_scan_may_find_is_open() -> None:
    text = "import importlib\n" + factory(
        "for name in os.listdir(os.environ['PLUGINS']):",
        "    app.register_blueprint(importlib.import_module('views.' + name).bp)",
    )
    files = {"app.py": text, "views/__init__.py": "", "views/one.py": BP}
    found = answer(files, filename="views/one.py")
    assert found.holds is None
    assert found.why


def test_a_blueprint_registered_on_another_only_under_a_setting_is_open() -> None:
    text = factory(
        "from bp import bp",
        "parent = Blueprint('parent', __name__)",
        "if os.environ.get('WITH_BP'):",
        "    parent.register_blueprint(bp)",
        "app.register_blueprint(parent)",
    ).replace("Flask\n", "Blueprint, Flask\n", 1)
    files = {"app.py": text, "bp.py": BP}
    assert answer(files).holds is None
    assert routes(files) == [("/x", None)]


def test_a_blueprint_put_into_a_registry_from_outside_is_open() -> None:
    text = PLAIN + "import other\nfrom bp import bp\nother.registry.register_blueprint(bp)\n"
    found = answer({"app.py": text, "bp.py": BP})
    assert found.holds is None
    assert "other.registry.register_blueprint" in found.why


def test_a_blueprint_registered_on_the_current_app_is_registered() -> None:
    text = PLAIN + (
        "from flask import current_app\nfrom bp import bp\n"
        "with app.app_context():\n    current_app.register_blueprint(bp)\n"
    )
    assert answer({"app.py": text, "bp.py": BP}).holds is True


def test_what_an_attribute_of_the_app_routes_is_no_route_of_the_app() -> None:
    text = PLAIN + "@app.other.thing.route('/ws')\ndef ws():\n    return ''\n"
    assert routes({"app.py": text}) == []


def test_a_blueprint_named_in_an_expression_is_not_registered_by_that() -> None:
    text = "from flask import Blueprint\nprint((bp := Blueprint('bp', __name__)).name)\n"
    assert answer({"app.py": PLAIN, "bp.py": text}).holds is False


def test_a_module_called_a_test_that_the_application_imports_is_followed(tmp_path: Path) -> None:
    for name, text in {
        "pyproject.toml": "",
        "shop/__init__.py": "",
        "shop/views.py": BP,
        "shop/test_setup.py": "from shop.views import bp\n\ndef init(app):\n"
        "    app.register_blueprint(bp)\n",
        "shop/main.py": "from flask import Flask\nfrom shop.test_setup import init\n\n"
        "app = Flask(__name__)\ninit(app)\n",
        "tests/test_shop.py": "import nothing.of.this",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    (records, _), _ = run.routes(Setup(Config(tmp_path)))
    assert {record["rule"]: record["registered"] for record in records}["/x"] is True
