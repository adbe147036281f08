"""Imports put where they belong: beside the names of the same module, or in the right group.

Only the head of a file is a place: the imports above the first definition or assignment.
"""

from __future__ import annotations

import itertools
import re
import sys
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import libcst as cst

from flasklint.fixes.bindings import Origin, imported, origins, package_of
from flasklint.fixes.import_names import Named, joined
from flasklint.languages.python import layout
from flasklint.languages.python.gather import absolute_module
from flasklint.languages.python.layout import ChangeError, Splice
from flasklint.languages.python.literals import dotted
from flasklint.languages.python.source import SourceFile
from flasklint.rule import AddImport

_DEFINITION = re.compile(r"(?:#[^\r\n]*\r?\n)*(?:@|class\b|def\b|async\s+def\b)")
_FUTURE, _STANDARD, _INSTALLED, _OWN, _RELATIVE = range(5)


def import_splices(
    wanted: Sequence[AddImport], file: SourceFile, gone: Collection[tuple[str, Origin]] = ()
) -> list[Splice]:
    """The splices that make `file` import what is wanted and it does not import yet; `gone` are
    names that it will not import any more.

    Raises ChangeError if a name is bound to something else at the top level.
    """
    head = _head(file)
    missing = _missing(wanted, file, gone)
    singly = _is_one_a_line(head)
    made: list[Splice] = []
    new: list[_Line] = []
    for module, pairs in missing.items():
        names = sorted(pairs)
        plain = [name for name in names if name[0]]
        new += (_plain_line(module, name[1], file) for name in names if not name[0])
        if singly:
            new += (_from_line(module, [name], head, file) for name in plain)
            continue
        if not plain:
            continue
        for line in head:
            if line.module == module and isinstance(line.node, cst.ImportFrom):
                splices = joined(line.node, plain, file) if line.alone else None
                if splices is not None:
                    made += splices
                    break
        else:
            new.append(_from_line(module, plain, head, file))
    return made + list(_placed(new, head, file))


@dataclass(frozen=True, slots=True)
class _Line:
    """An import at the top level, or one to come (then `start` and `end` are 0)."""

    module: str
    level: int
    spelling: str
    is_from: bool
    rank: int
    text: str = ""
    start: int = 0
    end: int = 0
    alone: bool = True
    node: cst.Import | cst.ImportFrom | None = None
    statement: cst.CSTNode | None = None


def _missing(
    wanted: Sequence[AddImport], file: SourceFile, gone: Collection[tuple[str, Origin]]
) -> dict[str, set[Named]]:
    """Module -> the (name, alias) pairs to import from it; no name is the module itself."""
    package = package_of(file)
    bound = origins(file)
    for name, was in gone:
        bound.get(name, set()).discard(was)
    present = {
        (name, origin) for node in _top_level(file) for name, origin in imported(node, package)
    }
    modules = {
        dotted(alias.name)
        for node in _top_level(file)
        if isinstance(node, cst.Import)
        for alias in node.names
        if alias.asname is None
    }
    found: dict[str, set[Named]] = {}
    for change in wanted:
        dots = len(change.module) - len(change.module.lstrip("."))
        module = absolute_module(package, dots, change.module.lstrip("."))
        if not module or (dots and not change.name):
            raise ChangeError(f"there is no import of {change.module} from {file.filename}")
        root = module.partition(".")[0]
        name = change.alias or change.name or root
        whole = not change.name and not change.alias
        origin: Origin = (root if whole else module, change.name)
        if bound.get(name, set()) - {origin}:
            raise ChangeError(f"{name} already means something else in {file.filename}")
        bound.setdefault(name, set()).add(origin)
        if (name, origin) in present and (not whole or module == root or module in modules):
            continue
        alias = "" if change.alias == change.name else change.alias
        found.setdefault(module, set()).add((change.name, alias))
    return found


def _top_level(file: SourceFile) -> Iterator[cst.Import | cst.ImportFrom]:
    for line in file.tree.module.body:
        if isinstance(line, cst.SimpleStatementLine):
            for node in line.body:
                if isinstance(node, (cst.Import, cst.ImportFrom)):
                    yield node


