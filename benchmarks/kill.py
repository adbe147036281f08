"""Kills `flasklint check --fix` while it writes, many times, and looks at what is left.

    python benchmarks/kill.py [--kills N] [--seeded N] [--seed N] [--select RULES]
                              [--cache DIRECTORY] TREE ...

A TREE is a directory, which is copied, or NAME==VERSION of a distribution, which is fetched as for
truth.py. To the copy a package `seeded` is added, with N modules of settings and some Blueprints
that all want fixing. A first run that nobody kills shows how long writing takes and what the files
are in the end. Before every other run all files are as they were at first, and what is kept between
runs is there, so that the time goes into writing; it is killed with SIGKILL

- while the journal is there, at any moment of the time that writing takes (half of them),
- after the first file has been renamed, in the time that renaming takes (nearly half),
- at any moment of the run (one in sixteen).

Then every file must be old or new. If some are new and others old, a plain check must say how many
and exit with 2. After `flasklint check --fix` every file must be new, and nothing else be there.
Exits with 1 if anything is otherwise. For Linux and macOS.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from truth import fetched

from flasklint.disk.journal import JOURNAL
from flasklint.run.store import DIRECTORY

FLASKLINT = (sys.executable, "-m", "flasklint", "check")
FIX = ("--fix", "--unsafe-fixes", "--quiet")
OUTCOMES = ("before writing", "nothing written", "mixed", "all written, not tidied", "finished")
WRONG = ("half-written files", "not told", "told wrongly", "not finished", "something left")
Files = dict[str, bytes]


class Bench:
    """A copy of a tree, its files before and after the fixes, and how long a run takes."""

    def __init__(self, tree: Path, seeded: int, select: str, directory: Path) -> None:
        self.check = (*FLASKLINT, "--select", select)
        self.root = directory / "project"
        shutil.copytree(tree, self.root, ignore=shutil.ignore_patterns(".*", "__pycache__"))
        (self.root / "flasklint.toml").touch()
        seed(self.root / "seeded", seeded)
        self.kept = directory / "kept"
        self.before = files(self.root)
        subprocess.run(self.check, cwd=self.root, capture_output=True, check=False)
        shutil.copytree(self.root / DIRECTORY, self.kept)
        self.after, self.changed = self.before, [""]
        self.whole = self.writing = self.renaming = 0.0
        self.measure()
        self.measure_renaming()

    def measure(self) -> None:
        """One run that nobody kills."""
        start = time.monotonic()
        run = self.start()
        wait_until(self.is_writing, run)
        began = time.monotonic()
        wait_until(lambda: not self.is_writing(), run)
        self.writing = time.monotonic() - began
        run.wait()
        self.whole = time.monotonic() - start
        self.after = files(self.root)
        self.changed = [
            name for name in sorted(self.after) if self.before[name] != self.after[name]
        ]
        self.restore()

    def measure_renaming(self) -> None:
        """Another one, now that it is known which files are renamed first and last."""
        first, last = (self.root / self.changed[index] for index in (0, -1))
        old = first.stat().st_ino, last.stat().st_ino
        run = self.start()
        wait_until(lambda: first.stat().st_ino != old[0], run)
        began = time.monotonic()
        wait_until(lambda: last.stat().st_ino != old[1], run)
        self.renaming = time.monotonic() - began
        run.wait()
        self.restore()

    def start(self) -> subprocess.Popen[bytes]:
        """A run that fixes, in a group of processes of its own."""
        return subprocess.Popen(
            (*self.check, *FIX),
            cwd=self.root,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def is_writing(self) -> bool:
        """Whether there is a journal."""
        return os.path.lexists(self.root / JOURNAL)

    def restore(self) -> None:
        """Have every file as it was at first, and nothing else."""
        now = files(self.root)
        for name in now.keys() - self.before.keys():
            (self.root / name).unlink()
        for name, data in self.before.items():
            if now.get(name) != data:
                (self.root / name).write_bytes(data)
        shutil.rmtree(self.root / DIRECTORY, ignore_errors=True)
        shutil.copytree(self.kept, self.root / DIRECTORY)
        assert files(self.root) == self.before

    def kill_one(self, chance: random.Random) -> list[str]:
        """Kill one run, and say what is left and what is wrong with that."""
        first = self.root / self.changed[0]
        old = first.stat().st_ino
        run = self.start()
        way = chance.randrange(16)
        if way == 0:
            time.sleep(chance.uniform(0, self.whole))
        elif way <= 8:
            wait_until(self.is_writing, run)
            pause(chance.uniform(0, self.writing))
        else:
            wait_until(lambda: first.stat().st_ino != old, run)
            pause(chance.uniform(0, self.renaming))
        os.killpg(run.pid, signal.SIGKILL)
        run.wait()
        return self.judged(files(self.root))

    def judged(self, left: Files) -> list[str]:
        """What is left after a run was killed; runs flasklint again and looks what comes of it."""
        now = {name: left.get(name) for name in self.before}
        new = [name for name in self.changed if now[name] == self.after[name]]
        wrong = [
            name for name in self.before if now[name] not in (self.before[name], self.after[name])
        ]
        said = ["half-written files"] * len(wrong)
        if left == self.before:
            return [*said, "before writing"]
        if not new:
            said.append("nothing written")
        elif len(new) < len(self.changed):
            said += ["mixed", *self.complaint(len(new))]
        else:
            said.append("finished" if left == self.after else "all written, not tidied")
        subprocess.run((*self.check, *FIX), cwd=self.root, capture_output=True, check=False)
        end = files(self.root)
        if {name: end.get(name) for name in self.after} != self.after:
            said.append("not finished")
        if end.keys() - self.after.keys():
            said.append("something left")
        return said

    def complaint(self, written: int) -> list[str]:
        """What is wrong with what a plain check says about files that are mixed."""
        done = subprocess.run(
            self.check, cwd=self.root, capture_output=True, text=True, check=False
        )
        told = re.search(r"interrupted after (\d+) of (\d+) files", done.stderr)
        if told is None or done.returncode != 2:
            return ["not told"]
        wanted = (str(written), str(len(self.changed)))
        return [] if told.groups() == wanted else ["told wrongly"]


def main() -> None:
    """Copy, kill, count."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("trees", nargs="+", metavar="TREE")
    parser.add_argument("--kills", type=int, default=200, metavar="N")
    parser.add_argument("--seeded", type=int, default=30, metavar="N", help="files to add")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of the random moments")
    parser.add_argument("--select", default="ALL", metavar="RULES", help="whose fixes to make")
    default = Path(tempfile.gettempdir()) / "flasklint-truth"
    parser.add_argument("--cache", type=Path, default=default, metavar="DIRECTORY")
    options = parser.parse_args()
    failed = False
    for name in options.trees:
        tree = Path(name)
        if not tree.is_dir():
            distribution, _, version = name.partition("==")
            tree = fetched(distribution, version, options.cache)
        with tempfile.TemporaryDirectory(prefix="flasklint-kill-") as directory:
            bench = Bench(tree, options.seeded, options.select, Path(directory))
            print(
                f"{name}: {len(bench.changed)} of {len(bench.before)} files to write; a run takes "
                f"{bench.whole:.2f} s, writing {bench.writing * 1000:.0f} ms, of it renaming "
                f"{bench.renaming * 1000:.1f} ms",
                flush=True,
            )
            chance = random.Random(options.seed)
            counts: Counter[str] = Counter()
            for number in range(1, options.kills + 1):
                counts.update(bench.kill_one(chance))
                bench.restore()
                if number % 20 == 0:
                    print(f"\r  {number} of {options.kills}", end="", file=sys.stderr, flush=True)
            print(file=sys.stderr)
        print(
            f"  {options.kills} kills: " + ", ".join(f"{each} {counts[each]}" for each in OUTCOMES)
        )
        print("  wrong: " + ", ".join(f"{each} {counts[each]}" for each in WRONG), flush=True)
        failed |= any(counts[each] for each in WRONG)
    sys.exit(failed)


