"""Whether all that a view is called with comes from its URL, or something else may have a hand in
it: the app's class, a package, a preprocessor."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from flasklint.facts import code
from flasklint.facts.walk import last_name
from flasklint.follow.evaluation import Evaluation
from flasklint.follow.values import ClassValue, Instance, Unknown, ancestors, instances
from flasklint.overriding import overrides
from flasklint.uses import nodes_in
from flasklint.wiring import Wiring

_MEDDLING = {
    "url_value_preprocessor", "app_url_value_preprocessor", "url_value_preprocessors",
    "view_functions", "request_class", "url_rule_class", "url_map_class",
}  # fmt: skip
_CHANGING = {"before_request", "before_app_request", "pop", "update", "setdefault", "clear"}
_STEPS = {
    "dispatch_request", "full_dispatch_request", "preprocess_request", "ensure_sync",
    "async_to_sync", "create_url_adapter", "request_context",
}  # fmt: skip
"""The methods of Flask between a URL and the call of its view."""
_PASSING_OTHERS = {"flask_openapi3"}
"""The packages whose apps and Blueprints call a view with something else than variables."""
_LEAVING_VIEWS = sys.stdlib_module_names | {
    "a2wsgi", "asgiref", "authlib", "builtins", "celery", "cheroot", "click", "ddtrace",
    "elasticapm", "eventlet", "flasgger", "flask", "flask_admin", "flask_alembic",
    "flask_appbuilder", "flask_apscheduler", "flask_assets", "flask_babel", "flask_babelex",
    "flask_basicauth", "flask_bcrypt", "flask_bootstrap", "flask_caching", "flask_ckeditor",
    "flask_compress", "flask_cors", "flask_dance", "flask_debugtoolbar", "flask_dropzone",
    "flask_executor", "flask_gravatar", "flask_httpauth", "flask_jwt_extended", "flask_limiter",
    "flask_login", "flask_mail", "flask_mailman", "flask_marshmallow", "flask_migrate",
    "flask_moment", "flask_mongoengine", "flask_mysqldb", "flask_oidc", "flask_pagedown",
    "flask_principal", "flask_pymongo", "flask_redis", "flask_restful", "flask_restplus",
    "flask_restx", "flask_script", "flask_seasurf", "flask_security", "flask_session",
    "flask_smorest", "flask_socketio", "flask_sqlalchemy", "flask_static_digest",
    "flask_swagger_ui", "flask_talisman", "flask_testing", "flask_themes2", "flask_uploads",
    "flask_wtf", "gevent", "gunicorn", "hypercorn", "livereload", "mongoengine",
    "prometheus_client", "prometheus_flask_exporter", "pytest", "rq", "sentry_sdk", "socketio",
    "sqlalchemy", "tornado", "uvicorn", "waitress", "werkzeug", "whitenoise", "wtforms",
}  # fmt: skip
"""The packages that are handed apps and call no view with anything of their own."""
_READING = {"get", "keys", "values", "items", "copy"}
_SHOWING = {
    "dict", "len", "str", "repr", "list", "sorted", "debug", "info", "warning", "error",
    "exception",
}  # fmt: skip


def may_change(evaluation: Evaluation, wiring: Wiring) -> bool:
    """Whether the project, or a package that has its app, may change the arguments of views or what
    is called."""
    evaluation.words |= {*_MEDDLING, *_CHANGING, "view_args"}
    modules = evaluation.modules.values()
    if any(not _MEDDLING.isdisjoint(module.names) for module in modules):
        return True
    if any(not is_plain(app.instance) for app in wiring.apps) or _hands_out(evaluation, wiring):
        return True
    return any("view_args" in module.names and _changes_view_args(module) for module in modules)


def is_plain(owner: Instance) -> bool:
    """Whether an app or a Blueprint is known to call views with the variables of their URLs."""
    if overrides(owner, _STEPS):
        return False
    bases = ancestors(owner.cls) if isinstance(owner.cls, ClassValue) else [owner.cls]
    paths = [base.path for base in bases if not isinstance(base, Unknown)]
    return not any(path.partition(".")[0] in _PASSING_OTHERS for path in paths)


def _hands_out(evaluation: Evaluation, wiring: Wiring) -> bool:
    """Whether code that may put something between Flask and the views is handed an app."""
    apps = {app.instance for app in wiring.apps}
    return any(
        given in apps
        for event in evaluation.events
        if event.path.partition(".")[0] not in _LEAVING_VIEWS
        for value in (*event.args, *event.keywords.values())
        for given in instances(value)
    )


def _changes_view_args(module: code.Module) -> bool:
    """Whether a module does more with `request.view_args` than to read from it."""
    if not _CHANGING.isdisjoint(module.names):
        return True
    left = 0
    for node in nodes_in(module.body, ("view_args",)):
        left += isinstance(node, code.Attribute) and node.attr == "view_args"
        left -= sum(map(_is_view_args, _read(node)))
        match node:
            case code.Delete(targets=targets):
                left += sum(isinstance(target, code.Subscript) for target in targets)
            case code.Extend(target=code.Subscript()):
                left += 1
    return left > 0


def _read(node: object) -> Iterator[object]:
    """What of a node is only read by it."""
    match node:
        case code.Subscript(value=value) | code.Not(value=value):
            yield value
        case code.Keyword(name="", value=value) | code.Starred(value=value):
            yield value
        case code.Attribute(value=value, attr=attr) if attr in _READING:
            yield value
        case code.If(test=test) | code.Choice(test=test):
            yield test
        case code.Comparison(left=left, right=right):
            yield left
            yield right
        case code.Boolean(op="and", left=left):
            yield left
        case code.Joined(parts=parts):
            yield from parts
        case code.Sum(left=left, right=right):
            yield left
            yield right
        case code.Call(func=func, args=args) if last_name(func) in _SHOWING:
            yield from args


def _is_view_args(node: object) -> bool:
    """Whether an expression is `request.view_args`, or `request.view_args or {}`."""
    if isinstance(node, code.Boolean) and node.op == "or":
        node = node.left
    return isinstance(node, code.Attribute) and node.attr == "view_args"
