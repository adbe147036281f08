"""Flask's vocabulary, and that of common extensions, as dotted names.

A name is the shortest public path (`flask.Flask`), with `()` for "an instance of" or "the result
of". Sources: the public API of Flask 3.1, Werkzeug 3.1, SQLAlchemy 2, Flask-SQLAlchemy 3.1,
peewee 3 and MongoEngine 0.29.
"""

from __future__ import annotations

import builtins

CONFIG = "flask.Config"

# Classes whose instances serve requests or collect routes, and what they behave like.
APP_CLASSES = {
    "flask.Flask",
    "apiflask.APIFlask",
    "flask_openapi3.OpenAPI",
    "quart.Quart",
}
BLUEPRINT_CLASSES = {
    "flask.Blueprint", "apiflask.APIBlueprint", "flask_openapi3.APIBlueprint",
    "flask_smorest.Blueprint",
}  # fmt: skip
PACKAGES = frozenset({
    "apiflask", "click", "flask", "flask_login", "flask_openapi3", "flask_restful", "flask_restx",
    "flask_restplus", "flask_smorest", "flask_sqlalchemy", "flask_wtf", "itsdangerous", "jinja2",
    "markupsafe", "marshmallow", "peewee", "pydantic", "quart", "sqlalchemy", "werkzeug",
    "wtforms",
})  # fmt: skip
"""The packages whose names are known here: a directory called so is not what an import means."""
VIEW_CLASSES = {"flask.views.View", "flask.views.MethodView"}
VIEW_BASES = VIEW_CLASSES | {
    "flask_restful.Resource",
    "flask_restx.Resource",
    "flask_restplus.Resource",
}

_ALIASES = {
    "flask.app.Flask": "flask.Flask",
    "flask.blueprints.Blueprint": "flask.Blueprint",
    "flask.sansio.blueprints.Blueprint": "flask.Blueprint",
    "flask.json.jsonify": "flask.jsonify",
    "flask.helpers.make_response": "flask.make_response",
    "flask.wrappers.Response": "flask.Response",
    "flask.globals.request": "flask.request",
    "flask.globals.g": "flask.g",
    "flask.globals.current_app": "flask.current_app",
    "flask.globals.session": "flask.session",
    "flask.helpers.url_for": "flask.url_for",
    "flask.templating.render_template": "flask.render_template",
    "flask.helpers.abort": "flask.abort",
    "flask.helpers.redirect": "flask.redirect",
    "flask.helpers.send_file": "flask.send_file",
    "flask.helpers.send_from_directory": "flask.send_from_directory",
    "flask.config.Config": "flask.Config",
    "werkzeug.wrappers.Response": "flask.Response",
    "werkzeug.wrappers.response.Response": "flask.Response",
    "http.client.HTTPStatus": "http.HTTPStatus",
    "importlib.__import__": "builtins.__import__",
}
INNER_MODULES = {
    "apiflask.app", "apiflask.blueprint", "apiflask.exceptions", "apiflask.schemas",
    "flask_apispec.annotations", "flask_cors.decorator", "flask_cors.extension",
    "flask_jwt_extended.jwt_manager", "flask_jwt_extended.utils",
    "flask_jwt_extended.view_decorators", "flask_limiter.extension", "flask_limiter._extension",
    "flask_login.login_manager", "flask_login.mixins", "flask_login.utils",
    "flask_marshmallow.schema", "flask_openapi3.blueprint", "flask_openapi3.openapi",
    "flask_openapi3.view", "flask_restx.api", "flask_restx.errors", "flask_restx.namespace",
    "flask_restx.resource", "flask_security.core", "flask_security.decorators",
    "flask_smorest.blueprint", "flask_sqlalchemy.extension", "flask_wtf.csrf", "flask_wtf.form",
    "jsonschema.validators", "marshmallow.decorators", "marshmallow.exceptions",
    "marshmallow.schema", "pydantic.fields", "pydantic.functional_validators", "pydantic.main",
    "pydantic.type_adapter", "pydantic_settings.main", "sqlalchemy.orm.decl_api",
    "sqlalchemy.orm.scoping", "sqlalchemy.orm.session",
}  # fmt: skip
"""The modules of packages whose public names the package itself has, too: what is known of
`flask_login.login_required` goes for `flask_login.utils.login_required`."""

IMPORT_FUNCTIONS = {
    "importlib.import_module", "builtins.__import__", "werkzeug.utils.import_string",
}  # fmt: skip
ENVIRONMENT_READS = {"os.environ.get", "os.getenv"}
SCAN_FUNCTIONS = {
    "pkgutil.iter_modules", "pkgutil.walk_packages", "werkzeug.utils.find_modules",
    "importlib.metadata.entry_points", "importlib.metadata.entry_points()",
    "pkg_resources.iter_entry_points",
}  # fmt: skip

VALIDATING = {"voluptuous.Schema"}
"""The classes whose objects, called, give back what they are given if it is valid."""

PUTTING = {"register_blueprint", "route", "add_url_rule"}
"""The methods that put something on an app or a Blueprint, whatever they are called on."""

