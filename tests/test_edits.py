from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flasklint.diagnostics.diagnostic import Applicability, Diagnostic, Edit, Fix
from flasklint.diagnostics.edits import apply, choose, diff
from flasklint.diagnostics.positions import Location

HERE = Location(1, 1)


def edit(start: int, end: int, content: str, filename: str = "a.py") -> Edit:
    return Edit(filename, start, end, content, HERE, HERE)


def diagnostic(
    row: int, *edits: Edit, applicability: Applicability = "safe", filename: str = "a.py"
) -> Diagnostic:
    where = Location(row, 1)
    return Diagnostic(
        code="FLK900", name="test", message="m", severity="warning", category="style",
        filename=filename, location=where, end_location=where, noqa_row=row, fingerprint="",
        fix=Fix(applicability, "Mend it", edits),
    )  # fmt: skip


# apply


def test_edits_are_made_in_any_order() -> None:
    assert apply("abcdef", [edit(4, 5, "E"), edit(0, 1, "A")]) == "AbcdEf"


def test_an_insertion_comes_before_what_is_replaced_at_its_place() -> None:
    assert apply("abc", [edit(1, 2, "B"), edit(1, 1, "-")]) == "a-Bc"


def test_equal_edits_are_made_once() -> None:
    assert apply("ac", [edit(1, 1, "b"), edit(1, 1, "b")]) == "abc"


@pytest.mark.parametrize("edits", [[(0, 2, ""), (1, 3, "")], [(2, 1, "")], [(2, 9, "")]])
def test_edits_that_overlap_or_leave_the_text_are_an_error(
    edits: list[tuple[int, int, str]],
) -> None:
    with pytest.raises(ValueError, match="a.py"):
        apply("abc", [edit(*one) for one in edits])


@given(st.data())
def test_nothing_outside_the_edits_changes(data: st.DataObject) -> None:
    kept = data.draw(st.lists(st.text(max_size=8), min_size=1, max_size=8))
    replaced = data.draw(
        st.lists(
            st.tuples(st.text(min_size=1, max_size=8), st.text(max_size=8)),
            min_size=len(kept) - 1, max_size=len(kept) - 1,
        )
    )  # fmt: skip
    text, expected, edits = kept[0], kept[0], []
    for (old, new), after in zip(replaced, kept[1:], strict=True):
        edits.append(edit(len(text), len(text) + len(old), new))
        text += old + after
        expected += new + after
    assert apply(text, data.draw(st.permutations(edits))) == expected


# choose


def test_fixes_that_do_not_meet_are_taken_together() -> None:
    one, two = diagnostic(1, edit(0, 1, "")), diagnostic(2, edit(5, 6, ""))
    assert choose([two, one], allow_unsafe=False) == [one, two]


def test_a_fix_that_overlaps_one_already_taken_waits() -> None:
    one, two = diagnostic(1, edit(0, 5, "")), diagnostic(2, edit(4, 6, ""))
    assert choose([one, two], allow_unsafe=False) == [one]


def test_two_insertions_at_one_place_take_turns() -> None:
    one, two = diagnostic(1, edit(3, 3, "a")), diagnostic(2, edit(3, 3, "b"))
    assert choose([one, two], allow_unsafe=False) == [one]


def test_equal_edits_of_two_fixes_merge() -> None:
    one = diagnostic(1, edit(0, 0, "import os\n"), edit(3, 4, "a"))
    two = diagnostic(2, edit(0, 0, "import os\n"), edit(6, 7, "b"))
    assert choose([one, two], allow_unsafe=False) == [one, two]


def test_a_fix_is_not_taken_in_part() -> None:
    one = diagnostic(1, edit(0, 5, ""))
    two = diagnostic(2, edit(9, 9, "x", "b.py"), edit(4, 6, ""))
    three = diagnostic(3, edit(9, 9, "y", "b.py"))
    assert choose([one, two, three], allow_unsafe=False) == [one, three]


def test_files_are_told_apart() -> None:
    one = diagnostic(1, edit(0, 5, ""))
    two = diagnostic(1, edit(0, 5, "", "b.py"), filename="b.py")
    assert choose([one, two], allow_unsafe=False) == [one, two]


def test_unsafe_fixes_are_taken_when_they_are_allowed() -> None:
    one = diagnostic(1, edit(0, 1, ""), applicability="unsafe")
    assert choose([one], allow_unsafe=False) == []
    assert choose([one], allow_unsafe=True) == [one]


def test_what_has_no_fix_is_not_chosen() -> None:
    assert choose([replace(diagnostic(1), fix=None)], allow_unsafe=True) == []


# diff


def test_a_diff_is_empty_when_nothing_changed() -> None:
    assert diff("a.py", "x\n", "x\n") == ""


def test_a_diff_names_the_file_on_both_sides() -> None:
    assert diff("shop/a.py", "x\n", "y\n") == (
        "diff --git a/shop/a.py b/shop/a.py\n"
        "--- a/shop/a.py\n+++ b/shop/a.py\n@@ -1 +1 @@\n-x\n+y\n"
    )


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a\nb\nc\n", "a\nB\nc\n"),
        ("a\nb", "a\nc"),
        ("a\nb", "a\nb\n"),
        ("a\nb\n", "a\nb"),
        ("a\n", ""),
        ("", "a\n"),
        ("a\r\nb\r\n", "a\r\nc\r\n"),
        ("a\rb\rc", "a\rB\rc"),
        ("a\n\f\nb\n", "a\n\f\nc\n"),
        ("\ufeffa\nb\n", "\ufeffa\nc\n"),
        ("a = 'é\u2028'\nb\n", "a = 'é\u2028'\nc\n"),
    ],
)
@pytest.mark.parametrize("filename", ["a.py", "my shop/a b.py", 'say "hi".py'])
def test_git_applies_a_diff(tmp_path: Path, filename: str, before: str, after: str) -> None:
    path = tmp_path / filename
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(before.encode())
    patch = diff(filename, before, after).encode()
    subprocess.run(["git", "apply", "-"], input=patch, cwd=tmp_path, check=True)
    assert path.read_bytes() == after.encode()


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
@pytest.mark.parametrize("after", ["", "a = 1\n", "a = 'é'\r\nb", "\n"])
@pytest.mark.parametrize("filename", ["a.py", "my shop/a b.py", 'say "hi".py', "é/ü.py"])
def test_git_makes_a_new_file(tmp_path: Path, filename: str, after: str) -> None:
    patch = diff(filename, None, after).encode()
    subprocess.run(["git", "apply", "-"], input=patch, cwd=tmp_path, check=True)
    assert (tmp_path / filename).read_bytes() == after.encode()
