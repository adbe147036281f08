"""Tools in an environment of their own, run, with the time and the memory that they take."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

REPOSITORY = Path(__file__).resolve().parent.parent
INSTALLED = ("pyproject.toml", "README.md", "LICENSE", "flasklint", "rules")


class Unusable(Exception):
    """Why something cannot be measured; the text is one line."""


class Run(NamedTuple):
    """One run of a tool."""

    seconds: float
    megabytes: float
    output: str


def installed(environment: Path) -> Path:
    """Where the tools are, flasklint as it is now among them."""
    programs = environment / "bin"
    if not (programs / "pip").is_file():
        command = [sys.executable, "-m", "venv", "--clear", str(environment)]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            raise Unusable(f"{environment}: no virtual environment can be made there")
    done = pip(programs, "setuptools>=77")
    with tempfile.TemporaryDirectory() as directory:
        # Not where the repository is: building leaves things behind.
        for name in INSTALLED:
            path, copy = REPOSITORY / name, Path(directory, name)
            shutil.copytree(path, copy) if path.is_dir() else shutil.copy(path, copy)
        for options in ((), ("--force-reinstall", "--no-deps")):
            done = done and pip(programs, "--no-build-isolation", *options, directory)
    if not done:
        raise Unusable("flasklint cannot be installed: pip failed; perhaps there is no network")
    return programs


def has(programs: Path, name: str) -> bool:
    """Whether a tool is there, now."""
    if there := (programs / name).is_file() or pip(programs, name):
        return there
    print(f"without {name}: it cannot be installed", flush=True)
    return False


def pip(programs: Path, *arguments: str) -> bool:
    """Have pip install something; whether it could."""
    command = [str(programs / "python"), "-m", "pip", "install", *arguments]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def run(
    command: Sequence[str], tree: Path, fine: Sequence[int] = (0, 1), *, watched: bool = False
) -> Run:
    """Run a command in a directory; `watched` looks at its memory all the time."""
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
        begin = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=tree, stdin=subprocess.DEVNULL, stdout=output, stderr=errors
        )
        peak = 0.0
        ended = 0
        while not ended:
            if watched:
                peak = max(peak, memory(process.pid))
                time.sleep(0.01)
            ended, status, usage = os.wait4(process.pid, os.WNOHANG if watched else 0)
        seconds = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        if process.returncode not in fine:
            said = (errors.read().strip() or "nothing").splitlines()[-1]
            name = Path(command[0]).name
            raise Unusable(f"{name} ended with {process.returncode}, having said: {said}")
        return Run(seconds, max(peak, usage.ru_maxrss * 1.024e-3), output.read())


def memory(process: int) -> float:
    """What a process and those below it have in memory, in MB."""
    try:
        at = Path(f"/proc/{process}")
        own = re.search(r"\nPss: +(\d+) kB", (at / "smaps_rollup").read_text(encoding="utf-8"))
        below = [thread.read_text(encoding="utf-8") for thread in at.glob("task/*/children")]
    except OSError:
        # It has ended.
        return 0
    children = sum(memory(int(child)) for child in " ".join(below).split())
    return children + (int(own[1]) * 1.024e-3 if own else 0)
