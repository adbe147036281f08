"""What is said of packages in `flasklint/packages` is so in the packages themselves."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from apiflask import APIKeyHeaderAuth
from dependency_injector.wiring import Provide
from flask import Flask
from flask_restx.fields import Raw
from marshmallow import Schema
from werkzeug.exceptions import HTTPException, NotFound

from flasklint.packages.package import EFFECTS, Effect, Package, app_position, package, packages
from flasklint.packages.quiet import QUIET

pytestmark = [
    pytest.mark.filterwarnings("ignore::UserWarning"),
    pytest.mark.filterwarnings("ignore::RuntimeWarning"),
]

SETTINGS = {
    "SECRET_KEY": "a secret that is long enough for any of them",
    "SQLALCHEMY_DATABASE_URI": "sqlite://",
    "CACHE_TYPE": "SimpleCache",
    "RATELIMIT_STORAGE_URI": "memory://",
    "MONGO_URI": "mongodb://localhost/shop",
    "SESSION_TYPE": "redis",
    "API_TITLE": "Shop",
    "API_VERSION": "1",
    "OPENAPI_VERSION": "3.0.3",
    "OIDC_CLIENT_SECRETS": {
        "web": {
            "client_id": "shop",
            "client_secret": "shop",
            "auth_uri": "https://users.test/auth",
            "token_uri": "https://users.test/token",
            "userinfo_uri": "https://users.test/user",
            "issuer": "https://users.test",
        }
    },
}
HANDED: dict[str, str] = {
    "authlib": "integrations.flask_client.OAuth",
    "flasgger": "Swagger",
    "flask_admin": "Admin",
    "flask_alembic": "Alembic",
    "flask_apscheduler": "APScheduler",
    "flask_bootstrap": "Bootstrap5",
    "flask_ckeditor": "CKEditor",
    "flask_debugtoolbar": "DebugToolbarExtension",
    "flask_dropzone": "Dropzone",
    "flask_executor": "Executor",
    "flask_injector": "FlaskInjector",
    "flask_oidc": "OpenIDConnect",
    "flask_paranoid": "Paranoid",
    "flask_seasurf": "SeaSurf",
    "flask_sock": "Sock",
    "flask_static_digest": "FlaskStaticDigest",
    "flask_uploads": "configure_uploads",
    "prometheus_flask_exporter": "PrometheusMetrics",
}
"""What an app is handed to, of packages that have none of their `extensions` for it."""
WITH: dict[str, dict[str, Any]] = {
    "flask_limiter": {"key_func": str},
    "flask_uploads": {"upload_sets": ()},
}
"""What they are called with besides."""

NOT_HANDED = {
    "it gives Blueprints or decorators, and is handed no app": (
        "builtins flask_dance flask_httpauth flask_swagger_ui functools"
    ),
    "it serves an app, or has it served, as any WSGI application": (
        "a2wsgi asgiref cheroot eventlet gevent gunicorn hypercorn livereload socketio tornado "
        "uvicorn waitress whitenoise"
    ),
    "it watches an app from outside, or runs beside it": (
        "bugsnag celery ddtrace elasticapm newrelic opentelemetry prometheus_client redis rollbar "
        "rq sentry_sdk"
    ),
    "Flask and the tests stand on it": "blinker click dotenv flask pytest werkzeug",
    "it knows no app": "mongoengine peewee playhouse sqlalchemy wtforms",
    "it is for tests, and makes no app": "flask_testing pytest_flask",
    "it cannot be imported with Flask 3": (
        "flask_babelex flask_gravatar flask_mongoengine flask_restplus flask_script"
    ),
    "it does not run with the marshmallow of today": "flask_apispec",
    "it can be handed one app only in a process": "flask_themes2",
    "it is built against a library in C": "flask_mysqldb flask_simpleldap",
    "it wants a module with the models of the application": "sqlalchemy_helpers",
    "it wants the tables of an application": "flask_appbuilder",
    "nobody has kept it for years; tried by hand with Flask 3.1": (
        "flask_basicauth flask_celery flask_fs flask_inflate flask_kvsession flask_pagedown "
        "flask_replicated flask_session_captcha flask_storage flask_swagger"
    ),
}
"""Packages of which something is claimed that is not proved here, by the reason."""


def known(name: str) -> Package:
    found = package(name)
    assert found is not None
    return found


CLAIMED = {each.name for each in packages() if each.may != EFFECTS} | QUIET
EXCUSED = {name for names in NOT_HANDED.values() for name in names.split()}
TRIED = sorted(CLAIMED - EXCUSED)


def at(name: str, path: str) -> Any:
    """What a package has at a path."""
    found: Any = import_module(name)
    for part in path.split("."):
        if inspect.ismodule(found) and not hasattr(found, part):
            import_module(f"{found.__name__}.{part}")
        found = getattr(found, part)
    return found


class Shop:
    """An app with a route, that a package is handed, and what was there before."""

    def __init__(self, root: Path) -> None:
        (root / "static").mkdir()
        self.calls: list[dict[str, Any]] = []
        self.app = Flask("shop", root_path=str(root))
        self.app.config.update(SETTINGS)
        self.app.add_url_rule("/books/<int:id>", view_func=self.book)
        self.routes = self.all_routes()
        self.converters = dict(self.app.url_map.converters)

    def book(self, **given: Any) -> str:
        self.calls.append(given)
        return "a book"

    def all_routes(self) -> list[tuple[str, str]]:
        return [(rule.rule, rule.endpoint) for rule in self.app.url_map.iter_rules()]

    def answer(self, url: str) -> tuple[int, str]:
        answer = self.app.test_client().get(url, base_url="https://localhost")
        return answer.status_code, answer.text

    def handled(self) -> Iterator[type[Exception]]:
        for handlers in self.app.error_handler_spec.values():
            for by_class in handlers.values():
                yield from by_class


@pytest.fixture
def shop(request: pytest.FixtureRequest, tmp_path: Path) -> Shop:
    """An app that the package of this name has been handed."""
    name = request.param
    shop = Shop(tmp_path)
    if name == "flask_alembic":
        at("flask_sqlalchemy", "SQLAlchemy")(shop.app)
    for path in [*known(name).extensions] or [HANDED[name]]:
        at(name, path)(app=shop.app, **WITH.get(name, {}))
    return shop


def not_doing(effect: Effect) -> pytest.MarkDecorator:
    """The test is for the packages of which is claimed that they do not have an effect."""
    names = [name for name in TRIED if effect not in known(name).may]
    return pytest.mark.parametrize("shop", names, indirect=True)


def test_every_claim_is_tried_or_there_is_a_reason() -> None:
    assert {name for name in TRIED if not known(name).extensions} == HANDED.keys()
    assert EXCUSED <= CLAIMED


@not_doing("routes")
def test_a_package_puts_no_routes_on_an_app(shop: Shop) -> None:
    assert shop.all_routes() == shop.routes


@not_doing("views")
def test_a_package_calls_a_view_with_what_stands_in_the_url(shop: Shop) -> None:
    assert shop.answer("/books/3") == (200, "a book")
    assert shop.calls == [{"id": 3}]


@not_doing("converters")
def test_a_package_adds_no_converters(shop: Shop) -> None:
    assert shop.app.url_map.converters == shop.converters


@not_doing("errors")
def test_a_package_answers_no_http_errors(shop: Shop) -> None:
    answered = [each for each in shop.handled() if issubclass(HTTPException, each)]
    assert (answered, shop.app.error_handler_spec[None].keys() - {None}) == ([], set())
    assert shop.answer("/nothing") == (404, NotFound().get_body())


@pytest.mark.parametrize("shop", ["flask_pymongo"], indirect=True)
def test_what_a_package_adds_is_seen(shop: Shop) -> None:
    assert shop.app.url_map.converters != shop.converters


@pytest.mark.parametrize("shop", ["flask_smorest"], indirect=True)
def test_a_package_that_answers_the_errors_of_apps_has_a_handler_for_them(shop: Shop) -> None:
    assert known("flask_smorest").answers_errors_of == "apps"
    assert HTTPException in shop.handled()


@pytest.mark.parametrize(
    "path", [f"{name} {path}" for name in TRIED for path in known(name).extensions]
)
def test_an_extension_takes_the_app_at_its_position(path: str) -> None:
    cls = at(*path.split())
    position = app_position(path.replace(" ", "."))
    assert [*inspect.signature(cls).parameters].index("app") == position
    assert callable(cls.init_app)


OWNERS: dict[str, tuple[Any, ...]] = {
    "apiflask.APIBlueprint": ("books", "books"),
    "apiflask.APIFlask": ("shop",),
    "flask_httpauth.MultiAuth": (None,),
    "flask_limiter.Limiter": (str,),
    "flask_restx.Namespace": ("books",),
    "flask_smorest.Blueprint": ("books", "books"),
}
"""What the classes are made with whose methods are decorators."""
ARGUMENTS: dict[str, tuple[Any, ...]] = {
    "apiflask auth_required": (APIKeyHeaderAuth(),),
    "apiflask input": ({},),
    "apiflask output": ({},),
    "flasgger swag_from": ({},),
    "flask_caching cached": (),
    "flask_caching memoize": (),
    "flask_cors cross_origin": (),
    "flask_expects_json expects_json": ({},),
    "flask_jwt_extended jwt_required": (),
    "flask_limiter limit": ("1/day",),
    "flask_limiter shared_limit": ("1/day", "books"),
    "flask_principal require": (),
    "flask_pydantic validate": (),
    "flask_restful marshal_with": ({},),
    "flask_restful marshal_with_field": (str,),
    "flask_restx doc": ("books",),
    "flask_restx expect": ({},),
    "flask_restx header": ("X-Books", "how many"),
    "flask_restx marshal_list_with": ({},),
    "flask_restx marshal_with": ({},),
    "flask_restx marshal_with_field": (Raw,),
    "flask_restx param": ("id", "which"),
    "flask_restx produces": (["text/plain"],),
    "flask_restx response": (200, "a book"),
    "flask_restx vendor": ({},),
    "flask_security auth_required": ("token",),
    "flask_security permissions_accepted": ("read",),
    "flask_security permissions_required": ("read",),
    "flask_security roles_accepted": ("reader",),
    "flask_security roles_required": ("reader",),
    "flask_security unauth_csrf": (),
    "flask_smorest arguments": (Schema,),
    "flask_smorest paginate": (),
    "flask_smorest response": (200,),
    "webargs use_args": ({},),
    "webargs use_kwargs": ({},),
}
"""What makes the decorators, by package and name; others are decorators themselves."""
DECORATORS = [
    (each.name, path, role)
    for each in packages()
    for role, paths in (("wrap", each.wrapping), ("fill", each.filling), ("keep", each.keeping))
    for path in paths
]


@pytest.mark.parametrize(("name", "path", "role"), DECORATORS)
def test_a_decorator_gives_another_function_or_the_view_itself(
    name: str, path: str, role: str
) -> None:
    def view(id: int = Provide["id"]) -> str:
        return f"the book {id}"

    owner, _, method = path.rpartition("().")
    made = at(name, owner)(*OWNERS.get(f"{name}.{owner}", ())) if owner else None
    decorator = at(name, path) if made is None else getattr(made, method)
    arguments = ARGUMENTS.get(f"{name} {path.rpartition('.')[2]}")
    if arguments is not None:
        decorator = decorator(*arguments)
    decorated = decorator(view)
    assert callable(decorated)
    assert (getattr(decorated, "__func__", decorated) is view) == (role == "keep")
