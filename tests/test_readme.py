"""What the README shows is what happens."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from flasklint.config import config
from flasklint.run.rule_loading import load_rules

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"<!-- output of: (.+?) -->\n```text\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize(("command", "output"), SHOWN, ids=[command for command, _ in SHOWN])
def test_the_output_shown_is_the_real_one(command: str, output: str) -> None:
    environment = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "flasklint", *command.split()],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == output


def test_the_settings_shown_are_valid(tmp_path: Path) -> None:
    block = re.search(r"```toml\n(.*?)```", README, re.DOTALL)
    assert block is not None
    assert "tool" in tomllib.loads(block.group(1))
    (tmp_path / "pyproject.toml").write_text(block.group(1))
    loaded = config.load(tmp_path, load_rules(isolated=True))
    assert loaded.architecture.factory == "shop.create_app"
