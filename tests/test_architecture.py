"""What the project is found to be: its service layer, its API error, where its settings are."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import dedent

import pytest

from flasklint.languages.python.facts import module_facts
from flasklint.languages.python.source import parse
from flasklint.project import Project
from flasklint.project.declared import Settings
from flasklint.project.errors.choice import class_for, general_class


def project(files: Mapping[str, str], **settings: object) -> Project:
    modules = {}
    for filename, text in files.items():
        name = filename.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
        is_package = filename.endswith("__init__.py")
        source = parse(dedent(text).encode(), filename, name, is_package)
        modules[name] = module_facts(source.tree, name, filename, is_package)
    return Project(modules, settings=Settings(**settings))  # type: ignore[arg-type]


# the service layer

VIEWS = """
from flask import Flask
from shop.{package} import {module}
app = Flask(__name__)

@app.route("/books")
def books():
    return {module}.books()
"""


@pytest.mark.parametrize(
    ("package", "module"),
    [("services", "books"), ("service", "books"), ("catalog", "services"), ("x", "book_service")],
)
def test_modules_named_services_that_views_import_are_the_layer(package: str, module: str) -> None:
    files = {
        "shop/__init__.py": "",
        f"shop/{package}/__init__.py": "",
        f"shop/{package}/{module}.py": "def books(): return []\n",
        "shop/views.py": VIEWS.format(package=package, module=module),
    }
    found = project(files).services
    assert f"shop.{package}.{module}" in found.modules
    assert "shop/views.py" in found.why


def test_services_that_no_view_imports_are_no_layer() -> None:
    files = {
        "shop/__init__.py": "",
        "shop/services.py": "def books(): return []\n",
        "shop/views.py": "from flask import Flask\napp = Flask('x')\n",
        "shop/scripts.py": "from shop import services\n",
    }
    found = project(files).services
    assert not found.modules
    assert found.why


def test_a_project_without_services_has_no_layer() -> None:
    files = {
        "shop/__init__.py": "",
        "shop/logic/__init__.py": "",
        "shop/logic/books.py": "",
        "shop/views.py": VIEWS.format(package="logic", module="books"),
    }
    assert not project(files).services.modules


def test_the_layer_is_what_the_configuration_says() -> None:
    files = {
        "shop/__init__.py": "",
        "shop/logic/__init__.py": "",
        "shop/logic/books.py": "",
        "shop/services.py": "",
        "shop/views.py": VIEWS.format(package="logic", module="books"),
    }
    found = project(files, services=("shop/logic/**",)).services
    assert found.modules == {"shop.logic", "shop.logic.books"}
    assert found.why == "configured"


# the error class

ERRORS = """
class APIError(Exception):
    def __init__(self, message, status_code=400, details=None):
        self.message = message
        self.status_code = status_code
        self.details = details


class Rare(Exception):
    def __init__(self, message, status_code=400):
        pass
"""
APP = """
from flask import Flask, jsonify
from errors import APIError, Rare
app = Flask(__name__)

@app.errorhandler(Rare)
def rare(error):
    return jsonify(error=str(error)), 400

@app.errorhandler(APIError)
def handle(error):
    return jsonify(error=error.message), error.status_code

@app.route("/")
def index():
    raise APIError("no", 404)

@app.route("/two")
def two():
    if index:
        raise APIError("no", 404)
    raise Rare("x")
