"""What validates the body of a request, as dotted names: marshmallow, pydantic, WTForms, webargs,
flask-smorest, APIFlask, Flask-Pydantic, Flask-RESTX, jsonschema and others.

Sources: the public API of marshmallow 3 and 4, pydantic 1 and 2, WTForms 3, webargs 8,
flask-smorest 0.44, APIFlask 2, Flask-Pydantic 0.12, Flask-RESTX 1.3, jsonschema 4, cerberus 1.3.
"""

from __future__ import annotations

from functools import cache

from flasklint.packages.package import known_at, packages

SCHEMA_BASES = {
    "pydantic.BaseModel", "pydantic.v1.BaseModel", "marshmallow.Schema", "apiflask.Schema",
    "marshmallow_sqlalchemy.SQLAlchemySchema", "marshmallow_sqlalchemy.SQLAlchemyAutoSchema",
    "marshmallow_sqlalchemy.ModelSchema", "marshmallow_mongoengine.ModelSchema",
    "flask_marshmallow.Schema", "flask_marshmallow.Marshmallow().Schema",
    "flask_marshmallow.Marshmallow().SQLAlchemySchema",
    "flask_marshmallow.Marshmallow().SQLAlchemyAutoSchema",
    "flask_marshmallow.Marshmallow().ModelSchema", "msgspec.Struct",
}  # fmt: skip
"""What schemas derive from."""

_METHODS: dict[str, frozenset[str]] = {
    "marshmallow": frozenset({"load", "loads", "validate"}),
    "pydantic": frozenset({
        "model_validate", "model_validate_json", "model_validate_strings", "parse_obj", "parse_raw",
        "validate_python", "validate_json",
    }),
    "wtforms": frozenset({"validate", "validate_on_submit"}),
    "jsonschema": frozenset({"validate", "iter_errors", "is_valid"}),
    "cerberus": frozenset({"validate", "validated"}),
}  # fmt: skip
"""What of a schema, form or validator looks at data, by library."""

_LIBRARIES = {
    "apiflask": "marshmallow", "flask_marshmallow": "marshmallow", "marshmallow": "marshmallow",
    "marshmallow_sqlalchemy": "marshmallow", "marshmallow_mongoengine": "marshmallow",
    "pydantic": "pydantic", "flask_wtf": "wtforms", "wtforms": "wtforms",
    "wtforms_alchemy": "wtforms", "jsonschema": "jsonschema", "cerberus": "cerberus",
}  # fmt: skip
_FUNCTIONS = {
    "jsonschema.validate", "fastjsonschema.validate", "msgspec.convert", "msgspec.json.decode",
    "webargs.flaskparser.parser.parse",
}  # fmt: skip

ELSEWHERE = {"query", "querystring", "headers", "cookies", "path", "view_args", "match_info"}
"""What of a request is not its body, as `location` names it."""

BODIES = ("json", "get_json", "form")
"""The attributes of `flask.request` that hold the body."""

METHOD_NAMES = frozenset().union(*_METHODS.values())


@cache
def names() -> frozenset[str]:
    """What code mentions that may validate something."""
    paths = {*_FUNCTIONS, "validates", "validator", "field_validator", "RequestParser"}
    for known in packages():
        paths.update(known.validating, known.validating_if_asked)
    return METHOD_NAMES | {path.rpartition(".")[2] for path in paths}


def library(base: str) -> str | None:
    """The library whose schema or form derives from the class at a path."""
    known = _LIBRARIES.get(base.partition(".")[0])
    if known in ("marshmallow", "pydantic"):
        is_known = base == "pydantic.TypeAdapter" or base in SCHEMA_BASES
        return known if is_known else None
    last = base.rpartition(".")[2]
    if known == "wtforms":
        return known if last.endswith("Form") else None
    return known if last.endswith("Validator") else None


def validates(base: str, method: str) -> bool:
    """Whether a method of an object of that class, or of a subclass, looks at data."""
    return method in _METHODS.get(library(base) or "", ())


def is_function(path: str) -> bool:
    """Whether the function at a path validates what it is passed."""
    return path in _FUNCTIONS


def is_decorator(path: str, asked: bool) -> bool:
    """Whether a decorator validates the body before the view has it; `asked` if it is told to."""
    known, inner = known_at(path)
    if known is None:
        return False
    return inner in known.validating or (asked and inner in known.validating_if_asked)
