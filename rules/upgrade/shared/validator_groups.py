"""Which validators of pydantic run one after the other, and so have to be changed together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import libcst as cst

from flasklint.languages.python.literals import string_value
from flasklint.rule import Checker, SourceFile

OLD = {f"{home}.{name}": name for home in ("pydantic", "pydantic.class_validators")
       for name in ("validator", "root_validator")}  # fmt: skip
_FOR_FIELDS = {path for path, name in OLD.items() if name == "validator"} | {
    "pydantic.field_validator",
}
_PLAIN = frozenset(("abc", "builtins", "enum", "pydantic", "pydantic_settings", "typing"))
"""The packages whose classes bring no validators of fields."""


@dataclass(frozen=True, eq=False)
class Validator:
    """A validator of fields (`*` for all, or for some that cannot be told) in the class at a
    path. `name` is what it has there; `decorator` and `function` are None if it is none."""

    owner: str
    name: str
    fields: frozenset[str]
    decorator: cst.Decorator | None
    function: cst.FunctionDef | None

    def runs_with(self, other: Validator) -> bool:
        """Whether the two may validate the same field, or one of them replace the other."""
        if self.name == other.name or "*" in self.fields | other.fields:
            return True
        return not self.fields.isdisjoint(other.fields)


def validators_in(file: SourceFile) -> list[Validator]:
    """The validators of fields, old and new, that stand in the classes of a file."""
    found = []
    for call in file.tree.all(cst.Call):
        cls = file.names.scope(call)
        if file.names.path(call.func) not in _FOR_FIELDS or not isinstance(cls, cst.ClassDef):
            continue
        around = file.tree.parent(call)
        decorator = around if isinstance(around, cst.Decorator) else None
        function = file.tree.parent(decorator) if decorator is not None else None
        if not isinstance(function, cst.FunctionDef):
            decorator = function = None
        name = "" if function is None else function.name.value
        owner = file.names.definition_path(cls)
        found.append(Validator(owner, name, _fields(call), decorator, function))
    return found


def _fields(call: cst.Call) -> frozenset[str]:
    names = [
        string_value(arg.value) if isinstance(arg.value, cst.SimpleString) and not arg.star else "*"
        for arg in call.args
        if arg.keyword is None
    ]
    return frozenset(name if isinstance(name, str) else "*" for name in names or ["*"])


def changed_with(
    one: Validator, others: Iterable[Validator], checker: Checker
) -> list[Validator] | None:
    """A validator and all that may run with it, in the order of the file; None if some may stand
    where they are not seen. pydantic 2 runs the old ones and the new ones of a field apart, and
    keeps an old one that a new one of the same name stands for."""
    known = list(others)
    found = [one]
    families: dict[str, set[str]] = {}
    for each in found:
        if each.owner not in families:
            family = _family(each.owner, checker)
            if family is None:
                return None
            families[each.owner] = family
        found += [
            other
            for other in known
            if other not in found and other.owner in families[each.owner] and other.runs_with(each)
        ]
    return [each for each in known if each in found]


def _family(path: str, checker: Checker) -> set[str] | None:
    """The class at a path, its bases and those that derive from it, and the bases of those; None
    if others than those in the file may have validators."""
    file, project = checker.file, checker.project
    found = {path}
    for cls in (path, *project.subclasses(path)):
        bases = project.bases(cls)
        if bases is None:
            return None
        found.update(bases)
    for base in found:
        place = project.defined_at(base)
        if place is None and base.partition(".")[0] not in _PLAIN:
            return None
        is_elsewhere = place is not None and place.filename != file.filename
        if place is not None and is_elsewhere and "validator" in file.open(place.filename).text:
            return None
    return found
