"""Which names of other packages a file uses that are gone in the versions that it runs with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

import libcst as cst

from flasklint.facts.node import Place
from flasklint.languages.python.names import names_in
from flasklint.packages.flask_api import canonical
from flasklint.rule import Checker, SourceFile
from flasklint_rules.upgrade.shared.names import PACKAGES, Gone, Package

_VERSION = re.compile(
    r"version|hasattr|getattr|V\d|PY\d"
    r"|(flask|werkzeug|jinja|sqlalchemy|pydantic|wtforms|marshmallow)\w*\d",
    re.IGNORECASE,
)
"""What a test has that asks which version is installed."""


class Lost(NamedTuple):
    """A name that is gone and the package that had it."""

    package: Package
    row: Gone

    def is_certain(self, checker: Checker) -> bool:
        """Whether no version that still has it may be installed."""
        project, filename = checker.project, checker.file.filename
        is_gone = project.is_surely_at_least(self.package.name, self.row.since, filename)
        return is_gone and not is_tried(checker)

    @property
    def since(self) -> str:
        """Since when it is gone, in words."""
        warned = f", deprecated since {self.row.deprecated}" if self.row.deprecated else ""
        return f"since {self.package.title} {self.row.since}{warned}"


def table(rows: Callable[[Package], Iterable[Gone]]) -> dict[str, Lost]:
    """Some rows of all packages, by their paths."""
    return {
        canonical(row.path): Lost(package, row) for package in PACKAGES for row in rows(package)
    }


def is_guarded(node: cst.CSTNode, file: SourceFile) -> bool:
    """Whether the failure of an expression or an import may be foreseen: by a `try` around it, or
    by a test that asks for a version or an attribute."""
    for around in file.tree.ancestors(node):
        if isinstance(around, (cst.Try, cst.TryStar)):
            return True
        if isinstance(around, (cst.If, cst.IfExp)) and _asks_for_a_version(around.test, file):
            return True
    return False


def _asks_for_a_version(test: cst.BaseExpression, file: SourceFile) -> bool:
    texts = [file.code(test)]
    for name in names_in(file.tree, test):
        binding = file.names.binding_of(name)
        if binding is not None and isinstance(binding.value, cst.CSTNode):
            texts.append(file.code(binding.value))
    return any(_VERSION.search(text) for text in texts)


def is_tried(checker: Checker) -> bool:
    """Whether other modules import that of a file under a guard only."""
    file = checker.file
    places = [
        place
        for place in checker.project.imports_of(file.module)
        if place.filename != file.filename
    ]
    return bool(places) and all(_is_guarded_at(place, file) for place in places)


def _is_guarded_at(place: Place, file: SourceFile) -> bool:
    other = file.open(place.filename)
    return is_guarded(other.node(place), other)
