"""What the decorators of packages do with a view, by their paths.

Applied to a function these gave another one with APIFlask 3.1.2, flasgger 0.9.7.1, Flask-HTTPAuth
4.8.1, Flask-JWT-Extended 4.7.4, Flask-Limiter 4.1.1, Flask-Login 0.6.3, Flask-Principal 0.4.0,
Flask-RESTful 0.3.10, Flask-RESTX 1.3.2, Flask-Security-Too 5.9.2, flask-smorest 0.47.0 and webargs
8.7.1. Those of dependency-injector, flask-expects-json, Flask-Pydantic, Flask-Cors and
Flask-Caching were not tried.
"""

from __future__ import annotations


def _of_api(*names: str) -> tuple[str, ...]:
    """The paths of methods that an Api and a namespace of Flask-RESTX have."""
    owners = ("flask_restx.Api()", "flask_restx.Namespace()")
    return tuple(f"{owner}.{name}" for owner in owners for name in names)


WRAPPING = frozenset({
    "flask_cors.cross_origin",
    "flask_login.login_required", "flask_login.fresh_login_required",
    "flask_jwt_extended.jwt_required",
    "flask_security.login_required", "flask_security.auth_required",
    "flask_security.http_auth_required", "flask_security.auth_token_required",
    "flask_security.roles_required", "flask_security.roles_accepted",
    "flask_security.permissions_required", "flask_security.permissions_accepted",
    "flask_security.anonymous_user_required", "flask_security.unauth_csrf",
    "flask_httpauth.HTTPBasicAuth().login_required",
    "flask_httpauth.HTTPDigestAuth().login_required",
    "flask_httpauth.HTTPTokenAuth().login_required",
    "flask_httpauth.MultiAuth().login_required",
    "flask_principal.Permission().require",
    "flask_caching.Cache().cached", "flask_caching.Cache().memoize",
    "flask_limiter.Limiter().limit", "flask_limiter.Limiter().shared_limit",
    "apiflask.APIFlask().auth_required", "apiflask.APIBlueprint().auth_required",
    "flasgger.swag_from",
    "flask_restful.marshal_with", "flask_restful.marshal_with_field",
    "flask_restx.marshal_with", "flask_restx.marshal_with_field",
    *_of_api("marshal_with", "marshal_list_with"),
    "functools.cache", "functools.lru_cache",
})  # fmt: skip
"""Those that give another function, which calls the view with what it is called with itself."""

FILLING = frozenset({
    "dependency_injector.wiring.inject",
    "flask_expects_json.expects_json", "flask_pydantic.validate",
    "flask_smorest.Blueprint().arguments", "flask_smorest.Blueprint().response",
    "flask_smorest.Blueprint().paginate", "flask_smorest.Blueprint().etag",
    "apiflask.APIFlask().input", "apiflask.APIFlask().output",
    "apiflask.APIBlueprint().input", "apiflask.APIBlueprint().output",
    "webargs.flaskparser.use_args", "webargs.flaskparser.use_kwargs",
    "webargs.flaskparser.parser.use_args", "webargs.flaskparser.parser.use_kwargs",
    "webargs.flaskparser.FlaskParser().use_args", "webargs.flaskparser.FlaskParser().use_kwargs",
})  # fmt: skip
"""Those that give another function, which may call the view with other arguments."""

KEEPING = frozenset({
    "builtins.staticmethod", "flask_limiter.Limiter().exempt", "flask_wtf.CSRFProtect().exempt",
    *_of_api(
        "deprecated", "doc", "expect", "header", "hide", "param", "produces", "response", "vendor",
    ),
})  # fmt: skip
"""Those that give the view itself, or what is called just like it."""
