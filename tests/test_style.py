"""The project's own code passes the checkers that it is written for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(("ruff", "check", "."), id="ruff"),
        pytest.param(("ruff", "format", "--check", "flasklint", "rules", "tests"), id="format"),
    ],
)
def test_the_code_passes(command: tuple[str, ...]) -> None:
    done = subprocess.run(
        (sys.executable, "-m", *command), cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_types_are_right(tmp_path: Path) -> None:
    (tmp_path / "flasklint_rules").symlink_to(ROOT / "rules")
    done = subprocess.run(
        (sys.executable, "-m", "mypy", "-p", "flasklint", "-p", "flasklint_rules"),
        cwd=ROOT,
        env={**os.environ, "MYPYPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