"""


def test_the_error_class_is_the_handled_one_that_is_raised_most() -> None:
    found = project({"app.py": APP, "errors.py": ERRORS}).error_class
    assert found is not None
    assert found.path == "errors.APIError"
    assert (found.message, found.status, found.details) == ("message", "status_code", "details")
    assert found.default_status == 400
    assert found.handler is not None and found.handler.filename == "app.py"


HANDLING = {
    "errorhandler": """
    @app.errorhandler(APIError)
    def handle(error):
        return {"error": error.message}, error.status_code
    """,
    "register_error_handler": """
    def handle(error):
        response = jsonify({"error": error.message})
        response.status_code = error.status_code
        return response

    app.register_error_handler(APIError, handle)
    """,
    "register_error_handler with a lambda": """
    app.register_error_handler(APIError, lambda error: (jsonify(error.message), error.status_code))
    """,
    "app_errorhandler": """
    from flask import Blueprint
    bp = Blueprint("errors", __name__)
    app.register_blueprint(bp)

    @bp.app_errorhandler(APIError)
    def handle(error):
        body = dict(error=error.message)
        return jsonify(**body), error.status_code
    """,
    "a helper that takes the app": """
    def install(app):
        @app.errorhandler(APIError)
        def handle(error):
            return jsonify(error.to_dict()), error.status_code

    install(app)
    """,
    "make_response": """
    from flask import make_response

    @app.errorhandler(APIError)
    def handle(error):
        return make_response(jsonify(error=error.message), error.status_code)
    """,
}


@pytest.mark.parametrize("title", HANDLING)
def test_an_error_class_is_found_by_its_handler(title: str) -> None:
    head = "from flask import Flask, jsonify\nfrom errors import APIError\napp = Flask('x')\n"
    found = project({"app.py": head + dedent(HANDLING[title]), "errors.py": ERRORS}).error_class
    assert found is not None
    assert found.path == "errors.APIError"


def test_a_subclass_of_http_exception_may_be_the_error_class() -> None:
    text = """
    from flask import Flask, jsonify
    from werkzeug.exceptions import HTTPException
    app = Flask(__name__)

    class Problem(HTTPException):
        code = 422

        def __init__(self, description, status=None):
            super().__init__(description)

    @app.errorhandler(Problem)
    def handle(error):
        return jsonify(error=error.description), error.code
    """
    found = project({"app.py": text}).error_class
    assert found is not None
    assert (found.path, found.message, found.default_status) == ("app.Problem", "description", 422)


NO_ERROR_CLASS = {
    "a handler that renders a page": """
    @app.errorhandler(APIError)
    def handle(error):
        return render_template("error.html", error=error), 400
    """,
    "a handler that redirects": """
    @app.errorhandler(APIError)
    def handle(error):
        return redirect("/")
    """,
    "a handler of one Blueprint": """
    from flask import Blueprint
    bp = Blueprint("bp", __name__)

    @bp.errorhandler(APIError)
    def handle(error):
        return jsonify(error=error.message), 400
    """,
    "a handler of a built-in exception": """
    @app.errorhandler(ValueError)
    def handle(error):
        return jsonify(error=str(error)), 400
    """,
    "a handler of a code": """
    @app.errorhandler(404)
    def handle(error):
        return jsonify(error=str(error)), 404
    """,
    "no handler": "",
}


@pytest.mark.parametrize("title", NO_ERROR_CLASS)
def test_there_is_no_error_class_without_a_handler_that_answers_json(title: str) -> None:
    head = "from flask import Flask, jsonify, redirect, render_template\n"
    head += "from errors import APIError\napp = Flask('x')\n"
    text = head + dedent(NO_ERROR_CLASS[title])
    assert project({"app.py": text, "errors.py": ERRORS}).error_class is None


FAMILY = """
from flask import Blueprint, Flask, jsonify
from errors import AuthorMissing, BadRequestError, Base, NotFound

app = Flask(__name__)
bp = Blueprint("bp", __name__)
other = Blueprint("other", __name__)

def answer(message, status):
    response = jsonify(message=message)
    response.status_code = status
    return response

class Handlers:
    def register(self, app):
        for cls in (NotFound, AuthorMissing):
            app.register_error_handler(cls, self.not_found)
        app.register_error_handler(BadRequestError, self.bad_request)

    def not_found(self, e):
        return answer(str(e), 404)

    def bad_request(self, e):
        return {"message": e.args[0]}, 400

Handlers().register(app)

@bp.errorhandler(Base)
def base(error):
    return error.get_response()

@bp.get("/books")
def books():
    return {}

@other.get("/orders")
def orders():
    return {}

app.register_blueprint(bp)
app.register_blueprint(other)
"""
FAMILY_ERRORS = """
from flask import jsonify

class NotFound(Exception):
    pass

class AuthorMissing(Exception):
    pass

class BadRequestError(Exception):
    pass

class Base(Exception):
    http_status = 500

    def __init__(self, text, number=None):
        self.text = text
        if number is not None:
            self.http_status = number

    def get_response(self):
        response = jsonify(error=self.text)
        response.status_code = self.http_status
        return response

class Narrow(Base):
    http_status = 409
