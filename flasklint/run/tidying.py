"""Imports that nothing uses any more, once fixes have been made, go with them.

Only what a fix has made unused: what was unused before, stands under a condition, has a comment, is
had from the file by another one, or alone imports a module of the project, stays.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

import libcst as cst

from flasklint.fixes import splicing
from flasklint.fixes.bindings import imported, package_of
from flasklint.fixes.removing import removed
from flasklint.languages.python import layout
from flasklint.languages.python.layout import Splice
from flasklint.languages.python.source import SourceFile
from flasklint.project import Project
from flasklint.run.session import Session

_Line = cst.Import | cst.ImportFrom


def tidy(session: Session) -> bool:
    """Take out of all changed files the imports that the changes have made unused; whether there
    were any."""
    workspace = session.workspace
    found = {
        filename: names
        for filename, (before, after) in workspace.changed().items()
        if before is not None and (names := _unused(before, after))
    }
    if not found:
        return False
    project = session.project()
    is_tidied = False
    for filename, names in found.items():
        file = workspace.open(filename)
        others = [data for name, data in workspace.contents.data.items() if name != filename]
        names = {name for name in names if not _is_mentioned(f"{file.module}.{name}", others)}
        splices = list(_splices(file, names, project))
        if splices:
            text = _applied(file.text, splicing.joined(splices))
            workspace.put(filename, file.encode(text if file.text[:1].isspace() else text.lstrip()))
            is_tidied = True
    return is_tidied


def _unused(before: str, after: str) -> set[str]:
    """The names that a text used before, and does not mention any more."""
    now = ast.parse(after)
    strings = (node.value for node in ast.walk(now) if isinstance(node, ast.Constant))
    written = {name for text in strings if isinstance(text, str) for name in _in_string(text)}
    return _names(ast.parse(before)) - _names(now) - written


def _in_string(text: str) -> set[str]:
    """The names in a string that is code, as in annotations and `__all__`."""
    try:
        return _names(ast.parse(text.strip(), mode="eval"))
    except (SyntaxError, ValueError):
        return set()


def _names(module: ast.AST) -> set[str]:
    return {node.id for node in ast.walk(module) if isinstance(node, ast.Name)}


def _is_mentioned(path: str, others: Sequence[bytes]) -> bool:
    """Whether a file mentions a path, as tests do that put something in its place."""
    return any(path.encode() in data for data in others)


def _splices(file: SourceFile, names: set[str], project: Project) -> Iterator[Splice]:
    if file.is_package:
        # What a package imports is for others to have.
        return
    gone: dict[cst.CSTNode, bool] = {}
    for statement in file.tree.module.body:
        match statement:
            case cst.SimpleStatementLine(body=[cst.Import() | cst.ImportFrom() as node]):
                unused = [name for name in _bound(node, file) if name in names]
                if not unused or not all(_is_free(name, file, project) for name in unused):
                    continue
                if len(unused) == len(_bound(node, file)):
                    if not _has_comment(statement, file) and not _is_needed(node, file, project):
                        gone[statement] = False
                else:
                    yield from _without(node, unused, file)
    yield from removed(gone, file)


def _bound(node: _Line, file: SourceFile) -> list[str]:
    return [name for name, _ in imported(node, package_of(file))]


def _is_free(name: str, file: SourceFile, project: Project) -> bool:
    """Whether the name is imported once, and no other file has it from this one."""
    is_once = len(file.names.bindings[file.tree.module].get(name, [])) == 1
    return is_once and not _is_had(name, file, project, set())


def _is_had(name: str, file: SourceFile, project: Project, seen: set[str]) -> bool:
    """Whether another file has a name from this one: imports it, reads it from the module, or may
    use it after `from ... import *`."""
    seen.add(file.module)
    for place in project.imports_of(file.module):
        other = file.open(place.filename)
        importing = other.node(place)
        if not isinstance(importing, cst.ImportFrom):
            continue
        if isinstance(importing.names, cst.ImportStar):
            used = {each.value for each in other.tree.all(cst.Name)}
            if not used.isdisjoint({name, "__all__"}):
                return True
            if other.module not in seen and _is_had(name, other, project, seen):
                return True
        elif any(alias.evaluated_name == name for alias in importing.names):
            return True
    last = file.module.rpartition(".")[2]
    return any(owner == last for _, owner in project.readers_of_attribute(name))


def _is_needed(node: _Line, file: SourceFile, project: Project) -> bool:
    """Whether an import is the only one of a module of the project, which may do something as it
    is imported."""
    for _, (module, _) in imported(node, package_of(file)):
        if project.has_module(module):
            places = project.imports_of(module)
            number = file.tree.number(node)
            if all(each.filename == file.filename and each.node == number for each in places):
                return True
    return False


def _has_comment(statement: cst.CSTNode, file: SourceFile) -> bool:
    start, end = file.spans[statement]
    return bool(splicing.comments_between(file, start, layout.next_line(file, end)))


def _without(node: _Line, unused: Sequence[str], file: SourceFile) -> Iterator[Splice]:
    """The splices that take names out of an import that keeps others."""
    if isinstance(node.names, cst.ImportStar):
        return
    aliases = list(node.names)
    kept = [
        alias for alias, name in zip(aliases, _bound(node, file), strict=True) if name not in unused
    ]
    start, end = file.spans[aliases[0]][0], file.spans[aliases[-1]][1]
    if "\n" not in file.text[start:end]:
        yield Splice(start, end, ", ".join(_code(alias, file) for alias in kept))
        return
    for alias in aliases:
        first, last = file.spans[alias]
        begin, after = layout.line_start(file, first), layout.next_line(file, last)
        if alias not in kept and file.text[begin:after].strip().rstrip(",") == _code(alias, file):
            yield Splice(begin, after, "")


def _code(alias: cst.ImportAlias, file: SourceFile) -> str:
    first, last = file.spans[alias]
    return file.text[first:last].rstrip(", \t")


def _applied(text: str, splices: Sequence[Splice]) -> str:
    for splice in reversed(splices):
        text = text[: splice.start] + splice.content + text[splice.end :]
    return text
