"""The hooks, run by the real pre-commit on a temporary git repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
APP = """\
from flask import Blueprint, Flask

forgotten = Blueprint("forgotten", __name__)


def create_app():
    app = Flask(__name__)
    return app
"""


def _run(
    *command: str, cwd: Path, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    full = {**os.environ, **(env or {})}
    return subprocess.run(command, cwd=cwd, env=full, capture_output=True, text=True, check=False)


def _commit(directory: Path) -> str:
    for command in (
        ("init", "--quiet"),
        ("add", "--all"),
        ("-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-qm", "start"),
    ):
        made = _run("git", *command, cwd=directory)
        assert made.returncode == 0, made.stderr
    return _run("git", "rev-parse", "HEAD", cwd=directory).stdout.strip()


@pytest.fixture(scope="module")
def hook_source(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A git repository with flasklint as it is in the work tree, and its commit."""
    copy = tmp_path_factory.mktemp("hook") / "flasklint"
    copy.mkdir()
    for name in ("flasklint", "rules"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, copy / name)
    return copy, _commit(copy)


@pytest.fixture(scope="module")
def user_repository(
    hook_source: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, str]]:
    """A user's repository that has the hooks, and the environment to run pre-commit in."""
    source, revision = hook_source
    user = tmp_path_factory.mktemp("user")
    (user / "shop.py").write_text(APP)
    (user / "notes.txt").write_text("nothing\n")
    (user / ".pre-commit-config.yaml").write_text(
        f"repos:\n- repo: {source}\n  rev: {revision}\n  hooks:\n  - id: flasklint\n"
        "  - id: flasklint-fix\n    stages: [manual]\n"
    )
    _commit(user)
    cache = {"PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("cache")), "NO_COLOR": "1"}
    return user, cache


def _hook(
    repository: tuple[Path, dict[str, str]], *arguments: str
) -> subprocess.CompletedProcess[str]:
    user, cache = repository
    command = (sys.executable, "-m", "pre_commit", "run", "--color=never", *arguments)
    return _run(*command, cwd=user, env=cache)


def test_the_hook_fails_on_a_finding_and_shows_it(
    user_repository: tuple[Path, dict[str, str]],
) -> None:
    result = _hook(user_repository, "flasklint", "--files", "shop.py")
    assert result.returncode == 1, result.stdout + result.stderr
    assert "shop.py:3:13 FLK105 unregistered-blueprint" in result.stdout


def test_the_hook_passes_over_files_that_are_not_python(
    user_repository: tuple[Path, dict[str, str]],
) -> None:
    result = _hook(user_repository, "flasklint", "--files", "notes.txt")
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_fixing_hook_leaves_unsafe_fixes_alone(
    user_repository: tuple[Path, dict[str, str]],
) -> None:
    result = _hook(user_repository, "flasklint-fix", "--hook-stage", "manual", "--all-files")
    assert result.returncode == 1, result.stdout + result.stderr
    assert (user_repository[0] / "shop.py").read_text() == APP
