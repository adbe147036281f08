"""All fixes on whole applications: the part of `benchmarks/sweep.py` that needs no network."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

import sweep  # noqa: E402


@pytest.fixture
def legacy(tmp_path: Path) -> Path:
    copy = tmp_path / "legacy_bookshop"
    shutil.copytree(ROOT / "examples" / "legacy_bookshop", copy)
    return copy


@pytest.mark.parametrize("services", [None, *sweep.WAYS])
def test_all_fixes_of_the_legacy_example_go_well(legacy: Path, services: str | None) -> None:
    made = sweep.swept("legacy_bookshop", legacy, services)
    assert made.problems == []
    assert made.fixed["FLK614"] == made.found["FLK614"]


def test_files_with_their_own_ways_of_writing_keep_them(legacy: Path) -> None:
    package = legacy / "legacy_bookshop"
    for name, newline, encoding in (
        ("views/books.py", "\r\n", "utf-8-sig"),
        ("views/orders.py", "\r", "utf-8"),
        ("config.py", "\r\n", "latin-1"),
    ):
        text = (package / name).read_text(encoding="utf-8")
        if encoding == "latin-1":
            text = f"# -*- coding: latin-1 -*-\n# Prix de départ\n{text}"
        (package / name).write_bytes(text.replace("\n", newline).encode(encoding))
    made = sweep.swept("legacy_bookshop", legacy, None)
    assert made.problems == []
    assert (package / "views" / "books.py").read_bytes().startswith(b"\xef\xbb\xbf")
    assert b"d\xe9part" in (package / "config.py").read_bytes()


def test_the_sweep_sees_what_goes_wrong() -> None:
    before = {"a.py": b"x = 1  # why\ny = 2\n", "b.py": b"z = 3\n"}
    after = {"a.py": b"x = 1\ny = 3\n", "b.py": b"z = (\n"}
    found = [*sweep.broken(before, after), *sweep.touched_outside(before, after, [])]
    assert len(found) == 4
    assert any("comment is lost: # why" in each for each in found)
    assert any(each.startswith("b.py: '(' was never closed") for each in found)
