"""Edits applications at random, and compares warm runs with cold ones.

    python benchmarks/editing.py [--edits N] [--seed N] [--every N] DIRECTORY ...

A copy of each application is edited N times: lines are taken out, doubled, moved, swapped and
broken; names are replaced by others of the application; files are deleted, emptied, renamed,
copied, brought back; settings change. After each edit flasklint runs with what it kept of the run
before; after every few edits also without, in one process and in two by turns. Then

- both runs report the same, and so do their route tables;
- no rule fails, nothing is an internal error, and all that is not followed has a reason other than
  an error of flasklint.

Prints a line for each application, and exits with 1 if anything of this does not hold. `--edits`
counts for all applications together.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from flasklint.diagnostics.positions import brief
from flasklint.run import run
from flasklint.run.run import RunOptions
from flasklint.run.setup import prepare

MOST_SHOWN = 5
SETTINGS = (
    b"",
    b"[severity]\nALL = 'error'\n",
    b"exclude = ['a*.py']\n",
    b"[limits]\nsteps = 2000\n",
    b"[limits]\nfile-tokens = 300\n",
    b"[architecture]\nroutes = ['**/*.py']\n",
)
"""Contents of flasklint.toml, all of which are right."""
LINES = (
    b"import os",
    b"from flask import Blueprint, Flask, current_app",
    b"bp = Blueprint('bp', __name__)",
    b"app = Flask(__name__)",
    b"from . import *",
    b"@app.route('/x')",
    b"    return {'error': 'x'}, 400",
    b"def create_app():",
    b"    app.register_blueprint(bp)",
    b"for x in range(100):",
    b"    pass  # flasklint: ignore",
    b"'''",
    b"(",
    b"\\",
    b"\x0c",
    b"\t",
)


class Copy:
    """An application that is edited; `first` is what its files were."""

    def __init__(self, root: Path, random: random.Random) -> None:
        self.root = root
        self.random = random
        self.first = {
            path.relative_to(root).as_posix(): path.read_bytes()
            for path in sorted(root.rglob("*.py"))
            if path.is_file()
        }
        words = set(re.findall(rb"[a-z_]{4,}", b"\n".join(self.first.values())))
        self.words = sorted(words)[:5_000]
        self.edits: list[Callable[[], str]] = [
            *[self.lines] * 12, *[self.rename] * 6, *[self.insert] * 4, self.delete, self.empty,
            self.copy, self.move, *[self.restore] * 4, self.settle, self.cut,
        ]  # fmt: skip

    def edit(self) -> str:
        """Make an edit, and tell which."""
        return self.random.choice(self.edits)()

    def some(self) -> tuple[str, Path, list[bytes]]:
        """A file that is there, with its lines."""
        names = [name for name in self.first if (self.root / name).is_file()]
        name = self.random.choice(names or [self.back()])
        path = self.root / name
        return name, path, path.read_bytes().split(b"\n")

    def back(self) -> str:
        """Bring back a file as it was."""
        name = self.random.choice(list(self.first))
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.first[name])
        return name

    def lines(self) -> str:
        name, path, lines = self.some()
        at = self.random.randrange(len(lines))
        some = slice(at, at + self.random.choice((1, 1, 1, 2, 5, 20)))
        match how := self.random.choice(("out", "twice", "swapped", "elsewhere", "deeper")):
            case "out":
                del lines[some]
            case "twice":
                lines[at:at] = lines[some]
            case "swapped":
                lines[some] = reversed(lines[some])
            case "elsewhere":
                taken = lines[some]
                del lines[some]
                to = self.random.randrange(len(lines) + 1)
                lines[to:to] = taken
            case "deeper":
                lines[some] = [b"    " + line for line in lines[some]]
        path.write_bytes(b"\n".join(lines))
        return f"{name}:{at + 1} {how}"

    def rename(self) -> str:
        name, path, lines = self.some()
        text = b"\n".join(lines)
        found = re.findall(rb"[a-z_]{4,}", text)
        if not found:
            return "nothing"
        old, new = self.random.choice(found), self.random.choice(self.words)
        count = self.random.choice((0, 1))
        path.write_bytes(re.sub(rb"\b%s\b" % old, new, text, count=count))
        return f"{name} {old!r} becomes {new!r}"

    def insert(self) -> str:
        name, path, lines = self.some()
        at, line = self.random.randrange(len(lines)), self.random.choice(LINES)
        lines[at:at] = [line]
        path.write_bytes(b"\n".join(lines))
        return f"{name}:{at + 1} new {line!r}"

    def delete(self) -> str:
        name, path, _ = self.some()
        path.unlink()
        return f"{name} deleted"

    def empty(self) -> str:
        name, path, _ = self.some()
        path.write_bytes(b"")
        return f"{name} empty"

    def copy(self) -> str:
        (name, path, _), (other, to, _) = self.some(), self.some()
        to.write_bytes(path.read_bytes())
        return f"{other} is {name}"

    def move(self) -> str:
        (name, path, _), (other, to, _) = self.some(), self.some()
        if path != to:
            path.rename(to)
        return f"{name} moved to {other}"

    def restore(self) -> str:
        return f"{self.back()} as it was"

    def settle(self) -> str:
        text = self.random.choice(SETTINGS)
        (self.root / "flasklint.toml").write_bytes(text)
        return f"settings {text!r}"

    def cut(self) -> str:
        name, path, lines = self.some()
        at = self.random.randrange(len(lines))
        path.write_bytes(b"\n".join(lines[:at]))
        return f"{name}:{at + 1} cut"


def look(root: Path, cache: Path, jobs: int) -> dict[str, Any]:
    """What a run reports, and its route table."""
    setup = prepare(root, overrides={"preview": True}, cache_directory=cache)
    report = run.check(setup, [root], options=RunOptions(jobs=jobs)).report
    setup = prepare(root, overrides={"preview": True}, cache_directory=cache)
    return {**asdict(report), "routes": run.routes(setup)}


def problems(warm: dict[str, Any], cold: dict[str, Any] | None) -> list[str]:
    """What does not hold of two looks at the same files; there may be one only."""
    found = [f"a rule fails: {failure}" for failure in warm["failures"]]
    said = [*(each["message"] for each in (*warm["unread"], *warm["diagnostics"]))]
    found += [message for message in said if "please report it" in message]
    if cold is not None:
        found += [f"{key} differ" for key, value in cold.items() if warm[key] != value]
    return found


def edited(source: Path, edits: int, seed: int, every: int) -> list[str]:
    """Edit a copy, and give what does not hold."""
    wrong = []
    with tempfile.TemporaryDirectory() as directory:
        root, kept = Path(directory).resolve() / "project", Path(directory) / "kept"
        shutil.copytree(source, root, symlinks=True, ignore=shutil.ignore_patterns(".*"))
        (root / "flasklint.toml").touch()
        copy = Copy(root, random.Random(seed))
        look(root, kept, 1)
        trace: list[str] = []
        for number in range(1, edits + 1):
            trace.append(copy.edit())
            try:
                warm = look(root, kept, 1)
                cold = None
                if number % every == 0 or number == edits:
                    shutil.rmtree(Path(directory) / "none", ignore_errors=True)
                    cold = look(root, Path(directory) / "none", 1 + number // every % 2)
                found = problems(warm, cold)
            except Exception as error:
                found = [f"fails: {brief(error)}"]
            if found:
                wrong.append(f"{'; '.join(trace[-every:])}: {'; '.join(found)}")
            if number % every == 0:
                trace.clear()
    return wrong


def main() -> int:
    """Edit each application, and give the exit code."""
    parser = argparse.ArgumentParser(description="See the module's docstring.")
    parser.add_argument("directories", nargs="+", type=Path)
    parser.add_argument("--edits", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--every", type=int, default=5)
    arguments = parser.parse_args()
    each = -(-arguments.edits // len(arguments.directories))
    wrong = 0
    for source in arguments.directories:
        found = edited(source, each, arguments.seed, arguments.every)
        wrong += len(found)
        print(f"{source.name:24} {each} edits, {len(found)} wrong", flush=True)
        for line in found[:MOST_SHOWN]:
            print(f"    {line}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