def _head(file: SourceFile) -> list[_Line]:
    """The imports above the first definition or assignment (`__version__ = ...` is neither)."""
    found: list[_Line] = []
    package = package_of(file)
    for statement in file.tree.module.body:
        if isinstance(statement, (cst.FunctionDef, cst.ClassDef, cst.For, cst.While)):
            break
        if not isinstance(statement, cst.SimpleStatementLine):
            continue
        if found and any(_is_assignment(small) for small in statement.body):
            break
        for node in statement.body:
            if not isinstance(node, (cst.Import, cst.ImportFrom)):
                continue
            level, spelling = 0, ""
            if isinstance(node, cst.ImportFrom):
                level, spelling = len(node.relative), dotted(node.module)
            else:
                spelling = dotted(node.names[0].name)
            module = absolute_module(package, level, spelling)
            start = layout.line_start(file, file.spans[statement][0])
            found.append(
                _Line(
                    module,
                    level,
                    spelling,
                    isinstance(node, cst.ImportFrom),
                    _rank(module, level, file),
                    "",
                    start,
                    layout.end_of(file, statement),
                    len(statement.body) == 1,
                    node,
                    statement,
                )  # fmt: skip
            )
    return found


def _is_one_a_line(head: Sequence[_Line]) -> bool:
    """Whether a file imports each name by a line of its own: more lines are of the same module as
    another one than have several names."""
    modules = Counter(line.module for line in head if line.is_from)
    repeated = sum(count for count in modules.values() if count > 1)
    return repeated > sum(len(_names(line)) > 1 for line in head)


def _names(line: _Line) -> list[str]:
    """The names that `from ... import` gets, as far as they are known."""
    if line.node is None:
        return [line.text.rpartition(" import ")[2]]
    if not isinstance(line.node, cst.ImportFrom) or isinstance(line.node.names, cst.ImportStar):
        return []
    return [str(alias.evaluated_name) for alias in line.node.names]


def _is_assignment(small: cst.CSTNode) -> bool:
    if isinstance(small, cst.Assign) and isinstance(small.targets[0].target, cst.Name):
        return not small.targets[0].target.value.startswith("__")
    return isinstance(small, (cst.Assign, cst.AnnAssign, cst.AugAssign))


def _rank(module: str, level: int, file: SourceFile) -> int:
    root = module.partition(".")[0]
    if level:
        return _RELATIVE
    if root == "__future__":
        return _FUTURE
    if root == file.module.partition(".")[0]:
        return _OWN
    return _STANDARD if root in sys.stdlib_module_names else _INSTALLED


def _plain_line(module: str, alias: str, file: SourceFile) -> _Line:
    text = f"import {module} as {alias}" if alias else f"import {module}"
    return _Line(module, 0, module, False, _rank(module, 0, file), text)


def _from_line(
    module: str, names: Sequence[Named], head: Sequence[_Line], file: SourceFile
) -> _Line:
    level, spelling = _spelling(module, head, file)
    imports = [f"{name} as {alias}" if alias else name for name, alias in names]
    text = f"from {'.' * level}{spelling} import {', '.join(imports)}"
    if len(text) > layout.width(file):
        end, step = layout.newline(file), layout.unit(file)
        lines = "".join(f"{step}{name},{end}" for name in imports)
        text = f"from {'.' * level}{spelling} import ({end}{lines})"
    return _Line(module, level, spelling, True, _rank(module, level, file), text)


def _spelling(module: str, head: Sequence[_Line], file: SourceFile) -> tuple[int, str]:
    """How the file writes this module after `from`: like its other imports of its own package."""
    own = [line for line in head if line.is_from and line.rank >= _OWN]
    for line in own:
        if line.module == module:
            return line.level, line.spelling
    here, there = package_of(file).split("."), module.split(".")
    if not own or any(not line.level for line in own) or here[0] != there[0]:
        return 0, module
    common = 0
    while common < min(len(here), len(there)) and here[common] == there[common]:
        common += 1
    return len(here) - common + 1, ".".join(there[common:])


# new lines


@dataclass(frozen=True, slots=True)
class _Spot:
    offset: int
    blank_before: bool = False
    blank_after: int = 0


