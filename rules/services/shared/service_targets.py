"""Which service serves a view, and how the view calls it."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain
from typing import Literal

import libcst as cst

from flasklint.facts.node import Place
from flasklint.packages import database_api
from flasklint.rule import AddImport, Checker, SourceFile
from flasklint_rules.services.shared.accesses import reaches_data
from flasklint_rules.services.shared.words import plural, snake, thing

_ENDINGS = ("", "_service", "_services", "_manager", "_svc")
Kind = Literal["function", "static", "object"]
"""How a service's code is called: `count()`, `BookService.count()`, `BookService(...).count()`."""


@dataclass(frozen=True)
class Target:
    """A service: a class, by its name and place, or (both empty) the functions of a module.

    `session` is the attribute that holds the session of its objects, `session_path` what that is in
    the world (`flask_sqlalchemy.SQLAlchemy().session`), `call` what a view writes
    before `.method(...)`; `reached` if the view's file imports what that needs; the object
    `is_at_hand` if the view has one. What does not exist yet `is_new`: `head` begins its class,
    which needs `imports`.
    """

    module: str
    filename: str
    kind: Kind = "function"
    name: str = ""
    cls: Place | None = None
    session: str = ""
    session_path: str = ""
    call: str = ""
    reached: bool = True
    is_at_hand: bool = False
    is_new: bool = False
    head: str = ""
    imports: tuple[AddImport, ...] = ()

    @property
    def is_constructed(self) -> bool:
        """Whether its code stands in methods of an object."""
        return self.kind == "object"


class Services:
    """The services for the views of one file, which are looked for once, when a view needs one."""

    def __init__(self, checker: Checker) -> None:
        self._checker = checker

    @cached_property
    def used(self) -> list[Target]:
        """Those that the file uses."""
        return [each for each in _used(self._checker) if self._has_data(each)]

    @cached_property
    def others(self) -> list[Target]:
        """The modules of the whole layer, also those that reach no data."""
        return list(_in_layer(self._checker))

    def _has_data(self, target: Target) -> bool:
        """Whether code of a service reaches data by itself: others help views, or call what does,
        and are no place for queries."""
        if target.session:
            return True
        checker, module = self._checker, target.module
        project = checker.project
        holds_code = bool(project.classes_in(module) or project.functions_in(module))
        return holds_code and reaches_data(checker.at(checker.file.open(target.filename)))

    def target(self, model: str | None) -> Target | None:
        """The service for access to a model: the one named for it, first among those that the file
        uses, then in the whole layer; else one that the file uses and that is named for the file,
        unless it is the service of another model; where no model is known, the only one that the
        file uses."""
        if model:
            targets = (*self.used, *self.others)
            exact = [target for target in targets if self._is_of(target, model)]
            wanted = stem(thing(model, self._checker.project))
            close = (
                target
                for target in targets
                if wanted in _words(target) and not self._is_of_a_model(target)
            )
            # To ask for data takes reading the file.
            found = next(filter(self._has_data, chain(exact, close)), None)
            if found is not None:
                return found
        here = stem(self._checker.file.module.rpartition(".")[2])
        for target in self.used:
            if here in _words(target) and not (model and self._is_of_a_model(target)):
                return target
        return self.used[0] if len(self.used) == 1 and model is None else None

    def _is_of_a_model(self, target: Target) -> bool:
        models = {path.rpartition(".")[2] for path in self._checker.project.models}
        return any(self._is_of(target, model) for model in models)

    def _is_of(self, target: Target, model: str) -> bool:
        names = {model, thing(model, self._checker.project)}
        return any(_is_named_for(target, name) for name in names)


def _used(checker: Checker) -> list[Target]:
    """The services that calls in a file reach, in the order of the file."""
    file = checker.file
    found: dict[tuple[str, str], Target] = {}
    for node in file.tree.all(cst.Call):
        path = file.names.path(node.func)
        if path is None or "(" in path or "[" in path:
            # What is called of a query or of `self` is no service, and takes long to find out.
            continue
        target = (
            _class_target(node, checker)
            or _static_target(node, checker)
            or _module_target(node, checker)
        )
        if target is not None:
            found.setdefault((target.module, target.name), target)
    return list(found.values())


def _class_target(node: cst.Call, checker: Checker) -> Target | None:
    """`node` makes or gives an object of a class of the service layer."""
    file, project = checker.file, checker.project
    path = checker.canonical(node)
    if path is None or not path.endswith("()"):
        return None
    cls = path.removesuffix("()")
    module = project.module_of(cls)
    place = project.defined_at(cls)
    if module not in project.service_modules or place is None or project.bases(cls) is None:
        return None
    if not _reusable(node, file):
        return None
    session = session_attribute(place, file)
    name = cls.removeprefix(f"{module}.")
    given = [shared_session(each.value, checker) for each in node.args]
    if not all(given) or len(given) > 1:
        # It is made anew, or with something else: for that view only.
        return Target(str(module), place.filename, "object", name, place, session, reached=False)
    path = (given or [database_api.EXTENSION_SESSION])[0]
    return Target(
        str(module), place.filename, "object", name, place, session, path, file.code(node)
    )


