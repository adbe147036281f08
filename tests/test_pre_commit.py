"""The hooks, run by the real pre-commit on a temporary git repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
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
        "  - id: flasklint-all\n    stages: [manual]\n"
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


@pytest.fixture
def changed(
    user_repository: tuple[Path, dict[str, str]],
) -> Iterator[tuple[Path, dict[str, str]]]:
    """The user's repository, to be changed, and then as it was."""
    user, cache = user_repository
    yield user, cache
    for command in (("merge", "--abort"), ("reset", "--hard", "--quiet"), ("clean", "-qfd")):
        _run("git", *command, cwd=user)


def _stage(user: Path) -> None:
    assert _run("git", "add", "--all", cwd=user).returncode == 0


def test_the_hook_reports_nothing_that_was_there(changed: tuple[Path, dict[str, str]]) -> None:
    (changed[0] / "notes.txt").write_text("more\n")
    _stage(changed[0])
    result = _hook(changed, "flasklint")
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_hook_reports_what_the_change_causes_in_a_file_that_did_not_change(
    changed: tuple[Path, dict[str, str]],
) -> None:
    user, _ = changed
    (user / "shop.py").write_text(APP.replace("    return app", "    return app  # no pens"))
    (user / "start.py").write_text(
        "from pens import pens\nfrom shop import create_app\n\n"
        "app = create_app()\napp.register_blueprint(pens)\n"
    )
    (user / "pens.py").write_text(APP.partition("\n\n\n")[0].replace("forgotten", "pens") + "\n")
    _stage(user)
    assert _hook(changed, "flasklint").returncode == 0
    (user / "start.py").unlink()
    _stage(user)
    result = _hook(changed, "flasklint")
    assert result.returncode == 1, result.stdout + result.stderr
    assert "pens.py:3:8 FLK105 unregistered-blueprint" in result.stdout
    assert "shop.py" not in result.stdout.partition("FLK105")[0]


def test_the_hook_sees_what_is_staged_and_not_what_is_not(
    changed: tuple[Path, dict[str, str]],
) -> None:
    user, _ = changed
    (user / "notes.txt").write_text("more\n")
    _stage(user)
    (user / "shop.py").write_text(
        APP.replace('forgotten = Blueprint("forgotten"', 'n = Blueprint("n"')
    )
    result = _hook(changed, "flasklint")
    assert result.returncode == 0, result.stdout + result.stderr
    _stage(user)
    assert _hook(changed, "flasklint").returncode == 1


def test_the_hook_takes_a_renamed_file_for_what_it_was(
    changed: tuple[Path, dict[str, str]],
) -> None:
    assert _run("git", "mv", "shop.py", "store.py", cwd=changed[0]).returncode == 0
    result = _hook(changed, "flasklint")
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_hook_for_all_reports_what_was_there(changed: tuple[Path, dict[str, str]]) -> None:
    result = _hook(changed, "flasklint-all", "--hook-stage", "manual", "--all-files")
    assert result.returncode == 1, result.stdout + result.stderr
    assert "shop.py:3:13 FLK105 unregistered-blueprint" in result.stdout


def test_the_fixing_hook_leaves_unsafe_fixes_alone(
    user_repository: tuple[Path, dict[str, str]],
) -> None:
    result = _hook(user_repository, "flasklint-fix", "--hook-stage", "manual", "--all-files")
    assert result.returncode == 1, result.stdout + result.stderr
    assert (user_repository[0] / "shop.py").read_text() == APP
