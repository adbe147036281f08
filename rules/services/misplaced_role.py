"""FLK311."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint.languages.python.literals import dotted
from flasklint.packages.flask_api import ROUTE_DECLARING
from flasklint.project.layers import Layer
from flasklint.rule import Bad, Checker, Evidence, Finding, Good, Rule

_DECLARATIVE = {
    f"sqlalchemy.orm{module}.{name}"
    for module in ("", ".decl_api")
    for name in ("DeclarativeBase", "DeclarativeBaseNoMeta", "MappedAsDataclass")
}
_PLAIN = {"builtins.object", "abc.ABC"}
_LAYERS = {"view": "routes", "model": "models", "schema": "schemas"}


@dataclass(frozen=True)
class MisplacedRole(Rule):
    """A view, model or schema outside of the modules where the project keeps them.

    ## What it does

    Reports functions with a route, class views that are put on a URL, models (SQLAlchemy, peewee,
    MongoEngine) and schemas (marshmallow, pydantic) in modules that are not of the layer for them.

    ## Why it matters

    Whoever looks for the routes, or for the tables that a migration must know, looks where the
    others are. Alembic finds a model only if its module is imported, which is what the models'
    package sees to.

    ## What it must know

    The layer is what `architecture.routes`, `models` or `schemas` names. Where nothing is
    configured, it is what the project does: at least 19 of 20 stand in modules called by one
    word for it. It is silent about

    - views inside functions, such as a health check in the factory, and views of the module that
      makes the application;
    - classes that others derive from, abstract ones, the base that SQLAlchemy's own
      `DeclarativeBase` asks for, and private ones.

    ## When not to use it

    Where a class is kept beside the only code that uses it on purpose, name it in `allow`.

    ## Fix safety

    There is no fix: moving code changes what others import.
    """

    code = "FLK311"
    category = "architecture"
    preview = True
    examples = (
        Bad(
            "a model in a module of views, where models belong into `models.py`",
            {
                "models.py": """
                    from flask_sqlalchemy import SQLAlchemy

                    db = SQLAlchemy()
                    """,
                "views.py": """
                    from flask import Blueprint

                    from models import db

                    bp = Blueprint("books", __name__)


                    class Book(db.Model):  # FLK311
                        id = db.Column(db.Integer, primary_key=True)
                    """,
            },
            options={"architecture.models": ("models.py",)},
        ),
        Good(
            "the model stands there",
            {
                "models.py": """
                    from flask_sqlalchemy import SQLAlchemy

                    db = SQLAlchemy()


                    class Book(db.Model):
                        id = db.Column(db.Integer, primary_key=True)
                    """,
            },
            options={"architecture.models": ("models.py",)},
        ),
    )

    allow: tuple[str, ...] = ()
    """Names of views, models and schemas that may stand elsewhere."""
    share: float = 0.95
    """How many of all must stand in a layer that is found, for the others to be misplaced."""

    def check(self, checker: Checker) -> Iterator[Finding]:
        file, project = checker.file, checker.project
        routes = project.layer("routes")
        if project.views_in(file.filename) and self._is_elsewhere(routes, ROUTE_DECLARING, checker):
            made = {place.filename for _, _, place in project.factories()}
            if file.filename not in made:
                yield from self._all("view", _views(checker), routes)
        classes = {f"{file.module}.{name}": name for name in project.classes_in(file.module)}
        for kind, paths in (("models", project.models), ("schemas", project.schemas)):
            found = classes.keys() & set(paths)
            if found and self._is_elsewhere(project.layer(kind), {"class"}, checker):
                nodes = [
                    (node, node.name.value)
                    for node in file.tree.all(cst.ClassDef)
                    if file.names.definition_path(node) in found and _is_own(node, checker)
                ]
                yield from self._all(kind.removesuffix("s"), nodes, project.layer(kind))

    def _is_elsewhere(self, layer: Layer, words: Iterable[str], checker: Checker) -> bool:
        """Whether there is a layer that the file should be of and is not. What is of its role
        mentions one of some words: one that cannot be read may be of it, and elsewhere."""
        if not layer.modules or checker.file.module in layer.modules:
            return False
        if not layer.total:
            return True
        if checker.project.may_hide(tuple(sorted(words))):
            return False
        return layer.held >= self.share * layer.total

    def _all(
        self, role: str, nodes: Iterable[tuple[cst.CSTNode, str]], layer: Layer
    ) -> Iterator[Finding]:
        """One finding for all of a file that are of one role."""
        found = [(node, name) for node, name in nodes if name not in self.allow]
        if found:
            (node, name), others = found[0], found[1:]
            message = f"the {role} `{name}` does not stand {_where(role, layer)}: move it there"
            yield Finding(node, message, tuple(Evidence("and this one", at) for at, _ in others))


def _where(role: str, layer: Layer) -> str:
    """Where all that is of a role stands."""
    if not layer.words:
        return f"in the modules that `architecture.{_LAYERS[role]}` names"
    words = " or ".join(f"`{word}`" for word in layer.words)
    return f"in a module or package called {words}, as {layer.held} of {layer.total} {role}s do"


def _views(checker: Checker) -> Iterator[tuple[cst.CSTNode, str]]:
    """The functions and classes of a file that are put on a URL by themselves."""
    file, project = checker.file, checker.project
    seen: set[cst.CSTNode] = set()
    for view in project.views_in(file.filename):
        node = file.tree.node(view.node)
        if "<locals>" in view.path or not isinstance(node, cst.FunctionDef):
            continue
        if view.is_method:
            around = next(
                (at for at in file.tree.ancestors(node) if isinstance(at, cst.ClassDef)), None
            )
            if around is None or not project.urls_of(view.path):
                continue
            if not _is_own(around, checker):
                continue
            node = around
        if node not in seen:
            seen.add(node)
            yield node, node.name.value


def _is_own(node: cst.ClassDef, checker: Checker) -> bool:
    """Whether a class is there for itself and not for others to derive from."""
    file, project = checker.file, checker.project
    path = file.names.definition_path(node)
    if node.name.value.startswith("_") or project.has_subclasses(path):
        return False
    _, *bases = project.bases(path) or ("",)
    if bases and all(base in _DECLARATIVE or base in _PLAIN for base in bases):
        return False
    for inner in file.tree.inside(node.body):
        if isinstance(inner, cst.AssignTarget) and dotted(inner.target) in {
            "__abstract__",
            "abstract",
        }:
            return False
        match inner:
            case cst.DictElement(key=cst.SimpleString(evaluated_value="abstract")):
                return False
    return True