def files(root: Path) -> Files:
    """Every file of a project, whatever it is called, but for what is kept between runs."""
    found = {}
    for directory, folders, names in os.walk(root):
        if DIRECTORY in folders:
            folders.remove(DIRECTORY)
        for name in names:
            path = Path(directory, name)
            found[path.relative_to(root).as_posix()] = path.read_bytes()
    return found


def seed(package: Path, count: int) -> None:
    """Modules of settings, short and long, and Blueprints that nobody registers."""
    package.mkdir()
    lines = ["from flask import Flask", "", "", "def create_app():", "    app = Flask(__name__)"]
    for number in range(count):
        lines.append(f'    app.config.from_object("seeded.settings_{number}")')
        text = f'SERVICE_{number}_API_KEY = "bread and butter {number}"\n'
        padding = "# nothing to see here\n" * (number % 10) ** 3
        (package / f"settings_{number}.py").write_text(text + padding)
    (package / "__init__.py").write_text("\n".join([*lines, "    return app", ""]))
    for number in range(count // 10):
        text = f'from flask import Blueprint\n\nviews = Blueprint("views_{number}", __name__)\n'
        route = f'\n\n@views.route("/{number}")\ndef index():\n    return "{number}"\n'
        (package / f"views_{number}.py").write_text(text + route)


def wait_until(holds: Callable[[], bool], run: subprocess.Popen[bytes]) -> None:
    """Wait until something holds, or the run is over."""
    while not holds() and run.poll() is None:
        time.sleep(0.0001)


def pause(seconds: float) -> None:
    """Like time.sleep, and exact for less than a millisecond."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        time.sleep(0)


if __name__ == "__main__":
    main()
