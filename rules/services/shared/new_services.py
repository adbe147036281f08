"""A service for a model that has none yet, made like those that the project has."""

from __future__ import annotations

import textwrap
from collections import Counter
from dataclasses import replace
from typing import NamedTuple

import libcst as cst

from flasklint.facts.node import Place
from flasklint.languages.python.import_origins import origin_of
from flasklint.rule import AddImport, Checker, SourceFile
from flasklint_rules.services.shared.service_targets import (
    Kind,
    Target,
    dedented,
    is_static,
    session_attribute,
)
from flasklint_rules.services.shared.words import plural, snake, thing


class _Way(NamedTuple):
    """How a service is made: `books_service.py` with `class BookManager` has the module suffix
    "_service", is plural, and its class has the suffix "Manager"."""

    package: str
    is_plural: bool
    module_suffix: str
    kind: Kind
    class_suffix: str


def new_service(model: str, checker: Checker) -> Target | None:
    """The service that a model would have; None unless most services are made in one way."""
    project = checker.project
    modules = [
        module
        for module in sorted(project.service_modules)
        if project.classes_in(module) or project.functions_in(module)
    ]
    names = {thing(path.rpartition(".")[2], project) for path in project.models}
    ways = {module: _way(module, names, checker) for module in modules}
    counted = Counter(way for way in ways.values() if way is not None)
    for way, count in counted.most_common(1):
        example = next(module for module in modules if ways[module] == way)
        if 2 * count > len(modules):
            return _like(way, example, thing(model, project), checker)
    return None


def _way(module: str, models: set[str], checker: Checker) -> _Way | None:
    file, project = checker.file, checker.project
    classes, functions = project.classes_in(module), project.functions_in(module)
    package, _, last = module.rpartition(".")
    if len(classes) > 1 or (classes and functions) or not package:
        return None
    for model in sorted(models, key=len, reverse=True):
        one, many = snake(model), plural(snake(model))
        form = many if last.startswith(many) else one
        suffix = last.removeprefix(form)
        if not last.startswith(form) or not (suffix == "" or suffix.startswith("_")):
            continue
        if not classes:
            return _Way(package, form == many, suffix, "function", "")
        place = project.defined_at(f"{module}.{classes[0]}")
        if place is None or not classes[0].startswith(model):
            return None
        ending = classes[0].removeprefix(model)
        if is_static(place, file):
            return _Way(package, form == many, suffix, "static", ending)
        if session_attribute(place, file):
            return _Way(package, form == many, suffix, "object", ending)
    return None


def _like(way: _Way, example: str, model: str, checker: Checker) -> Target | None:
    file, project = checker.file, checker.project
    stem = plural(snake(model)) if way.is_plural else snake(model)
    module = f"{way.package}.{stem}{way.module_suffix}"
    known = project.filename_of(example)
    if known is None or project.has_module(module):
        return None
    directory = known.rpartition("/")[0]
    name = f"{stem}{way.module_suffix}.py"
    if name.startswith("test_") or name.endswith("_test.py"):
        # pytest would take it for tests.
        return None
    filename = f"{directory}/{name}".removeprefix("/")
    target = Target(module, filename, way.kind, reached=False, is_new=True)
    if way.kind == "function":
        return target
    name = model + way.class_suffix
    target = replace(target, name=name, head=f"class {name}:")
    if way.kind == "static":
        return replace(target, call=name)
    place = project.defined_at(f"{example}.{project.classes_in(example)[0]}")
    made = None if place is None else _constructor(place, file)
    if place is None or made is None:
        return None
    imports = _needed(made, filename, file.open(place.filename))
    if imports is None:
        return None
    text = textwrap.indent(dedented(made, file.open(place.filename)).rstrip(), "    ")
    return replace(
        target,
        session=session_attribute(place, file),
        head=f"class {name}:\n{text}",
        imports=imports,
    )


def _constructor(place: Place, file: SourceFile) -> cst.FunctionDef | None:
    """The `__init__` of a class without bases that does no more than keep its session."""
    node = file.open(place.filename).node(place)
    if not isinstance(node, cst.ClassDef) or node.bases or node.keywords or node.decorators:
        return None
    for each in node.body.body:
        match each:
            case cst.FunctionDef(
                name=cst.Name(value="__init__"),
                decorators=[],
                params=cst.Parameters(params=[_, _], kwonly_params=[], posonly_params=[]),
                body=cst.IndentedBlock(body=[cst.SimpleStatementLine(body=[cst.Assign()])]),
            ):
                return each
    return None


def _needed(
    node: cst.FunctionDef, filename: str, source: SourceFile
) -> tuple[AddImport, ...] | None:
    """The imports that the code of a function needs in another file; None if that cannot be."""
    found = []
    for name in source.tree.inside(node):
        if isinstance(name, cst.Name) and source.names.holder(name) is source.tree.module:
            origin = origin_of(name, source)
            if origin is None:
                return None
            found.append(AddImport(filename, *origin))
    return tuple(dict.fromkeys(found))