HTTP_VERBS = {"get", "post", "put", "delete", "patch", "head", "options", "trace"}
ROUTE_SHORTCUTS = {"get", "post", "put", "delete", "patch"}
ROUTE_DECLARING = {"route", "add_url_rule", *ROUTE_SHORTCUTS}
ERROR_HANDLERS = {"errorhandler", "app_errorhandler", "register_error_handler"}
HOOKS = {
    "before_request", "before_app_request", "after_request", "after_app_request",
    "teardown_request", "teardown_app_request", "teardown_appcontext",
}  # fmt: skip
HANDLED = ("code_or_exception", "code")

# Calls that take a Blueprint or app and register no Blueprint of the project.
INERT_CALLS = {
    "exempt", "limit", "CORS", "Api", "Limiter", "init_app", "apply_csrf", "send", "connect",
}  # fmt: skip

WIRING_NAMES = {
    "Flask", "Blueprint", "APIFlask", "APIBlueprint", "OpenAPI", "register_blueprint",
    "register_blueprints", "add_url_rule", "errorhandler", "register_error_handler",
    "import_module", "import_string", "as_view", "from_object", "init_app", "route",
}  # fmt: skip

CONTEXT_PROXIES = {
    "flask.current_app": "an application context",
    "flask.g": "an application context",
    "flask.request": "a request",
    "flask.session": "a request",
}
CONTEXT_CALLS = {
    "flask.flash": "a request",
    "flask.get_flashed_messages": "a request",
    "flask.get_template_attribute": "an application context",
    "flask.jsonify": "an application context",
    "flask.make_response": "an application context",
    "flask.render_template": "an application context",
    "flask.render_template_string": "an application context",
    "flask.send_file": "an application context",
    "flask.send_from_directory": "an application context",
    "flask.url_for": "an application context",
}
"""What needs a context, and which."""
CONTEXT_NAMES = frozenset(path.rpartition(".")[2] for path in (*CONTEXT_PROXIES, *CONTEXT_CALLS))

HTTP_ERROR_CLASSES = {
    400: "BadRequest", 401: "Unauthorized", 403: "Forbidden", 404: "NotFound",
    405: "MethodNotAllowed", 406: "NotAcceptable", 408: "RequestTimeout", 409: "Conflict",
    410: "Gone", 411: "LengthRequired", 412: "PreconditionFailed", 413: "RequestEntityTooLarge",
    414: "RequestURITooLarge", 415: "UnsupportedMediaType", 416: "RequestedRangeNotSatisfiable",
    417: "ExpectationFailed", 418: "ImATeapot", 421: "MisdirectedRequest",
    422: "UnprocessableEntity", 423: "Locked", 424: "FailedDependency", 428: "PreconditionRequired",
    429: "TooManyRequests", 431: "RequestHeaderFieldsTooLarge",
    451: "UnavailableForLegalReasons", 500: "InternalServerError", 501: "NotImplemented",
    502: "BadGateway", 503: "ServiceUnavailable", 504: "GatewayTimeout",
    505: "HTTPVersionNotSupported",
}  # fmt: skip
"""The exceptions that Werkzeug 3.1 has (`werkzeug.exceptions.default_exceptions`), by status."""
HTTP_ERRORS = frozenset(HTTP_ERROR_CLASSES)

FACTORIES = ("create_app", "make_app")
"""The functions that Flask itself calls to have an app, before there is a context."""

BUILT_IN_CONVERTERS = frozenset({"default", "string", "any", "path", "int", "float", "uuid"})

# How parameters of errors are called.
MESSAGE_NAMES = ("message", "msg", "description", "detail", "error")
STATUS_NAMES = ("status_code", "status", "code", "http_status", "statuscode")
DETAIL_NAMES = ("details", "payload", "errors", "extra", "data")

# How error answers call what they say, and the words for that it is an error.
MESSAGE_KEYS = ("error", "message", "msg", "detail", "description", "reason")
FAILURES = frozenset({"error", "err", "fail", "failed", "failure", "ko", "nok"})

_BUILTINS = frozenset(dir(builtins))


def is_builtin(name: str) -> bool:
    """Whether Python defines the name everywhere."""
    return name in _BUILTINS


def canonical(path: str) -> str:
    """The shortest public path of what `path` leads to."""
    module, _, name = path.rpartition(".")
    if module in INNER_MODULES:
        return f"{module.rpartition('.')[0]}.{name}"
    return _ALIASES.get(path, path)


def member(path: str, name: str) -> str:
    """The path of an attribute."""
    return canonical(f"{path}.{name}")


def is_class(path: str) -> bool:
    """Whether a path looks like a class (`sqlalchemy.orm.Session`)."""
    last = path.rpartition(".")[2]
    return last[:1].isupper() and not last.endswith((")", "]")) and not last.isupper()


def is_app_class(path: str) -> bool:
    return path in APP_CLASSES


def is_blueprint_class(path: str) -> bool:
    return path in BLUEPRINT_CLASSES


def is_tracked(path: str) -> bool:
    """Whether a class takes part in the wiring."""
    return (
        path in APP_CLASSES or path in BLUEPRINT_CLASSES or path in VIEW_CLASSES or path == CONFIG
    )


FLASK_FORM = "FlaskForm"
