"""What `--diff` prints is what `git apply` takes, byte for byte."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from flasklint.cli import main
from flasklint.reports import patches

COMMENT = b"  # flasklint: ignore[hardcoded-setting]"
CONTENTS = {
    "plain": b"a = 1\nb = 2%s\nc = 3\n",
    "crlf": b"a = 1\r\nb = 2%s\r\nc = 3\r\n",
    "mixed line ends": b"a = 1\r\nb = 2%s\nc = 3\r",
    "no newline at the end": b"a = 1\nb = 2%s",
    "byte order mark": b"\xef\xbb\xbfb = 2%s\n",
    "form feed": b"a = 1\n\x0c\nb = 2%s\n",
    "utf-8": "a = 'é\u2028'\nb = 2%s\n".encode(),
    "latin-1": b"# coding: latin-1\na = '\xe9'\nb = '\xff'%s\n",
    "shift-jis": b"# coding: shift_jis\na = '\x83\x5c'\nb = 2%s\n",
}
NAMES = ["app.py", "my shop/a b.py", "é/ü.py", 'say "hi".py']

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty repository that has a project of its own in `project`."""
    top = tmp_path / "top"
    (top / "project" / "shop").mkdir(parents=True)
    (top / "project" / "flasklint.toml").write_text("")
    subprocess.run(["git", "init", "--quiet"], cwd=top, check=True)
    monkeypatch.setenv("FLASKLINT_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    return top


@pytest.fixture
def check(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    def check(where: Path, *args: str, stdin: bytes | None = None) -> Result:
        monkeypatch.chdir(where)
        return CliRunner().invoke(main, ["check", *args], input=stdin)

    return check


def put(path: Path, content: bytes = CONTENTS["plain"]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.replace(b"%s", COMMENT))


def is_fixed(path: Path, content: bytes = CONTENTS["plain"]) -> bool:
    return path.read_bytes() == content.replace(b"%s", b"")


def git_apply(where: Path, patch: bytes) -> None:
    subprocess.run(["git", "apply", "-"], input=patch, cwd=where, check=True)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        *((name, CONTENTS["latin-1"]) for name in NAMES),
        *(("my shop/é.py", content) for content in CONTENTS.values()),
    ],
)
def test_git_makes_what_fix_would_make(
    repository: Path, check: Callable[..., Result], name: str, content: bytes
) -> None:
    project = repository / "project"
    put(project / name, content)
    result = check(project, "--diff")
    assert (result.exit_code, result.stderr) == (1, "Would fix 1 problem in 1 file.\n")
    git_apply(repository, result.stdout_bytes)
    assert is_fixed(project / name, content)
    put(project / name, content)
    check(project, "--fix")
    assert is_fixed(project / name, content)


@pytest.mark.parametrize("run_in", [".", "project", "project/shop"])
@pytest.mark.parametrize("applied_in", [".", "project", "project/shop"])
def test_a_patch_is_applied_anywhere_in_the_repository(
    repository: Path, check: Callable[..., Result], run_in: str, applied_in: str
) -> None:
    path = repository / "project" / "shop" / "a.py"
    put(path)
    result = check(repository / run_in, "--diff", str(path))
    git_apply(repository / applied_in, result.stdout_bytes)
    assert is_fixed(path)


def test_a_patch_that_reaches_outside_says_where_to_apply_it(
    repository: Path, check: Callable[..., Result]
) -> None:
    inside, outside = repository / "project" / "shop" / "a.py", repository / "project" / "b.py"
    put(inside)
    put(outside)
    result = check(inside.parent, "--diff", str(inside), str(outside))
    assert result.stderr == f"Would fix 2 problems in 2 files. Apply the patch in {repository}.\n"
    git_apply(repository, result.stdout_bytes)
    assert is_fixed(inside)
    assert is_fixed(outside)


def test_without_a_repository_names_begin_at_the_current_directory(
    tmp_path: Path, check: Callable[..., Result]
) -> None:
    path = tmp_path / "project" / "a.py"
    put(path)
    (path.parent / "flasklint.toml").write_text("")
    result = check(tmp_path, "--diff", "--no-cache", "project")
    assert result.stdout.startswith("diff --git a/project/a.py b/project/a.py\n")
    assert result.stderr == "Would fix 1 problem in 1 file.\n"
    git_apply(tmp_path, result.stdout_bytes)
    assert is_fixed(path)