"""


@pytest.mark.parametrize(
    ("view", "status", "wanted"),
    [
        ("app.orders", 404, "errors.NotFound"),
        ("app.orders", 400, "errors.BadRequestError"),
        ("app.orders", 409, None),
        ("app.orders", None, None),
        ("app.books", 404, "errors.Base"),
        ("app.books", 409, "errors.Base"),
        ("app.books", None, "errors.Base"),
    ],
)
def test_a_view_raises_the_class_for_its_status_that_is_answered_there(
    view: str, status: int | None, wanted: str | None
) -> None:
    asked = project({"app.py": FAMILY, "errors.py": FAMILY_ERRORS})
    classes = asked.error_classes_for(view)
    found = general_class(classes) if status is None else class_for(classes, status)
    assert (found and found.path) == wanted
    if wanted == "errors.Base":
        assert found is not None
        assert (found.message, found.status, found.default_status) == ("text", "number", 500)


def test_all_classes_that_are_answered_in_json_are_told() -> None:
    asked = project({"app.py": FAMILY, "errors.py": FAMILY_ERRORS})
    told = {found.path.rpartition(".")[2]: found.fixed for found in asked.error_classes}
    assert told == {"NotFound": 404, "AuthorMissing": 404, "BadRequestError": 400, "Base": None}


def test_a_handler_that_was_met_twice_is_one() -> None:
    text = """
    from flask import Flask, jsonify
    from errors import APIError

    def register(app):
        @app.errorhandler(APIError)
        def handle(error):
            return jsonify(error=error.message), error.status_code

    app = Flask(__name__)
    register(app)
    register(app)
    """
    asked = project({"app.py": text, "errors.py": ERRORS})
    assert len(asked.analysis.wiring.handlers) == 1


def test_the_error_class_is_what_the_configuration_says() -> None:
    found = project({"app.py": APP, "errors.py": ERRORS}, error_class="errors.Rare").error_class
    assert found is not None
    assert (found.path, found.why) == ("errors.Rare", "configured")


def test_an_error_class_that_is_configured_and_missing_is_none() -> None:
    assert project({"app.py": APP, "errors.py": ERRORS}, error_class="errors.X").error_class is None


def test_the_functions_that_handle_errors_are_known() -> None:
    assert project({"app.py": APP, "errors.py": ERRORS}).error_handlers() == {
        "app.handle",
        "app.rare",
    }


# settings

SETTINGS = """
class Base:
    DEBUG = False

class Production(Base):
    SECRET = "x"

class Unused:
    X = 1

CONFIGS = {"production": Production, "base": Base}
production = Production()
"""
SOURCES = {
    "a class": ("from settings import Production\n", "app.config.from_object(Production)"),
    "a dotted string": ("", "app.config.from_object('settings.Production')"),
    "an instance": ("import settings\n", "app.config.from_object(settings.Production())"),
    "a named instance": ("from settings import production\n", "app.config.from_object(production)"),
    "an entry of a dict": (
        "from settings import CONFIGS\n",
        "app.config.from_object(CONFIGS['production'])",
    ),
    "a computed entry of a dict": (
        "from settings import CONFIGS\n",
        "app.config.from_object(CONFIGS[name])",
    ),
    "a default parameter": (
        "import settings\n",
        "configure(app)\ndef configure(app): app.config.from_object(settings.Production)",
    ),
}


@pytest.mark.parametrize("title", SOURCES)
def test_settings_classes_are_found_with_their_bases(title: str) -> None:
    head, call = SOURCES[title]
    call = "\n    ".join(reversed(call.split("\n")))
    text = (
        f"{head}from flask import Flask\ndef create_app(name):\n    app = Flask('x')\n    {call}\n"
    )
    found = project({"app.py": text + "    return app\n", "settings.py": SETTINGS}).config_sources
    assert set(found.classes) == {"settings.Production", "settings.Base"}
    assert not found.modules
    assert found.overridable is None


def sources(call: str) -> tuple[set[str], bool]:
    """The settings modules that a call loads, and whether others can come from outside."""
    text = f"from flask import Flask\nimport settings\napp = Flask('x')\napp.config.{call}\n"
    found = project({"app.py": text, "settings.py": SETTINGS}).config_sources
    assert not found.classes
    return set(found.modules), found.overridable is not None


def test_a_module_of_settings_is_found() -> None:
    assert sources("from_object(settings)") == ({"settings"}, False)
    assert sources("from_object('settings')") == ({"settings"}, False)


def test_a_settings_file_of_the_project_is_a_module() -> None:
    assert sources("from_pyfile('settings.py')") == ({"settings"}, False)


@pytest.mark.parametrize(
    "call",
    [
        "from_pyfile('/etc/shop.cfg')",
        "from_pyfile('shop.cfg', silent=True)",
        "from_envvar('SHOP_SETTINGS')",
        "from_prefixed_env()",
        "from_file('shop.toml', load=print)",
        "from_pyfile(settings.PATH)",
    ],
)
def test_settings_read_from_outside_can_override_those_in_the_code(call: str) -> None:
    assert sources(call) == (set(), True)
