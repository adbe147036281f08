"""Globs that are matched part by part mean what pathspec says, and end on any name."""

from __future__ import annotations

import random

import pytest
from pathspec import GitIgnoreSpec

from flasklint.disk import globs

PIECES = ("a", "b", "*", "**", "/", "?", "[ab]")


def lines(seed: int) -> list[str]:
    """Globs that are matched part by part, made of a few pieces."""
    chosen = random.Random(seed)
    made = ("".join(chosen.choices(PIECES, k=chosen.randint(3, 9))) for _ in range(2_000))
    odd = ("***", "//")
    return [each for each in made if not any(part in each for part in odd) and each[-1] != "/"]


@pytest.mark.parametrize("seed", range(3))
def test_a_glob_means_what_pathspec_says(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(globs, "MOST_STARS", 0)
    chosen = random.Random(seed)
    for line in lines(seed):
        for given in ([line], ["a*", f"!{line}"]):
            names = ("".join(chosen.choices("abc", k=chosen.randint(1, 3))) for _ in range(3))
            name = "/".join(names)
            assert globs.spec(given).match_file(name) == GitIgnoreSpec.from_lines(given).match_file(
                name
            ), (given, name)


@pytest.mark.parametrize("line", ["*a" * 60 + "c.py", "**/a*/" * 60 + "b.py", "[a-z]*" * 60 + "!"])
def test_a_glob_of_many_stars_ends(line: str) -> None:
    for name in ("a" * 250 + "b.py", "/".join("a" * 60) + "/c.py"):
        assert not globs.spec([line]).match_file(name)


def test_signs_in_globs_keep_their_meaning() -> None:
    assert globs.spec([r"*\*a*b*"]).match_file("x*a1b")
    assert not globs.spec([r"*\*a*b*"]).match_file("xa1b")
    assert globs.spec(["*[!a]*[0-9]*"]).match_file("xb7")
    assert not globs.spec(["*[!a]*[0-9]*"]).match_file("a7")
