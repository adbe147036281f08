"""Which versions of packages the code of a project shows that it runs with."""

from __future__ import annotations

from collections.abc import Iterable

from flasklint.facts import code
from flasklint.facts.module import Module
from flasklint.facts.walk import statements_in

_PYDANTIC_2 = frozenset((
    "AfterValidator", "AliasChoices", "BeforeValidator", "ConfigDict", "PlainSerializer",
    "PlainValidator", "RootModel", "TypeAdapter", "WrapValidator", "computed_field",
    "field_serializer", "field_validator", "model_serializer", "model_validator",
))  # fmt: skip

SHOWN_BY = {
    "flask.globals.app_ctx": ("flask", "2.2"),
    "flask.globals.request_ctx": ("flask", "2.2"),
    "flask.json.provider": ("flask", "2.2"),
    "flask_sqlalchemy.extension": ("flask-sqlalchemy", "3.0"),
    "flask_sqlalchemy.model": ("flask-sqlalchemy", "3.0"),
    "flask_sqlalchemy.pagination": ("flask-sqlalchemy", "3.0"),
    "flask_sqlalchemy.query": ("flask-sqlalchemy", "3.0"),
    "flask_sqlalchemy.session": ("flask-sqlalchemy", "3.0"),
    "flask_jwt_extended.get_jwt": ("flask-jwt-extended", "4.0"),
    "flask_jwt_extended.get_jwt_header": ("flask-jwt-extended", "4.0"),
    "sqlalchemy.orm.DeclarativeBase": ("sqlalchemy", "2.0"),
    "sqlalchemy.orm.MappedAsDataclass": ("sqlalchemy", "2.0"),
    "sqlalchemy.orm.mapped_column": ("sqlalchemy", "2.0"),
    "pydantic_settings": ("pydantic", "2.0"),
    **{f"pydantic.{name}": ("pydantic", "2.0") for name in _PYDANTIC_2},
}
"""Modules and names that a package has only since a version."""

REQUIRED_BY = {
    "werkzeug": (("flask", "3.1", "3.1"), ("flask", "3.0", "3.0"), ("flask", "2.3", "2.3"),
                 ("flask", "2.2", "2.2"), ("flask", "2.0", "2.0")),
    "jinja2": (("flask", "2.3", "3.1.2"), ("flask", "2.0", "3.0")),
    "itsdangerous": (("flask", "2.3", "2.1.2"), ("flask", "2.0", "2.0")),
    "click": (("flask", "2.3", "8.1.3"), ("flask", "2.2", "8.0")),
    "flask": (("flask-sqlalchemy", "3.1", "2.2.5"), ("flask-sqlalchemy", "3.0", "2.2")),
    "sqlalchemy": (("flask-sqlalchemy", "3.1", "2.0.16"), ("flask-sqlalchemy", "3.0", "1.4.18")),
}  # fmt: skip
"""Which version of another package asks for which version of this one, the latest first."""


def at_least(version: str, other: str) -> bool:
    """Whether a version is another one or a later one: both as "2.3"."""
    return _numbers(version) >= _numbers(other)


def is_shown(modules: Iterable[Module], package: str, version: str) -> bool:
    """Whether some module imports, not only under a condition, what a package has only since a
    version, or since a later one."""
    wanted = {
        path for path, (of, since) in SHOWN_BY.items() if of == package and at_least(since, version)
    }
    return bool(wanted) and any(
        not wanted.isdisjoint((node.module, *(f"{node.module}.{name}" for name, _ in node.names)))
        and node.node not in _conditional(module)
        for module in modules
        for node in module.imports
    )


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def uses_pydantic_2(modules: Iterable[Module]) -> bool:
    """Whether some module imports what only pydantic 2 has, not only under a condition."""
    return any(
        _is_of_pydantic_2(node) and node.node not in _conditional(module)
        for module in modules
        for node in module.imports
    )


def _is_of_pydantic_2(node: code.ImportFrom) -> bool:
    if node.module.partition(".")[0] == "pydantic_settings":
        return True
    return node.module == "pydantic" and any(name in _PYDANTIC_2 for name, _ in node.names)


def _conditional(module: Module) -> set[int]:
    """The imports of a module that stand in an `if` or a `try`, by number."""
    return {
        number
        for block in module.body
        if isinstance(block, (code.If, code.Try))
        for node in statements_in((block,))
        if (number := _number_of_import(node)) is not None
    }


def _number_of_import(node: object) -> int | None:
    return node.node if isinstance(node, (code.Import, code.ImportFrom)) else None
