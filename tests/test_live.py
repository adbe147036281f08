"""A project that stays in memory is checked as a run from nothing checks it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from test_cache import EDITS, root  # noqa: F401

from flasklint.diagnostics.diagnostic import Report
from flasklint.profile import Profile
from flasklint.run import run
from flasklint.run.live import LiveProject
from flasklint.run.setup import prepare


def cold(directory: Path) -> Report:
    return run.check(prepare(directory, cached=False), [directory]).report


def assert_alike(live: LiveProject, directory: Path) -> None:
    assert live.check([directory]).report == cold(directory)


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_is_seen(root: Path, edit: str) -> None:  # noqa: F811
    live = LiveProject(root, cached=False)
    assert_alike(live, root)
    EDITS[edit](root)
    assert_alike(live, root)


def test_many_edits_in_any_order_are_seen(root: Path) -> None:  # noqa: F811
    live = LiveProject(root, cached=False)
    names = [name for name in EDITS if name not in ("no service layer", "a moved file")]
    random.Random(11).shuffle(names)
    for name in names:
        try:
            EDITS[name](root)
        except (AssertionError, FileNotFoundError):
            continue
        assert_alike(live, root)


def test_nothing_is_parsed_again_that_has_not_changed(root: Path) -> None:  # noqa: F811
    live = LiveProject(root, cached=False)
    live.check([root])
    EDITS["a signature"](root)
    profile = Profile()
    live.check([root], profile=profile)
    assert profile.counts["parsed"] == 1


def test_what_an_editor_has_not_saved_yet_is_checked(root: Path) -> None:  # noqa: F811
    live = LiveProject(root, cached=False)
    before = live.check([root]).report
    name = "shop/orders.py"
    text = (root / name).read_bytes()
    unsaved = live.check([], stdin=(name, text + b"\nif :\n")).report
    assert [each.code for each in unsaved.diagnostics] == ["FLK010"]
    assert live.check([root]).report == before


def test_other_settings_are_seen(root: Path) -> None:  # noqa: F811
    live = LiveProject(root, cached=False)
    assert live.check([root]).report.diagnostics
    (root / "flasklint.toml").write_text('select = ["FLK105"]\n')
    assert_alike(live, root)


def test_a_file_that_names_packages_is_seen(root: Path) -> None:  # noqa: F811
    live = LiveProject(root, cached=False)
    live.check([root])
    (root / "requirements.txt").write_text("pydantic==1.10\n")
    assert_alike(live, root)
    (root / "Procfile").write_text("web: gunicorn shop.orders:app\n")
    assert_alike(live, root)
