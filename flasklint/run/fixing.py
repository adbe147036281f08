"""Applies the fixes of diagnostics, and checks again, until nothing is left to apply."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from flasklint.diagnostics import edits
from flasklint.diagnostics.diagnostic import Diagnostic, Failure
from flasklint.fixes import changes
from flasklint.run.baseline import Scope, split
from flasklint.run.session import Session
from flasklint.run.tidying import tidy

MOST_PASSES = 100
Choose = Callable[[Sequence[Diagnostic], Mapping[str, bytes]], list[Diagnostic]]
"""Says which fixes to make together in a pass; it is given the files as they are now."""


def fix_all(
    session: Session,
    diagnostics: list[Diagnostic],
    allow_unsafe: bool,
    choose: Choose | None = None,
    baseline: Sequence[str] = (),
) -> tuple[list[Diagnostic], list[Failure], list[Diagnostic]]:
    """Apply fixes in the workspace of a session, pass by pass: all that are allowed, or those that
    `choose` says, but for findings in the baseline. In the end, imports go that they have made
    unused.

    Gives what is left, what went wrong, and what was fixed. Nothing is written.
    """
    fixed: list[Diagnostic] = []
    original = dict(session.workspace.contents.digests)
    seen = {_state(session, original): 0}
    for _ in range(MOST_PASSES):
        candidates = _applicable(session, diagnostics)
        if baseline:
            files = session.workspace.contents.files
            candidates = [*split(candidates, baseline, Scope((), (), files)).new]
        if choose is None:
            chosen = edits.choose(candidates, allow_unsafe)
        else:
            chosen = choose(candidates, session.workspace.contents.data)
        if not chosen:
            failures: list[Failure] = []
            if fixed and tidy(session):
                diagnostics, failures = session.check_all()
            return diagnostics, failures, fixed
        if refused := _apply(session, chosen):
            return diagnostics, [refused], fixed
        fixed += chosen
        state = _state(session, original)
        if state in seen:
            return diagnostics, [_endless(fixed[seen[state] :], "undo each other")], fixed
        seen[state] = len(fixed)
        diagnostics, failures = session.check_all()
        if failures:
            return diagnostics, failures, fixed
    return diagnostics, [_endless(fixed[seen[state] - len(chosen) :], "never end")], fixed


def written(session: Session) -> dict[str, tuple[bytes | None, bytes]]:
    """The files that fixes changed: bytes as read, None if there was no such file, and bytes to
    be."""
    workspace = session.workspace
    found: dict[str, tuple[bytes | None, bytes]] = {}
    for name, (before, after) in workspace.changed().items():
        old = workspace.before[name]
        if old is None or before is None:
            found[name] = (None, after.encode())
        else:
            found[name] = (old.encode(before), old.encode(after))
    return found


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
        except (changes.BrokenError, changes.ChangeError) as error:
            where = f"{item.filename}:{item.location.row}"
            return Failure(
                f"the fix of {item.name} at {where} would break the file ({error}): "
                "nothing was written, please report it"
            )
        for edit in item.fix.edits:
            by_file.setdefault(edit.filename, []).append(edit)
    for filename, wanted in by_file.items():
        if filename not in workspace.contents.files:
            workspace.put(filename, edits.apply("", wanted).encode())
            continue
        file = workspace.open(filename)
        workspace.put(filename, file.encode(edits.apply(file.text, wanted)))
    return None


def _endless(fixed: list[Diagnostic], how: str) -> Failure:
    names = sorted({item.name for item in fixed})
    return Failure(
        f"the fixes of {' and '.join(names)} {how}: nothing was written, please report it"
    )


def _state(session: Session, original: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    """What is different from what the files were at first."""
    digests = session.workspace.contents.digests.items()
    return frozenset((name, made) for name, made in digests if original.get(name) != made)
