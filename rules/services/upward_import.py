"""FLK305."""

from __future__ import annotations

import ast
from collections.abc import Container, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

import libcst as cst

from flasklint.facts.node import Place
from flasklint.languages.python.gather import absolute_module
from flasklint.languages.python.literals import dotted
from flasklint.languages.python.outline import Outline
from flasklint.rule import Bad, Checker, Evidence, Finding, Good, Project, Rule, SourceFile

_ABOVE = {
    "models": ("routes",),
    "services": ("routes",),
    "schemas": ("routes", "services"),
}
_CALLED = {"models": "a model", "services": "a service", "schemas": "a schema"}


@dataclass(frozen=True)
class UpwardImport(Rule):
    """A module of models, services or schemas that imports a layer above it.

    ## What it does

    Reports imports of modules that hold views or Blueprints in modules of models, services and
    schemas, and imports of services in modules of schemas where the services import the schemas,
    too; also in functions.

    ## Why it matters

    Routes import services, services import models. An import the other way makes a circle, which
    ends, as soon as the modules are imported in another order, with

        ImportError: cannot import name 'as_json' from partially initialized module
        'shop.api.orders' (most likely due to a circular import)

    and where it does not, the lower layer can no longer be used without the upper one: a
    command that wants one model gets all of the web.

    ## What it must know

    Each layer is what most of the project does, or what `architecture.routes`, `models`,
    `schemas` and `services` name; `flasklint config` shows them. Where a project has no such layer,
    or a module is called one thing and holds another, the rule is silent. It is silent as well
    about imports under `TYPE_CHECKING`, and about modules beside the routes that hold neither views
    nor Blueprints: they may be anybody's.

    ## When not to use it

    Modules that are meant to be imported from below may be named in `allow`.

    ## Fix safety

    There is no fix: what both sides need has to move to a place that somebody must choose.
    """

    code = "FLK305"
    category = "architecture"
    examples = (
        Bad(
            "a service that needs a function of the views: a circle",
            {
                "services.py": """
                    from views import as_json  # FLK305


                    def list_books():
                        return [as_json("Emma")]
                    """,
                "views.py": """
                    from flask import Flask

                    from services import list_books

                    app = Flask(__name__)


                    def as_json(title):
                        return {"title": title}


                    @app.get("/books")
                    def show_books():
                        return list_books()
                    """,
            },
            fails="start: ImportError: cannot import name",
        ),
        Good(
            "what both need stands in a module of its own",
            {
                "services.py": """
                    from formats import as_json
                    from models import Book


                    def list_books():
                        return [as_json(book.title) for book in Book.query]
                    """,
            },
        ),
    )

    allow: tuple[str, ...] = ()
    """Modules that every layer may import, as globs: `shop.api.errors`, `shop.api.*`."""
    strict_schemas: bool = False
    """Whether schemas must import neither models nor services."""

    def check(self, checker: Checker) -> Iterator[Finding]:
        file, project = checker.file, checker.project
        layer = project.layer_of(file.module)
        above = _ABOVE.get(layer or "", ())
        if layer == "schemas" and self.strict_schemas:
            above = (*above, "models")
        if layer is None or not above or not _may_import(above, checker):
            return
        nodes: list[cst.Import | cst.ImportFrom] = [*file.tree.all(cst.ImportFrom)]
        nodes += file.tree.all(cst.Import)
        for node in nodes:
            for path in _imported(node, file):
                module = project.module_of(path)
                if module is None or module == file.module:
                    continue
                upper = project.layer_of(module)
                if upper not in above or (upper == "routes" and not project.holds_views(module)):
                    continue
                if self._is_allowed(module, project) or _is_for_types(node, file):
                    continue
                again = project.import_circle(module, file.module)
                if again or layer != "schemas" or upper == "routes" or self.strict_schemas:
                    yield _finding(node, layer, module, upper, again, project)
                    break

    def _is_allowed(self, module: str, project: Project) -> bool:
        names = (module, project.import_name(module)) if self.allow else ()
        return any(fnmatchcase(name, glob) for glob in self.allow for name in names)


def _may_import(layers: Container[str], checker: Checker) -> bool:
    """Whether a file imports from one of some layers, at a first look."""
    file, project = checker.file, checker.project
    if file.outline is None:
        return True
    modules = {project.module_of(path) for path in _paths(file.outline, file.package)}
    return any(project.layer_of(module) in layers for module in sorted(filter(None, modules)))


def _paths(outline: Outline, package: str) -> Iterator[str]:
    for plain in outline.all(ast.Import):
        yield from (alias.name for alias in plain.names)
    for node in outline.all(ast.ImportFrom):
        module = absolute_module(package, node.level, node.module or "")
        yield from (f"{module}.{alias.name}".removesuffix(".*") for alias in node.names)


def _is_for_types(node: cst.CSTNode, file: SourceFile) -> bool:
    """Whether an import runs for type checkers only."""
    return any(
        isinstance(around, cst.If)
        and dotted(around.test).rpartition(".")[2] == "TYPE_CHECKING"
        and any(each is node for each in file.tree.inside(around.body))
        for around in file.tree.ancestors(node)
    )


def _imported(node: cst.Import | cst.ImportFrom, file: SourceFile) -> Iterator[str]:
    """The paths that an import names."""
    if isinstance(node, cst.Import):
        yield from (dotted(alias.name) for alias in node.names)
        return
    module = absolute_module(file.package, len(node.relative), dotted(node.module))
    if isinstance(node.names, cst.ImportStar):
        yield module
    else:
        yield from (f"{module}.{dotted(alias.name)}" for alias in node.names)


def _finding(
    node: cst.CSTNode,
    layer: str,
    module: str,
    upper: str,
    again: tuple[Place, ...],
    project: Project,
) -> Finding:
    name = project.import_name(module)
    what = "holds routes" if upper == "routes" else f"is of the {upper}"
    way = "itself" if len(again) == 1 else "through others"
    circle = f" and imports this module {way}" if again else ""
    return Finding(
        node,
        f"the module of {_CALLED[layer]} imports `{name}`, which {what}{circle}; move what both "
        "need to a module below",
        (*(_evidence(module, project) if upper == "routes" else ()), *_circle(again)),
    )


def _circle(again: tuple[Place, ...]) -> Iterator[Evidence]:
    """The imports that lead back, in their order."""
    for step, place in enumerate(again, start=1):
        yield Evidence("the import that leads back" if step == len(again) else "imports", place)


def _evidence(module: str, project: Project) -> Iterator[Evidence]:
    filename = project.filename_of(module) or ""
    for view in project.views_in(filename)[:1]:
        yield Evidence("a view there", Place(filename, view.node))
        return
    for made in project.blueprints_in(filename)[:1]:
        yield Evidence("a Blueprint there", Place(filename, made.node))
