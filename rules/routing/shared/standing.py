"""Whether code stands where it is perhaps not run."""

from __future__ import annotations

import libcst as cst

from flasklint.facts.node import Place
from flasklint.rule import Checker, SourceFile

_BRANCHES = (cst.If, cst.Try, cst.TryStar, cst.Match, cst.While, cst.IfExp)


def is_in_branch(place: Place, file: SourceFile) -> bool:
    """Whether what stands at a place is perhaps not run."""
    there = file.open(place.filename)
    return any(isinstance(at, _BRANCHES) for at in there.tree.ancestors(there.node(place)))


def is_surely_imported(filename: str, app: str, checker: Checker) -> bool:
    """Whether imports that stand in no branch lead to one file from the file of the `app`, or from
    one that nothing imports; `file` is any file of the project."""
    file = checker.file
    seen = {filename}
    waiting = [filename]
    while waiting:
        other = file.open(waiting.pop())
        places = checker.project.imports_of(other.module)
        if not places or other.filename == app:
            return True
        for place in places:
            if place.filename not in seen and not is_in_branch(place, file):
                seen.add(place.filename)
                waiting.append(place.filename)
    return False
