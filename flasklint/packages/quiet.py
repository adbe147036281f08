"""The packages that do nothing to an app that they are handed, and of which no more is known.

They put no routes on it, call no views with anything of their own, add no URL converters, and
answer no HTTP errors, but errors of their own at most. Some serve it, or look at it only.
"""

QUIET = frozenset({
    "a2wsgi", "asgiref", "authlib", "blinker", "bugsnag", "celery", "cheroot", "click",
    "ddtrace", "dotenv", "elasticapm", "eventlet", "flask", "flask_alembic", "flask_babelex",
    "flask_basicauth", "flask_executor", "flask_gravatar", "flask_mysqldb", "flask_pagedown",
    "flask_replicated", "flask_script", "flask_seasurf", "flask_static_digest", "flask_swagger",
    "flask_testing", "gevent", "gunicorn", "hypercorn", "livereload", "mongoengine", "newrelic",
    "opentelemetry", "peewee", "playhouse", "prometheus_client", "pytest", "redis", "rollbar",
    "rq", "sentry_sdk", "socketio", "sqlalchemy", "tornado", "uvicorn", "waitress", "werkzeug",
    "whitenoise", "wtforms",
})  # fmt: skip
