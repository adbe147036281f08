"""Runs flasklint on values, trees and settings that are made to stop, stall or silence it.

    python benchmarks/hostile.py [--only WORD] [--commands check,routes]

Each case is a small project with a Blueprint beside it that nothing registers. For each command:

- it ends within 5 seconds of CPU (10 for the largest trees) and 1 GB;
- it exits with 0 or 1, and with 2 only for settings, in one line that names them;
- the Blueprint is reported, or the output names the file that may register it.

Prints what does not hold, then the dearest cases; exits with 1 if anything does not hold.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from hostile_cases.case import APP, SETTINGS, Case
from hostile_cases.settings import settings
from hostile_cases.trees import trees
from hostile_cases.values import values

SECONDS, LARGE_SECONDS, MEGABYTES = 5, 10, 1_000
FORGOTTEN = "from flask import Blueprint\n\nbp = Blueprint('forgotten', __name__)\n"


class Outcome(NamedTuple):
    """What a command came to."""

    code: int
    seconds: float
    megabytes: float
    stdout: bytes
    stderr: str


def run(command: list[str], root: Path, seconds: float) -> Outcome:
    """Run flasklint, at most twice as long as it may take."""
    argv = [sys.executable, "-m", "flasklint", *command]

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (8_000_000_000, 8_000_000_000))

    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(
            argv, cwd=root, stdin=subprocess.DEVNULL, stdout=out, stderr=err,
            preexec_fn=bound, start_new_session=True,
        )  # fmt: skip
        end = time.monotonic() + 4 * seconds
        while True:
            done, status, used = os.wait4(process.pid, os.WNOHANG)
            if done:
                break
            if time.monotonic() > end:
                os.killpg(process.pid, 9)
                _, status, used = os.wait4(process.pid, 0)
                break
            time.sleep(0.01)
        out.seek(0)
        err.seek(0)
        text = err.read().decode(errors="replace")
        code = os.waitstatus_to_exitcode(status)
        taken = used.ru_utime + used.ru_stime
        return Outcome(code, taken, used.ru_maxrss / 1_000, out.read(), text)


def wrong(case: Case, command: str, outcome: Outcome) -> Iterator[str]:
    """What does not hold."""
    seconds = LARGE_SECONDS if case.is_large else SECONDS
    if outcome.seconds > seconds:
        yield f"takes {outcome.seconds:.1f} s"
    if outcome.megabytes > MEGABYTES:
        yield f"takes {outcome.megabytes:.0f} MB"
    if outcome.code not in ((2,) if case.is_refused else (0, 1)):
        yield f"exits with {outcome.code}: {outcome.stderr[-200:]!r}"
    elif case.is_refused:
        if "internal error" in outcome.stderr or len(outcome.stderr) > 2_000:
            yield f"says {outcome.stderr[:200]!r}"
    elif command == "check":
        report = json.loads(outcome.stdout)
        told = {item["filename"] for item in report["diagnostics"]}
        if "forgotten.py" not in told and not report["unread"]:
            yield "is silent about the Blueprint"
    if any(char < " " and char not in "\n" for char in outcome.stderr):
        yield "writes control characters"


def main() -> int:
    """Make, run, look, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--only", default="", metavar="WORD", help="cases with this in their name")
    parser.add_argument("--commands", default="check,routes")
    options = parser.parse_args()
    cases = [each for each in (*trees(), *settings(), *values()) if options.only in each.name]
    bad, taken = 0, []
    for case in cases:
        root = Path(tempfile.mkdtemp(prefix="flasklint-hostile-"))
        try:
            (root / SETTINGS).write_text("")
            (root / "app.py").write_text(APP)
            (root / "forgotten.py").write_text(FORGOTTEN)
            case.make(root)
            for command in options.commands.split(","):
                argv = [command, "--output-format", "json", "."]
                argv += ["--no-cache"] if command == "check" else []
                limit = LARGE_SECONDS if case.is_large else SECONDS
                outcome = run(argv, root, limit)
                taken.append((outcome.seconds, outcome.megabytes, f"{case.name} ({command})"))
                for problem in wrong(case, command, outcome):
                    bad += 1
                    print(f"{case.name} ({command}): {problem}", flush=True)
        finally:
            # Python's own gives up on directories that are this deep.
            subprocess.run(["rm", "-rf", str(root)], check=True)
    print(f"{len(cases)} cases; {bad} problems; the dearest:")
    for seconds, megabytes, name in sorted(taken, reverse=True)[:8]:
        print(f"  {seconds:5.1f} s  {megabytes:5.0f} MB  {name}")
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
