"""FLK951."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint.languages.python.gather import absolute_module
from flasklint.languages.python.literals import dotted
from flasklint.packages.flask_api import canonical
from flasklint.rule import (
    AddImport,
    Bad,
    Checker,
    Finding,
    Fix,
    Good,
    MoveImport,
    Replace,
    Rule,
    SourceFile,
)
from flasklint_rules.upgrade.shared.gone_names import Lost, is_guarded, table

_NAMES = table(lambda package: package.imports)
_MODULES = table(lambda package: package.modules)
_ROOTS = {path.partition(".")[0] for path in (*_NAMES, *_MODULES)}
_LAST = {lost.row.name for lost in (*_NAMES.values(), *_MODULES.values())}
_EXTENSIONS = "flask.ext."


@dataclass(frozen=True)
class RemovedImport(Rule):
    """A name is imported that the installed version of the package no longer has.

    ## What it does

    Reports names and modules of Flask, Werkzeug, Jinja, ItsDangerous, click, Flask-SQLAlchemy,
    SQLAlchemy, pydantic, Flask-Login, Flask-JWT-Extended, Flask-WTF, WTForms and marshmallow that
    were taken away, where they are imported or used as `flask.Markup`. Each package has a table of
    them in `rules/upgrade/shared/names/`, which is compared with the package itself.

    ## Why it matters

    Python says "ImportError: cannot import name 'Markup' from 'flask'" as soon as the module is
    imported: the application does not start any more after an upgrade.

    ## What it must know

    That no version may be installed that still has the name. Requirements, a pyproject.toml,
    Pipfile, setup.cfg, setup.py or a lock file say so, those that are nearest to the file; Flask 3
    says it of Werkzeug 3, which it requires; an import of what only newer versions have does, too.
    A project that declares nothing at all gets the newest version. Anything else is silent, as is
    an import in a `try`, or under a test that asks for a version.

    ## When not to use it

    There is no reason: the import fails.

    ## Fix safety

    The fix is safe where the name only moved or does the same under another name, for nothing runs
    without it: the import is moved, and the name is changed where it is used. It is unsafe if the
    other one is of a package that may not be installed (`pydantic_settings`), or differs
    (`hmac.compare_digest` takes no text but ASCII). There is no fix
    for others; the message says what to write.
    """

    code = "FLK951"
    category = "upgrade"
    severity = "error"
    preview = True
    fix = "sometimes"
    words = frozenset(_LAST)
    examples = (
        Bad(
            "`Markup` and `escape` of Flask 2",
            """
            from flask import Flask, Markup  # FLK951
            from werkzeug.urls import url_quote  # FLK951

            app = Flask(__name__)


            @app.get("/<title>")
            def link(title):
                return Markup("<a href='/search?q={}'>search</a>").format(url_quote(title))
            """,
            fixed="""
            from flask import Flask  # FLK951
            from markupsafe import Markup
            from urllib.parse import quote  # FLK951

            app = Flask(__name__)


            @app.get("/<title>")
            def link(title):
                return Markup("<a href='/search?q={}'>search</a>").format(quote(title))
            """,
            fails="start: ImportError: cannot import name 'Markup' from 'flask'",
            says="the import raises ImportError",
        ),
        Good(
            "a version that still has it may be installed",
            {
                "requirements.txt": "flask>=2.0\n",
                "app.py": """
                from flask import Flask, Markup

                app = Flask(__name__)
                app.jinja_env.globals["line"] = Markup("<br>")
                """,
            },
        ),
    )

    def check(self, checker: Checker) -> Iterator[Finding]:
        file = checker.file
        if not _may_have_some(file):
            return
        for node in file.tree.all(cst.ImportFrom):
            for name, lost in _lost_by(node, file):
                if _counts(lost, node, checker):
                    yield Finding(node, _message(lost, "the import"), fix=_fix(node, name, checker))
        for plain in file.tree.all(cst.Import):
            for alias in plain.names:
                found = _module(dotted(alias.name))
                if found is not None and _counts(found, plain, checker):
                    yield Finding(plain, _message(found, "the import"))
        for use in file.tree.all(cst.Attribute):
            if use.attr.value not in _LAST or isinstance(file.tree.parent(use), cst.AssignTarget):
                continue
            used = _used(use, file)
            if used is not None and _counts(used, use, checker):
                yield Finding(use, _message(used, "this"), fix=_fix_of_use(use, used, file))


def _may_have_some(file: SourceFile) -> bool:
    """A first look: whether the file imports what is gone, or uses it through a module."""
    paths = [path for _, path in file.imported if path.partition(".")[0] in _ROOTS]
    if any(path in _NAMES or _module(path) is not None for path in paths):
        return True
    outline = file.outline
    if outline is None or not paths:
        return bool(paths)
    whole = (alias.name for node in outline.all(ast.Import) for alias in node.names)
    return any(_module(name) is not None for name in whole) or any(
        outline.may_be(node, _NAMES.__contains__)
        for node in outline.all(ast.Attribute)
        if node.attr in _LAST
    )


def _module(path: str) -> Lost | None:
    """The module that is gone and that has what is at a path, or is it."""
    while path:
        if path in _MODULES:
            return _MODULES[path]
        path = path.rpartition(".")[0]
    return None


def _lost_by(node: cst.ImportFrom, file: SourceFile) -> Iterator[tuple[str, Lost]]:
    """The names that an import gets no more."""
    if isinstance(node.names, cst.ImportStar):
        return
    module = absolute_module(file.package, len(node.relative), dotted(node.module))
    for alias in node.names:
        path = f"{module}.{alias.evaluated_name}"
        lost = _NAMES.get(canonical(path)) or _module(path)
        if lost is not None:
            yield alias.evaluated_name, lost


def _used(node: cst.Attribute, file: SourceFile) -> Lost | None:
    """The name that is gone and is used through the module that had it."""
    if not any(path in _NAMES for path in file.imported_paths(node)):
        return None
    return _NAMES.get(file.names.path(node) or "")


def _counts(lost: Lost, node: cst.CSTNode, checker: Checker) -> bool:
    if is_guarded(node, checker.file) or _is_only_for_types(node, checker.file):
        return False
    root = lost.row.path.partition(".")[0]
    return lost.is_certain(checker) and not checker.project.has_module(root)


def _is_only_for_types(node: cst.CSTNode, file: SourceFile) -> bool:
    around = (each for each in file.tree.ancestors(node) if isinstance(each, cst.If))
    return any("TYPE_CHECKING" in file.code(each.test) for each in around)


def _message(lost: Lost, what: str) -> str:
    row = lost.row
    module, _, name = row.moved.rpartition(".")
    if row.instead:
        todo = f"instead: {row.instead}"
    elif name == row.name:
        todo = f"import `{name}` from `{module}`"
    else:
        todo = f"use `{name}` from `{module}`"
    error = "ModuleNotFoundError" if row.path in _MODULES else "ImportError"
    if what == "this":
        error = "AttributeError"
    return f"`{row.path}` is gone {lost.since}: {what} raises {error}; {todo}"


def _fix(node: cst.ImportFrom, name: str, checker: Checker) -> Fix | None:
    file = checker.file
    old = f"{absolute_module(file.package, len(node.relative), dotted(node.module))}.{name}"
    if old.startswith(_EXTENSIONS) and old.count(".") > 2:
        new, is_safe = f"flask_{old.removeprefix(_EXTENSIONS)}", True
    else:
        lost = _NAMES.get(canonical(old))
        if lost is None or not lost.row.moved:
            return None
        new, is_safe = lost.row.moved, lost.row.safe
    module, _, wanted = new.rpartition(".")
    stay = wanted != name and _is_imported_from_here(name, checker)
    change = MoveImport(node, name, module, wanted, stay)
    return Fix(f"Import `{wanted}` from `{module}`", (change,), safe=is_safe)


def _is_imported_from_here(name: str, checker: Checker) -> bool:
    """Whether another module may get a name from this one."""
    file = checker.file
    if f'"{name}"' in file.text or f"'{name}'" in file.text:
        return True
    wanted = (f"{file.module}.{name}", file.module)
    return any(
        path in wanted
        for place in checker.project.imports_of(file.module)
        if place.filename != file.filename
        for _, path in file.open(place.filename).imported
    )


def _fix_of_use(node: cst.Attribute, lost: Lost, file: SourceFile) -> Fix | None:
    if not lost.row.moved:
        return None
    module = lost.row.moved.rpartition(".")[0]
    changes = (Replace(node, lost.row.moved), AddImport(file.filename, module))
    return Fix(f"Write `{lost.row.moved}`", changes, safe=lost.row.safe)
