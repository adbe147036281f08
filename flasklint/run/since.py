"""What was found in an earlier state of the project, as git has it: nothing is checked out.

The files of a commit are put into a directory of their own and checked with the settings of now.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from flasklint.config.config import OWN_FILE, SHARED_FILE
from flasklint.diagnostics.diagnostic import Diagnostic
from flasklint.discover.files import ScopeError
from flasklint.languages.plain.manifests import is_manifest
from flasklint.languages.plain.starting import says_what_starts
from flasklint.limits import Limits
from flasklint.run import run
from flasklint.run.baseline import line_of
from flasklint.run.run import RunOptions
from flasklint.run.setup import Setup

_REGULAR = ("100644", "100755")
_OTHERS = (".gitignore", OWN_FILE, SHARED_FILE)
_OF_HOOKS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX", "GIT_QUARANTINE_PATH")


def lines_before(setup: Setup, revision: str, jobs: int) -> tuple[str, ...]:
    """The findings of the state that a revision names, or the last that it has in common with the
    present one, as lines of a baseline; files that have been renamed since go by their new names.

    Raises ScopeError where git cannot tell.
    """
    root = setup.config.root
    lines: dict[str, int] = {}
    for commit in _commits(root, revision):
        names = _renamed(root, commit)
        found: dict[str, int] = {}
        for diagnostic in _found(setup, commit, jobs):
            name = names.get(diagnostic.filename, diagnostic.filename)
            line = line_of(replace(diagnostic, filename=name))
            found[line] = found.get(line, 0) + 1
        # Where branches are merged, what either had is not new.
        lines |= {line: max(count, lines.get(line, 0)) for line, count in found.items()}
    return tuple(line for line, count in lines.items() for _ in range(count))


def _found(setup: Setup, commit: str, jobs: int) -> Sequence[Diagnostic]:
    """The findings of a commit."""
    root = setup.config.root
    with tempfile.TemporaryDirectory(prefix="flasklint-") as directory:
        there = Path(os.path.realpath(directory)) / root.name
        there.mkdir()
        _extract(root, commit, setup.config.limits, there)
        config = replace(setup.config, root=there)
        before = replace(setup, config=config, store=setup.store.beside("before"))
        report = run.check(before, [there], options=RunOptions(jobs=jobs)).report
    if report.failures:
        reason = report.failures[0].message
        raise ScopeError(f"the state of {commit[:12]} cannot be checked: {reason}")
    return report.diagnostics


def _commits(root: Path, revision: str) -> list[str]:
    """The commits to compare with: none where there is no commit yet, two in the middle of a
    merge."""
    top = _git(root, "rev-parse", "--show-toplevel")
    if top is None:
        raise ScopeError(f"{root}: is in no git repository, so nothing is new since {revision}")
    head = _git(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    if head is None and revision == "HEAD":
        return []
    commit = _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    is_shallow = _git(root, "rev-parse", "--is-shallow-repository") == "true"
    fetch = ": fetch it first (git fetch --unshallow; in GitHub Actions fetch-depth: 0)"
    if commit is None:
        raise ScopeError(f"git knows no commit {revision}{fetch if is_shallow else ''}")
    merged = _git(root, "rev-parse", "--verify", "--quiet", "MERGE_HEAD^{commit}")
    if commit == head:
        return [commit, *([merged] if merged else [])]
    base = _git(root, "merge-base", commit, "HEAD")
    if base is None:
        more = fetch if is_shallow else ""
        raise ScopeError(f"{revision} and the present state have no commit in common{more}")
    return [base]


def _renamed(root: Path, commit: str) -> dict[str, str]:
    """The new names of files that have been renamed since a commit, relative to the root."""
    said = _git(root, "diff", "--name-status", "-M", "-z", "--relative", commit) or ""
    words = iter(said.split("\0"))
    names = {}
    for status in words:
        if status.startswith("R"):
            old = next(words)
            names[old] = next(words)
        elif status:
            next(words)
    return names


def _extract(root: Path, commit: str, limits: Limits, into: Path) -> None:
    """Write the files of a commit that a check reads."""
    files = [*_files(root, commit, limits)]
    command = ["git", "-C", str(root), "cat-file", "--batch"]
    asked = "".join(f"{blob}\n" for _, blob in files).encode()
    done = subprocess.run(
        command, input=asked, capture_output=True, check=False, env=_environment()
    )
    data, at = done.stdout, 0
    for name, _ in files:
        end = data.index(b"\n", at)
        size = int(data[at:end].split()[2])
        path = into / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data[end + 1 : end + 1 + size])
        at = end + 1 + size + 1


def _files(root: Path, commit: str, limits: Limits) -> Iterator[tuple[str, str]]:
    """The regular files of a commit, below the root, that a check reads, and their blobs."""
    prefix = _git(root, "rev-parse", "--show-prefix") or ""
    below = [prefix] if prefix else []
    said = _git(root, "ls-tree", "-r", "-z", "-l", "--full-tree", commit, *below) or ""
    for entry in said.split("\0"):
        head, _, path = entry.partition("\t")
        mode, _, blob, size = head.split() if head else ("", "", "", "")
        name = path.removeprefix(prefix)
        if mode not in _REGULAR or ".." in name.split("/") or not _is_read(name):
            continue
        if int(size) <= limits.file_size:
            yield name, blob


def _is_read(name: str) -> bool:
    last = name.rpartition("/")[2]
    return name.endswith(".py") or last in _OTHERS or is_manifest(name) or says_what_starts(name)


def _git(root: Path, *arguments: str) -> str | None:
    """What git says, without the line end; None if it fails."""
    command = ["git", "-C", str(root), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False, env=_environment())
    except OSError:
        raise ScopeError("git is not installed, and --new-since needs it") from None
    return os.fsdecode(done.stdout).rstrip("\n") if done.returncode == 0 else None


def _environment() -> dict[str, str]:
    """The environment without what a hook's git has set for its own repository."""
    return {name: value for name, value in os.environ.items() if name not in _OF_HOOKS}