def _static_target(node: cst.Call, checker: Checker) -> Target | None:
    """`node` calls a static method of a class of the service layer."""
    file, project = checker.file, checker.project
    if not isinstance(node.func, cst.Attribute) or not _reusable(node.func, file):
        return None
    cls = checker.canonical(node.func.value)
    module = None if cls is None else project.module_of(cls)
    if cls is None or module not in project.service_modules or project.bases(cls) is None:
        return None
    place = project.defined_at(cls)
    if place is None or not is_static(place, file):
        return None
    name = cls.removeprefix(f"{module}.")
    call = file.code(node.func.value)
    return Target(str(module), place.filename, "static", name, place, call=call)


def _module_target(node: cst.Call, checker: Checker) -> Target | None:
    """`node` calls a function of a module of the service layer."""
    project = checker.project
    function = checker.canonical(node.func)
    if function is None:
        return None
    module = project.module_of(function)
    if module not in project.service_modules or project.bases(function) is not None:
        return None
    place = project.defined_at(function)
    if place is None or function.count(".") != str(module).count(".") + 1:
        return None
    call = checker.file.code(node.func.value) if isinstance(node.func, cst.Attribute) else ""
    return Target(str(module), place.filename, call=call)


def _in_layer(checker: Checker) -> list[Target]:
    """The classes of the service layer that keep a session or are static, and its modules of
    functions, as targets that the file does not reach yet."""
    file, project = checker.file, checker.project
    found = []
    for module in sorted(project.service_modules):
        filename = project.filename_of(module)
        if filename is None or filename == file.filename:
            continue
        classes = project.classes_in(module)
        for name in classes:
            place = project.defined_at(f"{module}.{name}")
            if place is None:
                continue
            session = session_attribute(place, file)
            if session or is_static(place, file):
                kind: Kind = "object" if session else "static"
                found.append(Target(module, filename, kind, name, place, session, reached=False))
        has_functions = not classes or project.functions_in(module)
        if has_functions and not any(target.module == module for target in found):
            found.append(Target(module, filename, reached=False))
    return found


def shared_session(node: cst.CSTNode, checker: Checker) -> str:
    """What a session is in the world that is the same wherever it is named; "" for one that is
    made anew, and for everything else."""
    path = checker.canonical(node) or ""
    return path if database_api.is_shared_session(path) else ""


def is_static(place: Place, file: SourceFile) -> bool:
    """Whether a class has nothing but static methods, and at least one of them."""
    other = file.open(place.filename)
    node = other.node(place)
    if not isinstance(node, cst.ClassDef):
        return False
    methods = [each for each in node.body.body if isinstance(each, cst.FunctionDef)]
    return bool(methods) and all(
        any(
            isinstance(each.decorator, cst.Name) and each.decorator.value == "staticmethod"
            for each in method.decorators
        )
        for method in methods
    )


def session_attribute(place: Place, file: SourceFile) -> str:
    """The attribute in which a service class keeps the session it is given; "" if none."""
    other = file.open(place.filename)
    kept = ""
    for inner in other.tree.inside(other.node(place)):
        match inner:
            case cst.Assign(
                targets=[
                    cst.AssignTarget(target=cst.Attribute(value=cst.Name(value="self")) as to)
                ],
                value=cst.Name(value=given),
            ) if given in {"session", "db_session", "db", "sess", "database"}:
                kept = kept or to.attr.value
            case cst.Attribute(
                value=cst.Attribute(value=cst.Name(value="self"), attr=cst.Name(value=held)),
                attr=cst.Name(value="session"),
            ) if held == kept:
                return f"{kept}.session"
    return kept


def dedented(node: cst.FunctionDef, file: SourceFile) -> str:
    """The text of a function as if it stood at the margin, with one line end."""
    start, _ = file.spans[node]
    margin = " " * (file.lines.location(start).column - 1)
    return textwrap.dedent(margin + file.code(node)).rstrip() + "\n"


def _reusable(node: cst.CSTNode, file: SourceFile) -> bool:
    """Whether the call means the same anywhere in the file: it uses no local names."""
    return all(
        file.names.holder(name) in (None, file.tree.module)
        for name in file.tree.inside(node)
        if isinstance(name, cst.Name)
    )


def _is_named_for(target: Target, model: str) -> bool:
    """Whether a service is that of one model: `book_service`, `books`, `BookService`."""
    named = _service_names(model)
    return target.module.rpartition(".")[2] in named or snake(target.name) in named


@cache
def _service_names(model: str) -> frozenset[str]:
    one = snake(model)
    return frozenset(f"{form}{ending}" for form in (one, plural(one)) for ending in _ENDINGS)


def _words(target: Target) -> set[str]:
    text = f"{target.module.rpartition('.')[2]}_{target.name}"
    return {stem(word) for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", text)}


def stem(word: str) -> str:
    """A word without its plural, in lower case: `Categories` and `category` are one."""
    word = word.lower().removesuffix("_service").removesuffix("_views").removesuffix("_routes")
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word.removesuffix("s")