def test_without_a_repository_files_from_above_make_names_begin_at_the_root(
    tmp_path: Path, check: Callable[..., Result]
) -> None:
    put(tmp_path / "a.py")
    (tmp_path / "flasklint.toml").write_text("")
    (tmp_path / "shop").mkdir()
    result = check(tmp_path / "shop", "--diff", "--no-cache", "..")
    assert result.stdout.startswith("diff --git a/a.py b/a.py\n")
    assert result.stderr.endswith(f" Apply the patch in {tmp_path}.\n")


def test_a_patch_in_a_file_has_the_same_bytes(
    repository: Path, check: Callable[..., Result]
) -> None:
    path, content = repository / "project" / "a.py", CONTENTS["latin-1"] + b"d = 4\r\n"
    put(path, content)
    assert check(path.parent, "--diff", "--output-file", "fix.patch").stdout == ""
    git_apply(repository, (path.parent / "fix.patch").read_bytes())
    assert is_fixed(path, content)


def test_the_patch_of_standard_input_is_about_what_was_given(
    repository: Path, check: Callable[..., Result]
) -> None:
    path = repository / "project" / "a.py"
    put(path)
    text = CONTENTS["latin-1"].replace(b"%s", COMMENT)
    patch = check(path.parent, "--diff", "--stdin-filename", "a.py", "-", stdin=text).stdout_bytes
    path.write_bytes(text)
    git_apply(repository, patch)
    assert is_fixed(path, CONTENTS["latin-1"])


def test_a_patch_has_no_colours_even_where_they_are_forced(
    repository: Path, check: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = repository / "project" / "a.py"
    put(path)
    monkeypatch.setenv("FORCE_COLOR", "1")
    git_apply(repository, check(path.parent, "--diff").stdout_bytes)
    assert is_fixed(path)


def test_nothing_to_fix_is_an_empty_patch(repository: Path, check: Callable[..., Result]) -> None:
    (repository / "project" / "a.py").write_text("a = 1\n")
    result = check(repository.parent, "--diff", str(repository / "project"))
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "Would fix 0 problems in 0 files.\n"


def test_git_makes_the_files_that_a_fix_makes(repository: Path) -> None:
    project = repository / "project"
    (project / "empty.py").write_bytes(b"")
    changed = {
        "shop/new.py": (None, b"# coding: latin-1\na = '\xe9'\r\n"),
        "shop/services/__init__.py": (None, b""),
        "empty.py": (b"", b"a = 1\n"),
        os.fsdecode(b"not utf-8 \xff.py"): (None, b"a = 1\n"),
    }
    patch = patches.patch(changed, str(project), str(repository))
    git_apply(repository, patch)
    for name, (_, after) in changed.items():
        assert (project / name).read_bytes() == after
    assert not (project / "shop" / "new.py").stat().st_mode & 0o111


def test_on_a_terminal_a_patch_does_not_steer_it() -> None:
    text = "--- a/a b.py\t\n+++ b/a b.py\t\n@@ -1 +1 @@\n-a = '\x1b[2J'\r\n+b\n"
    lines = list(patches.shown(text, lambda style, line: f"{style}: {line}"))
    assert lines == [
        "bold: --- a/a b.py", "bold: +++ b/a b.py", "cyan: @@ -1 +1 @@", "red: -a = '·[2J'",
        "green: +b",
    ]  # fmt: skip


def test_what_could_not_be_written_is_not_said_to_be_fixed(
    repository: Path, check: Callable[..., Result]
) -> None:
    path = repository / "project" / "a.py"
    put(path)
    path.chmod(0o444)
    result = check(path.parent, "--fix", "--show-fixes")
    assert (result.exit_code, result.stderr) == (2, "flasklint: a.py: is not writable\n")
    assert result.stdout == check(path.parent).stdout
    document = json.loads(check(path.parent, "--fix", "--output-format", "json").stdout)
    assert (document["summary"]["fixed"], document["fixed"]) == (0, [])
    assert len(document["diagnostics"]) == 1
