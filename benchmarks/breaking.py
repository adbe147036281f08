"""Breaks the files of applications one at a time, and looks at what is reported of the others.

    python benchmarks/breaking.py [--most N] DIRECTORY ...

Each file of a copy gets a syntax error in turn, at most N of each application, evenly chosen. Then

- that file is reported (FLK010) and named as one that could not be read;
- no other file has a finding that it did not have before, in whatever words;
- no route is said to be missing that was there: what is not known is *cannot tell*.

Prints a line for each application, with how many findings of other files fell silent, and exits
with 1 if anything of this does not hold.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from flasklint.run import run
from flasklint.run.run import RunOptions
from flasklint.run.setup import prepare

BROKEN = b"\n\ndef broken(:\n    pass\n"


class Look(NamedTuple):
    """What is said of a tree: places of findings by code, routes, and which files are not known."""

    findings: set[tuple[str, str, int]]
    routes: dict[tuple[Any, ...], bool | None]
    unread: set[str]


def look(root: Path) -> Look:
    """Check a tree, and ask for its routes."""
    setup = prepare(root, overrides={"preview": True})
    report = run.check(setup, [root], options=RunOptions(jobs=1)).report
    (records, _), unread = run.routes(prepare(root, overrides={"preview": True}))
    found = {(item.code, item.filename, item.location.row) for item in report.diagnostics}
    routes = {(each["rule"], each["endpoint"]): each["registered"] for each in records}
    return Look(found, routes, {file.filename for file in (*report.unread, *unread)})


def broken(source: Path, most: int) -> tuple[int, int, list[str]]:
    """How many files were broken, how many findings fell silent, and what does not hold."""
    silent, wrong = 0, []
    with tempfile.TemporaryDirectory() as directory:
        root = Path(directory).resolve() / source.name
        shutil.copytree(source, root, symlinks=True, ignore=shutil.ignore_patterns(".*"))
        (root / "flasklint.toml").touch()
        before = look(root)
        tests = ("tests", "test", "migrations")
        files = [
            path
            for path in sorted(root.rglob("*.py"))
            if path.stat().st_size and not any(part in tests for part in path.parts)
        ]
        chosen = files[:: max(1, len(files) // most)]
        for path in chosen:
            name = path.relative_to(root).as_posix()
            data = path.read_bytes()
            path.write_bytes(data + BROKEN)
            after = look(root)
            path.write_bytes(data)
            if ("FLK010", name) not in {each[:2] for each in after.findings}:
                wrong.append(f"{name}: is not reported")
            if name not in after.unread:
                wrong.append(f"{name}: is not named as one that could not be read")
            others = {each for each in after.findings - before.findings if each[1] != name}
            wrong += (f"{name}: {code} in {other}:{row} is new" for code, other, row in others)
            silent += len({each for each in before.findings - after.findings if each[1] != name})
            wrong += (
                f"{name}: the route {rule} ({endpoint}) is said not to be there"
                for (rule, endpoint), there in after.routes.items()
                if there is False and before.routes.get((rule, endpoint)) is not False
            )
        return len(chosen), silent, wrong


def main() -> int:
    """Break, look, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--most", type=int, default=40, metavar="N")
    parser.add_argument("directories", nargs="+", type=Path, metavar="DIRECTORY")
    options = parser.parse_args()
    bad = 0
    for directory in options.directories:
        files, silent, wrong = broken(directory, options.most)
        bad += len(wrong)
        told = f"{files} files broken, {silent} findings silent elsewhere"
        print(f"{directory.name:24} {told}, {len(wrong)} wrong", flush=True)
        for each in wrong:
            print(f"    {each}", flush=True)
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
