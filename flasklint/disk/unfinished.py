"""What a run that was interrupted while it wrote fixes has left, and how to finish it.

Nothing is guessed: what stands in the journal is done only where every file is still as it says.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from flasklint.disk import staging
from flasklint.disk.journal import JOURNAL, Entry, Journal, JournalError, Plan, digest, place

MOST_NAMES = 8


class Unfinished(Exception):
    """Fixes that are made in only some of their files, or may be; the text is one line."""


def complain(root: Path) -> None:
    """Raise Unfinished if an interrupted run has written some of its files and not the others.

    Changes nothing. A run that is at work right now is no interrupted one.
    """
    top = root.resolve()
    with suppress(BlockingIOError), _opened(top, alone=False) as journal:
        if journal is None:
            return
        plan = journal.read()
        waiting = _waiting(top, plan)
        if 0 < len(waiting) < len(plan.entries):
            _refuse_changed(top, plan, waiting)
            names = _shortened([entry.filename for entry in waiting])
            raise Unfinished(
                f"{_interrupted(top, plan)}: {names} {'is' if len(waiting) == 1 else 'are'} not "
                "written yet; `flasklint check --fix` finishes them"
            )


def finish(root: Path) -> str:
    """Write what an interrupted run has not, and say so.

    If it had written nothing, or everything, only what it left beside the files goes. Raises
    Unfinished, and touches no file, if one is not as that run left it.
    """
    top = root.resolve()
    try:
        with _opened(top, alone=True) as journal:
            return "" if journal is None else _finish(top, journal)
    except BlockingIOError as error:
        raise Unfinished("another run is writing fixes: start again when it is done") from error


def _finish(top: Path, journal: Journal) -> str:
    plan = journal.read()
    waiting = _waiting(top, plan)
    if len(waiting) == len(plan.entries):
        waiting = []
    _refuse_changed(top, plan, waiting)
    for entry in waiting:
        path = place(top, entry.filename)
        try:
            os.replace(path.with_name(entry.staged), path)
        except OSError as error:
            raise Unfinished(
                f"{_interrupted(top, plan)}, and {entry.filename} cannot be written: "
                f"{error.strerror}; `flasklint check --fix` tries again"
            ) from error
    staging.sync({place(top, entry.filename).parent for entry in waiting})
    _tidy(top, plan, journal)
    if not waiting:
        return ""
    names = _shortened([entry.filename for entry in waiting])
    return f"finished fixes that were interrupted: wrote {names}"


@contextmanager
def _opened(top: Path, *, alone: bool) -> Iterator[Journal | None]:
    try:
        journal = Journal.open(top, alone=alone)
        try:
            yield journal
        finally:
            if journal is not None:
                journal.close()
    except JournalError as error:
        raise Unfinished(
            f"{JOURNAL} {error}, so it is not followed; see with version control whether fixes "
            "were made in only some of their files, then delete it"
        ) from error


def _waiting(top: Path, plan: Plan) -> list[Entry]:
    """Those of the files that have not been written."""
    return [entry for entry in plan.entries if _digest(place(top, entry.filename)) != entry.after]


def _refuse_changed(top: Path, plan: Plan, waiting: Sequence[Entry]) -> None:
    """Raise Unfinished if a file that waits has changed since, or its new content has."""
    for entry in waiting:
        path = place(top, entry.filename)
        if _digest(path) != entry.before:
            reason = "has changed since"
        elif _digest(path.with_name(entry.staged)) != entry.after:
            reason = f"cannot be written, for {entry.staged} beside it is gone or damaged"
        else:
            continue
        written = [other.filename for other in plan.entries if other not in waiting]
        raise Unfinished(
            f"{_interrupted(top, plan)}, and {entry.filename} {reason}: take back what was "
            f"written ({_shortened(written)}) with version control, or make the change by hand; "
            f"then delete {JOURNAL}"
        )


def _tidy(top: Path, plan: Plan, journal: Journal) -> None:
    """Remove what was staged, folders that are not needed, and last the journal."""
    try:
        for entry in plan.entries:
            staging.remove(place(top, entry.filename).with_name(entry.staged))
        for name in reversed(plan.directories):
            with suppress(OSError):
                place(top, name).rmdir()
        journal.delete()
    except OSError as error:
        raise Unfinished(f"{error.filename} cannot be deleted: {error.strerror}") from error


def _digest(path: Path) -> str | None:
    """The digest of a file; None if there is none, and empty if it cannot be told."""
    try:
        return digest(path.read_bytes()) if stat.S_ISREG(path.lstat().st_mode) else ""
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        return ""


def _interrupted(top: Path, plan: Plan) -> str:
    total = len(plan.entries)
    return f"fixes were interrupted after {total - len(_waiting(top, plan))} of {total} files"


def _shortened(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMES
    return ", ".join(names[:MOST_NAMES]) + (f" and {more} more" if more > 0 else "")
