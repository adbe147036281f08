"""What packages do to an app that they are handed, as far as rules have to know.

A package may add routes, change how views are called, add URL converters, or answer HTTP errors.
What is said of none is not known.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from flasklint.follow.evaluation import Evaluation
from flasklint.follow.flask import wired
from flasklint.follow.values import Event, Instance, instances

_QUIET = sys.stdlib_module_names | {
    "a2wsgi", "asgiref", "authlib", "blinker", "bugsnag", "builtins", "celery", "cheroot", "click",
    "ddtrace", "dotenv", "elasticapm", "eventlet", "flasgger", "flask", "flask_admin",
    "flask_alembic", "flask_apscheduler", "flask_assets", "flask_babel", "flask_babelex",
    "flask_basicauth", "flask_bcrypt", "flask_bootstrap", "flask_caching", "flask_ckeditor",
    "flask_compress", "flask_cors", "flask_dance", "flask_debugtoolbar", "flask_dropzone",
    "flask_executor", "flask_fs", "flask_gravatar", "flask_httpauth", "flask_jwt_extended",
    "flask_limiter", "flask_login", "flask_mail", "flask_mailman", "flask_marshmallow",
    "flask_migrate", "flask_moment", "flask_mongoengine", "flask_mysqldb", "flask_pagedown",
    "flask_principal", "flask_pymongo", "flask_redis", "flask_replicated", "flask_script",
    "flask_seasurf", "flask_session", "flask_sock", "flask_socketio", "flask_sqlalchemy",
    "flask_static_digest", "flask_storage", "flask_swagger", "flask_swagger_ui", "flask_talisman",
    "flask_testing", "flask_themes2", "flask_uploads", "flask_wtf", "gevent", "gunicorn",
    "hypercorn", "livereload", "mongoengine", "newrelic", "opentelemetry", "peewee", "playhouse",
    "prometheus_client", "prometheus_flask_exporter", "pytest", "redis", "rollbar", "rq",
    "sentry_sdk", "socketio", "sqlalchemy", "tornado", "uvicorn", "waitress", "werkzeug",
    "whitenoise", "wtforms",
}  # fmt: skip
"""Packages that do none of this; errors of their own aside."""

LEAVING_VIEWS = _QUIET | {
    "flask_appbuilder", "flask_oidc", "flask_restful", "flask_restplus", "flask_restx",
    "flask_security", "flask_smorest",
}  # fmt: skip
"""Packages that call no view with anything of their own."""

ADDING_NO_CONVERTERS = LEAVING_VIEWS - {"flask_pymongo"} | {"flask_apispec", "flask_injector"}
"""Packages that leave the URL converters of an app as they are."""

ANSWERING_NO_ERRORS = _QUIET | {"flask_injector"}
"""Packages that answer no HTTP errors, but their own at most."""

ADDING_NO_ROUTES = _QUIET - {"flask_fs", "flask_storage"} | {
    "flask_celery", "flask_inflate", "flask_injector", "flask_kvsession", "flask_paranoid",
    "flask_session_captcha", "flask_simpleldap", "pytest_flask", "sqlalchemy_helpers",
}  # fmt: skip
"""Packages that add no routes besides those that `packages/described` has."""


def handed_on(evaluation: Evaluation, known: frozenset[str]) -> Iterator[tuple[Event, Instance]]:
    """The calls that hand an app to anything but `known` packages, and the app."""
    for event in evaluation.events:
        if event.path.partition(".")[0] not in known:
            for value in (*event.args, *event.keywords.values()):
                for given in instances(value):
                    if wired.kind_of(given) == "app":
                        yield event, given
