"""Random edits: the part of `benchmarks/editing.py` that has time in the suite."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

from editing import edited, problems  # noqa: E402


@pytest.mark.parametrize("seed", range(2))
def test_after_random_edits_warm_runs_find_what_cold_ones_do(seed: int) -> None:
    assert edited(ROOT / "examples" / "bookshop", edits=10, seed=seed, every=5) == []


def test_the_script_sees_what_differs() -> None:
    look = {"diagnostics": (), "failures": (), "unread": (), "routes": ()}
    assert problems(look, look) == []
    assert problems(look, {**look, "routes": ("/",)}) == ["routes differ"]
