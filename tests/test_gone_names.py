"""The tables of names that packages have taken away agree with the packages that are installed."""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import flask
import pytest

from flasklint.packages.package_versions import SHOWN_BY, at_least
from flasklint_rules.upgrade.shared.names import PACKAGES, Gone, Package
from flasklint_rules.upgrade.shared.names.pydantic import REMOVED_SETTINGS, RENAMED_SETTINGS

NOT_INSTALLED = {"pydantic_settings"}
"""What a row may name and the tests do not have."""
CLASSES = {
    "flask.Flask()": "flask.Flask",
    "flask.Flask().config": "flask.Config",
    "flask.current_app.config": "flask.Config",
    "flask.Blueprint()": "flask.Blueprint",
    "flask.request": "flask.Request",
    "flask_sqlalchemy.SQLAlchemy()": "flask_sqlalchemy.SQLAlchemy",
    "flask_sqlalchemy.SQLAlchemy().engine": "sqlalchemy.Engine",
    "sqlalchemy.create_engine()": "sqlalchemy.Engine",
    "flask_login.LoginManager()": "flask_login.LoginManager",
    "flask_jwt_extended.JWTManager()": "flask_jwt_extended.JWTManager",
}
"""The classes of the objects whose attributes are gone."""
MADE_WITH: dict[str, tuple[str, ...]] = {
    "flask.Flask()": ("shop",),
    "flask.Blueprint()": ("shop", "shop"),
    "flask_sqlalchemy.SQLAlchemy()": (),
    "flask_login.LoginManager()": (),
    "flask_jwt_extended.JWTManager()": (),
}
"""What objects are made with that may have attributes of their own."""
GIVEN = {
    "flask.send_from_directory": (Path(__file__).parent, Path(__file__).name),
    "marshmallow.fields.List": ("fields.String",),
    "marshmallow.fields.Nested": ("schema",),
    "pydantic.conlist": (int,),
    "sqlalchemy.create_engine": ("sqlite://",),
}
"""The other arguments of functions that ask for them first."""


def rows(kind: str) -> list[Any]:
    return [
        pytest.param(package, row, id=row.path)
        for package in PACKAGES
        for row in getattr(package, kind)
    ]


def found(path: str) -> object:
    """What a path leads to. Raises AttributeError or ImportError if it leads nowhere."""
    parts = path.split(".")
    for cut in range(len(parts), 0, -1):
        try:
            at: object = importlib.import_module(".".join(parts[:cut]))
        except ModuleNotFoundError:
            continue
        for name in parts[cut:]:
            at = getattr(at, name)
        return at
    raise ModuleNotFoundError(path)


def is_there(path: str) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            found(path)
        except Exception:  # pydantic has an error of its own
            return False
    return True


def every_row() -> Iterator[tuple[Package, Gone]]:
    for package in PACKAGES:
        for kind in (package.imports, package.modules, package.attributes, package.arguments):
            yield from ((package, row) for row in kind)


@pytest.mark.parametrize(("package", "row"), rows("imports") + rows("modules"))
def test_what_cannot_be_imported_is_gone(package: Package, row: Gone) -> None:
    assert at_least(_release(package), row.since)
    assert not is_there(row.path)


@pytest.mark.parametrize(("package", "row"), rows("attributes"))
def test_an_attribute_is_gone_from_its_class(package: Package, row: Gone) -> None:
    assert at_least(_release(package), row.since)
    owner, _, name = row.path.rpartition(".")
    cls: Any = found(CLASSES[owner])
    assert not hasattr(cls, name)
    assert not hasattr(cls(*MADE_WITH[owner]) if owner in MADE_WITH else cls, name)


@pytest.mark.parametrize(("package", "row"), rows("arguments"))
def test_an_argument_is_refused(package: Package, row: Gone) -> None:
    assert at_least(_release(package), row.since)
    path, _, argument = row.path.removesuffix(")").partition("(")
    function: Callable[..., object] = found(path)  # type: ignore[assignment]
    with (
        flask.Flask("shop").test_request_context(),
        pytest.raises(Exception, match=f"{argument}|Additional keyword arguments"),
    ):
        function(*GIVEN.get(path, ()), **{argument: "default"})


@pytest.mark.parametrize(
    "path",
    [
        row.moved
        for _, row in every_row()
        if "." in row.moved and row.moved.partition(".")[0] not in NOT_INSTALLED
    ],
)
def test_what_is_named_instead_is_there(path: str) -> None:
    assert is_there(path)


@pytest.mark.parametrize(
    "path", [path for path in SHOWN_BY if path.partition(".")[0] not in NOT_INSTALLED]
)
def test_what_shows_a_version_is_there(path: str) -> None:
    assert is_there(path)


def test_each_row_says_what_to_write() -> None:
    assert [row.path for _, row in every_row() if bool(row.instead) == bool(row.moved)] == []


def test_no_row_stands_twice() -> None:
    paths = [row.path for _, row in every_row()]
    assert sorted(set(paths)) == sorted(paths)


def test_pydantic_says_the_same_of_its_settings() -> None:
    config: Any = importlib.import_module("pydantic._internal._config")
    assert RENAMED_SETTINGS.keys() == config.V2_RENAMED_KEYS.keys()
    assert REMOVED_SETTINGS.keys() <= config.V2_REMOVED_KEYS
    known = config.ConfigDict.__annotations__
    assert [new for new in RENAMED_SETTINGS.values() if new not in known] == []


def _release(package: Package) -> str:
    return ".".join(part for part in version(package.name).split(".") if part.isdigit())