def _placed(new: Sequence[_Line], head: Sequence[_Line], file: SourceFile) -> Iterator[Splice]:
    end = layout.newline(file)
    spaced = _spaced(head)
    spots: dict[int, list[tuple[_Line, _Spot]]] = {}
    for line in sorted(new, key=lambda line: (line.rank, _by_kind(line), _names(line))):
        spot = _spot(line, head, spaced, file)
        spots.setdefault(spot.offset, []).append((line, spot))
    for offset, lines in spots.items():
        text = end if any(spot.blank_before for _, spot in lines[:1]) else ""
        for at, (line, _) in enumerate(lines):
            if at:
                text += end if spaced and line.rank != lines[at - 1][0].rank else ""
            text += line.text + end
        text += end * lines[-1][1].blank_after
        yield layout.whole_lines(file, offset, text.removesuffix(end))


def _spot(line: _Line, head: Sequence[_Line], spaced: bool, file: SourceFile) -> _Spot:
    same = [one for one in head if one.rank == line.rank]
    if not same and line.rank >= _OWN:
        same = [one for one in head if one.rank >= _OWN]
    if same:
        return _Spot(_among(line, same))
    lower = [one for one in head if one.rank < line.rank]
    higher = [one for one in head if one.rank > line.rank]
    if lower:
        after = lower[-1].end
        code_follows = not any(one.start == after for one in head)
        return _Spot(after, spaced, int(_is_code(file, after) and (spaced or code_follows)))
    if higher and higher[0].statement is not None and line.rank != _FUTURE:
        return _Spot(layout.first_line(file, higher[0].statement), False, int(spaced))
    top = _top(file)
    before = top > 0 and _is_code(file, layout.line_start(file, top - 1))
    return _Spot(top, before, 2 if _DEFINITION.match(file.text, top) else _is_code(file, top))


def _among(line: _Line, group: Sequence[_Line]) -> int:
    """Where a line goes in a group: in its place if the group is sorted, otherwise in its place or
    last among those of the same package, or last; by its name among those of its module."""
    same = [one for one in group if one.module == line.module and one.is_from == line.is_from]
    if same:
        before = [one for one in same if _names(one) <= _names(line)]
        return before[-1].end if before else same[0].start
    for key in (_by_kind, _by_kind_near_first, _by_module):
        keys = [key(one) for one in group]
        if keys == sorted(keys):
            before = [one for one in group if key(one) <= key(line)]
            return before[-1].end if before else group[0].start
    package = line.module.rpartition(".")[0]
    near = [one for one in group if one.module.rpartition(".")[0] == package != ""]
    return _among(line, near) if 0 < len(near) < len(group) else group[-1].end


def _by_kind(line: _Line) -> tuple[object, ...]:
    return (line.is_from, -line.level, line.spelling.lower())


def _by_kind_near_first(line: _Line) -> tuple[object, ...]:
    return (line.is_from, line.level, line.spelling.lower())


def _by_module(line: _Line) -> tuple[object, ...]:
    return (-line.level, line.spelling.lower())


def _spaced(head: Sequence[_Line]) -> bool:
    """Whether groups stand apart: no line touches one of another group."""
    return not any(
        one.end == other.start and one.rank != other.rank for one, other in itertools.pairwise(head)
    )


def _top(file: SourceFile) -> int:
    """Where imports begin in a file without any: below its docstring and opening comments."""
    body = file.tree.module.body
    if file.tree.module.get_docstring() is not None:
        return layout.end_of(file, body[0])
    first = layout.start_of(file, body[0]) if body else len(file.text)
    end, seen = 0, 0
    for row in range(1, len(file.lines) + 1):
        start = file.lines.starts[row - 1]
        line = file.lines.line(row).strip()
        if start >= first or (line and line[0] != "#"):
            break
        if line:
            seen = row
        elif seen:
            end = seen
    row = end or seen
    return file.lines.starts[row] if row < len(file.lines) else (len(file.text) if row else 0)


def _is_code(file: SourceFile, offset: int) -> bool:
    """Whether the line at `offset` is there and not blank."""
    return offset < len(file.text) and bool(
        file.lines.line(file.lines.location(offset).row).strip()
    )
