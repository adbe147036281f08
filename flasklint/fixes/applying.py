"""Applies the fixes of diagnostics, and checks again, until nothing is left to apply."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from flasklint.diagnostics import Diagnostic, Failure
from flasklint.fixes import changes, edits
from flasklint.session import Session

MOST_PASSES = 20
Choose = Callable[[Sequence[Diagnostic], Mapping[str, bytes]], list[Diagnostic]]
"""Says which fixes to make together in a pass; it is given the files as they are now."""


def fix_all(
    session: Session,
    diagnostics: list[Diagnostic],
    allow_unsafe: bool,
    choose: Choose | None = None,
) -> tuple[list[Diagnostic], list[Failure], list[Diagnostic]]:
    """Apply fixes in the workspace of a session, pass by pass: all that are allowed, or those that
    `choose` says.

    Gives what is left, what went wrong, and what was fixed. Nothing is written.
    """
    fixed: list[Diagnostic] = []
    seen = {_state(session)}
    for _ in range(MOST_PASSES):
        candidates = _applicable(session, diagnostics)
        if choose is None:
            chosen = edits.choose(candidates, allow_unsafe)
        else:
            chosen = choose(candidates, session.workspace.contents.data)
        if not chosen:
            break
        if refused := _apply(session, chosen):
            return diagnostics, [refused], fixed
        fixed += chosen
        if _state(session) in seen:
            names = ", ".join(sorted({item.name for item in chosen}))
            undone = Failure(f"the fixes of {names} undo each other: please report it")
            return diagnostics, [undone], fixed
        seen.add(_state(session))
        diagnostics, failures = session.check_all()
        if failures:
            return diagnostics, failures, fixed
    return diagnostics, [], fixed


def written(session: Session) -> dict[str, tuple[bytes, bytes]]:
    """The files that fixes changed: bytes as read, and bytes to be."""
    workspace = session.workspace
    return {
        name: (workspace.before[name].encode(before), workspace.before[name].encode(after))
        for name, (before, after) in workspace.changed().items()
    }


def _applicable(session: Session, diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """Those whose fix can be made; of a file from standard input, only that file can change."""
    stdin = session.workspace.contents.stdin
    if stdin is None:
        return diagnostics
    return [
        item
        for item in diagnostics
        if item.fix and all(edit.filename == stdin for edit in item.fix.edits)
    ]


def _apply(session: Session, chosen: list[Diagnostic]) -> Failure | None:
    """Make the fixes; or say which of them would break a file, and make none."""
    workspace = session.workspace
    by_file: dict[str, list[edits.Edit]] = {}
    for item in chosen:
        assert item.fix is not None
        try:
            changes.checked(item.fix.edits, workspace.open)
        except changes.ChangeError as error:
            where = f"{item.filename}:{item.location.row}"
            return Failure(
                f"the fix of {item.name} at {where} would break the file ({error}): "
                "nothing was written, please report it"
            )
        for edit in item.fix.edits:
            by_file.setdefault(edit.filename, []).append(edit)
    for filename, wanted in by_file.items():
        file = workspace.open(filename)
        workspace.put(filename, file.encode(edits.apply(file.text, wanted)))
    return None


def _state(session: Session) -> frozenset[tuple[str, str]]:
    workspace = session.workspace
    return frozenset((name, workspace.contents.digests[name]) for name in workspace.before)
