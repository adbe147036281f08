"""The objects of classes from outside that modules of the project make, and the application that
they are bound to as they are made."""

from __future__ import annotations

from flasklint.answers import BoundExtension, MadeObject
from flasklint.facts import code
from flasklint.facts.code import Place
from flasklint.follow import flask_objects
from flasklint.follow.evaluation import Evaluation
from flasklint.follow.values import ClassValue, External, Instance, Value, ancestors, instances
from flasklint.uses import nodes_in
from flasklint.wiring import App

TAKING_AN_APP = {
    "flask_sqlalchemy.SQLAlchemy": 0, "flask_sqlalchemy.extension.SQLAlchemy": 0,
    "flask_migrate.Migrate": 0, "flask_login.LoginManager": 0, "flask_mail.Mail": 0,
    "flask_mailman.Mail": 0, "flask_wtf.CSRFProtect": 0, "flask_wtf.csrf.CSRFProtect": 0,
    "flask_caching.Cache": 0, "flask_jwt_extended.JWTManager": 0, "flask_bcrypt.Bcrypt": 0,
    "flask_marshmallow.Marshmallow": 0, "flask_socketio.SocketIO": 0, "flask_session.Session": 0,
    "flask_babel.Babel": 0, "flask_restful.Api": 0, "flask_restx.Api": 0, "flask_smorest.Api": 0,
    "flask_mongoengine.MongoEngine": 0, "flask_pymongo.PyMongo": 0, "flask_talisman.Talisman": 0,
    "flask_compress.Compress": 0, "flask_assets.Environment": 0, "flask_moment.Moment": 0,
    "flask_principal.Principal": 0, "flask_security.Security": 0, "flask_redis.FlaskRedis": 0,
    "flask_limiter.Limiter": 1, "flask_cors.CORS": 0,
}  # fmt: skip
"""Extensions that can be bound later with `init_app`, and at which position they take an app."""


def made_objects(evaluation: Evaluation) -> tuple[MadeObject, ...]:
    """The objects that the project's modules make and name, in the order of their paths."""
    found = []
    for module, scope in evaluation.scopes.items():
        for name, value in scope.names.items():
            if not isinstance(value, Instance) or value.foreign:
                continue
            if value.place.filename != scope.module.filename or flask_objects.kind_of(value):
                continue
            cls = _outside(value)
            if cls is not None:
                found.append(MadeObject(f"{module}.{name}", cls, value.place))
    return tuple(sorted(found))


def bound_extensions(
    evaluation: Evaluation, apps: list[App], filename: str
) -> tuple[BoundExtension, ...]:
    """The extensions that a file binds, as it is imported, to what a factory makes."""
    found = []
    for made in made_objects(evaluation):
        if made.place.filename != filename or made.cls not in TAKING_AN_APP:
            continue
        module, _, name = made.path.rpartition(".")
        value = evaluation.scopes[module].names[name]
        position = TAKING_AN_APP[made.cls]
        app = _app_given(value, position)
        factory = next((each.factory for each in apps if app and each.place == app.place), None)
        if factory is None or factory.is_library:
            continue
        users = importers(evaluation, module, name)
        found.append(
            BoundExtension(
                made.place.node, made.path, made.cls, position, factory.path, factory.place, users
            )
        )
    return tuple(found)


def _app_given(value: Value, position: int) -> Instance | None:
    """The application that a constructor was given."""
    if not isinstance(value, Instance):
        return None
    given = value.keywords.get("app")
    if given is None and position < len(value.args):
        given = value.args[position]
    return next((each for each in instances(given) if flask_objects.kind_of(each) == "app"), None)


def importers(evaluation: Evaluation, module: str, name: str) -> tuple[Place, ...]:
    """Where other modules import a name from a module."""
    found = []
    for other in evaluation.modules.values():
        if other.name != module:
            places = [
                Place(other.filename, node.node)
                for node in other.imports
                if any(imported == name for imported, _ in node.names)
                and evaluation.full_name(node.module) == module
            ]
            body: tuple[object, ...] = other.body
            at_top = {node.node for node in body if isinstance(node, code.ImportFrom)}
            if any(place.node not in at_top for place in places):
                # An import in a body that is not read may move without a project being made anew.
                sum(1 for _ in nodes_in(other.body))
            found += places
    return tuple(found)


def _outside(value: Instance) -> str | None:
    """The nearest class from outside that an object is one of."""
    bases = ancestors(value.cls) if isinstance(value.cls, ClassValue) else [value.cls]
    for base in bases:
        if isinstance(base, External):
            return base.path
    return None
