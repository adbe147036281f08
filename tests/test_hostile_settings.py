"""Settings, globs and descriptions that are made to be slow or odd: one line says what is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from test_hostile import APP, FORGOTTEN, at, checked

from flasklint.cli import main


@pytest.mark.parametrize("setting", ["factory", "error-class"])
def test_a_syntax_error_is_no_wrong_setting(setting: str, tmp_path: Path) -> None:
    root = at(tmp_path, {"shop.py": "def create_app(:\n"})
    result = checked(root, "--config", f"architecture.{setting}='shop.create_app'")
    assert result.exit_code == 1
    assert [item["code"] for item in json.loads(result.stdout)["diagnostics"]] == ["FLK010"]


ODD_SETTINGS = {
    "brackets": f"a = {'[' * 50_000}",
    "dots": f"{'a.' * 50_000}a = 1",
    "size": f"a = '{'a' * 2_000_000}'",
    "bytes": "a = '\udcff'",
}


@pytest.mark.parametrize("text", ODD_SETTINGS.values(), ids=ODD_SETTINGS)
def test_odd_settings_are_refused_in_one_line(text: str, tmp_path: Path) -> None:
    root = at(tmp_path, {"app.py": APP})
    (root / "flasklint.toml").write_text(text, errors="surrogateescape")
    result = checked(root)
    assert result.exit_code == 2
    assert "flasklint.toml: cannot be read: " in result.stderr
    assert len(result.stderr) < 300


@pytest.mark.parametrize("key", ["exclude", "architecture.tests", "architecture.services"])
def test_globs_of_many_stars_are_matched(key: str, tmp_path: Path) -> None:
    root = at(tmp_path, {"app.py": APP, f"{'a' * 200}b.py": FORGOTTEN})
    result = checked(root, "--config", f"{key}=['{'*a' * 60}c.py']")
    assert result.exit_code in (1, 2)
    assert "internal error" not in result.stderr


def test_a_description_does_not_lead_out_of_the_project(tmp_path: Path) -> None:
    root = at(tmp_path / "shop", {"app.py": APP})
    (tmp_path / "secret.py").write_text("def secret(): ...\n")
    (root / "described.py").symlink_to(tmp_path / "secret.py")
    result = checked(root, "--config", "architecture.libraries=['described.py']")
    assert result.exit_code == 2
    assert "described.py is a link out of the project" in result.stderr


def test_the_folder_of_a_description_does_not_lead_out_of_the_project(tmp_path: Path) -> None:
    root = at(tmp_path / "shop", {"app.py": APP, "described/known.py": ""})
    (tmp_path / "secret.py").write_text("def secret(): ...\n")
    (root / "described" / "linked.py").symlink_to(tmp_path / "secret.py")
    result = checked(root, "--config", "architecture.libraries=['described']")
    assert result.exit_code == 2
    assert "described/linked.py is a link out of the project" in result.stderr


def test_of_many_mistakes_in_the_settings_some_are_told(tmp_path: Path) -> None:
    root = at(tmp_path, {"app.py": APP})
    words = ", ".join(f"'word{n}'" for n in range(500))
    (root / "flasklint.toml").write_text(f"select = [{words}]")
    result = checked(root)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 21
    assert result.stderr.endswith("flasklint: and 480 more\n")


def test_a_limit_can_be_set(tmp_path: Path) -> None:
    root = at(tmp_path, {"app.py": "", "pages.py": f"{APP}{FORGOTTEN}"})

    def codes(*settings: str) -> list[str]:
        options = [option for setting in settings for option in ("--config", setting)]
        command = ["check", str(root), "--output-format", "json", *options]
        report = json.loads(CliRunner().invoke(main, command).stdout)
        return [item["code"] for item in report["diagnostics"]]

    assert codes("limits.file-size=50") == ["FLK010"]
    assert codes() == ["FLK105"]
    assert codes("limits.file-tokens=5") == ["FLK010"]
    assert codes() == ["FLK105"]


def test_what_is_beyond_fewer_steps_is_named(tmp_path: Path) -> None:
    root = at(tmp_path, {"app.py": f"{APP}for a in range(500):\n    print(a)\n"})
    assert not json.loads(checked(root).stdout)["unread"]
    report = json.loads(checked(root, "--config", "limits.steps=300").stdout)
    assert [file["filename"] for file in report["unread"]] == ["app.py"]


def test_a_limit_is_a_number_above_0(tmp_path: Path) -> None:
    result = checked(at(tmp_path, {"app.py": APP}), "--config", "limits.steps=0")
    assert result.exit_code == 2
    assert result.stderr == (
        "flasklint: --config limits.steps: must be a whole number above 0, not 0\n"
    )


@pytest.mark.parametrize("glob", ["[z-a]", "*a*b*c[z-a]"])
def test_a_line_of_a_gitignore_that_is_no_glob_fits_nothing(glob: str, tmp_path: Path) -> None:
    root = at(tmp_path, {"app.py": APP, "pages.py": FORGOTTEN, ".gitignore": f"{glob}\n"})
    found = json.loads(checked(root).stdout)["diagnostics"]
    assert [item["code"] for item in found] == ["FLK105"]


NO_GLOBS = {
    "a range from behind": "exclude=['[z-a]']",
    "a range from behind among stars": "exclude=['*a*b*c[z-a]']",
    "a range for some files": "per-file-ignores={'[z-a]'=['FLK1']}",
    "a range of services": "architecture.services=['[z-a]']",
    "a range of descriptions": "architecture.libraries=['[z-a].py']",
    "the root": "architecture.libraries=['.']",
}


@pytest.mark.parametrize("text", NO_GLOBS.values(), ids=NO_GLOBS)
def test_a_setting_that_is_no_glob_is_refused(text: str, tmp_path: Path) -> None:
    result = checked(at(tmp_path, {"app.py": APP}), "--config", text)
    assert result.exit_code == 2
    assert "is not a glob" in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("limit", ["file-size", "file-tokens", "steps"])
def test_a_limit_may_be_as_large_as_one_likes(limit: str, tmp_path: Path) -> None:
    root = at(tmp_path, {"app.py": APP, "pages.py": FORGOTTEN})
    result = checked(root, "--config", f"limits.{limit}={'9' * 30}")
    assert [item["code"] for item in json.loads(result.stdout)["diagnostics"]] == ["FLK105"]


@pytest.mark.parametrize("command", ["check", "routes"])
def test_what_a_description_does_beyond_the_steps_is_told_of_who_imports_it(
    command: str, tmp_path: Path
) -> None:
    root = at(tmp_path, {"app.py": APP, "pages.py": FORGOTTEN})
    command_line = [command, str(root), "--config", "limits.steps=1"]
    result = CliRunner().invoke(main, command_line)
    assert result.exit_code == 0
    assert "app.py" in result.output


def test_an_error_class_may_derive_from_what_cannot_be_read(tmp_path: Path) -> None:
    shop = "import base\n\n\nclass E(base.AppError):\n    pass\n"
    root = at(tmp_path, {"base.py": "class AppError(:\n", "shop.py": shop})
    result = checked(root, "--config", "architecture.error-class='shop.E'")
    assert result.exit_code == 1
    assert [item["code"] for item in json.loads(result.stdout)["diagnostics"]] == ["FLK010"]


def test_a_list_of_very_many_entries_is_refused_in_one_line(tmp_path: Path) -> None:
    root = at(tmp_path, {"app.py": APP})
    entries = ", ".join(f"'a{n}*b'" for n in range(5_001))
    (root / "flasklint.toml").write_text(f"exclude = [{entries}]")
    result = checked(root)
    assert result.exit_code == 2
    assert result.stderr == (
        "flasklint: flasklint.toml exclude: must have at most 5,000 entries, not 5,001\n"
    )
