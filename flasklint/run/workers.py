"""Several processes for one run: each parses and checks its share of the files.

A file stays in the process that parsed it. What the files say goes from each process to all others,
and each makes the same project of it.
"""

from __future__ import annotations

import gc
import os
import sys
import traceback
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from flasklint.profile import Profile
from flasklint.run.session import Session
from flasklint.run.workspace import Encoded, Progress

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

LEAST_BYTES = 200_000
"""How much code is worth a process of its own."""


START = "fork" if sys.platform == "linux" else "spawn"
ENDED = "a worker process ended early, perhaps for want of memory: try --jobs 1"


class WorkerError(Exception):
    """A process that ended before its work was done."""


def available() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def shares(sizes: Mapping[str, int], jobs: int) -> list[list[str]]:
    """Files in at most `jobs` parts of about the same size in bytes, the biggest file first."""
    count = max(1, min(jobs, sum(sizes.values()) // LEAST_BYTES))
    parts: list[list[str]] = [[] for _ in range(count)]
    filled = [0] * count
    for name in sorted(sizes, key=lambda name: (-sizes[name], name)):
        least = filled.index(min(filled))
        parts[least].append(name)
        filled[least] += sizes[name]
    return parts


def check_shares(
    session: Session, parts: Sequence[Sequence[str]], progress: Progress | None
) -> None:
    """Have `session` know all that is to be known of the files, one process for each part.

    Raises WorkerError if a process ends early; what it raised itself has been raised here, too.
    """
    # Takes a while to load, and most runs have little to do.
    import multiprocessing

    context: Any = multiprocessing.get_context(START)
    links: list[Connection] = []
    processes = []
    for part in parts[1:]:
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(session, part, theirs), daemon=True)
        process.start()
        theirs.close()
        links.append(ours)
        processes.append(process)
    try:
        _lead(session, parts[0], links, progress)
    finally:
        for link, process in zip(links, processes, strict=True):
            link.close()
            process.join()


def _lead(
    session: Session, part: Sequence[str], links: Sequence[Connection], progress: Progress | None
) -> None:
    workspace = session.workspace
    own = _gathered(session, part, progress)
    gathered = [own, *map(_received, links)]
    for number, link in enumerate(links, start=1):
        _send(link, [each for at, each in enumerate(gathered) if at != number])
    for each in gathered[1:]:
        workspace.take(each)
    session.update(session.project(), part)
    for link in links:
        checked, answers, failures, seen, profile = _received(link)
        session.checked |= checked
        session.answers |= answers
        session.failures += failures
        session.seen.add(seen.bodies, seen.words)
        workspace.profile.add(profile)


def _received(link: Connection) -> Any:
    try:
        return link.recv()
    except (EOFError, OSError):
        raise WorkerError(ENDED) from None


def _send(link: Connection, value: object) -> None:
    try:
        link.send(value)
    except OSError:
        raise WorkerError(ENDED) from None


def _work(session: Session, part: Sequence[str], link: Connection) -> None:
    """What a process beside the leading one does."""
    gc.disable()
    session.workspace.profile = Profile()
    session.checked = {name: session.checked[name] for name in part if name in session.checked}
    try:
        link.send(_gathered(session, part, None))
        for each in link.recv():
            session.workspace.take(each)
        # The leading process keeps them.
        session.workspace.known.clear()
        session.update(session.project(), part)
        found = (session.checked, session.answers, session.failures, session.seen)
        link.send((*found, session.workspace.profile))
    except KeyboardInterrupt:
        pass
    except Exception:
        # The leading process fails in the same way, or says that this one has ended.
        if os.environ.get("FLASKLINT_DEBUG") == "1":
            traceback.print_exc()
    # Nothing is left to do but to take trees apart.
    os._exit(0)


def _gathered(session: Session, part: Sequence[str], progress: Progress | None) -> Encoded:
    workspace = session.workspace
    workspace.take(workspace.known)
    missing = set(workspace.missing())
    mine = [name for name in part if name in missing]
    return workspace.gather(mine, progress)
