"""What is done about a journal that somebody left: finished as it says, or not followed at all."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import dying
import pytest

from flasklint.disk import staging, unfinished
from flasklint.disk.journal import JOURNAL, Journal, Plan
from flasklint.disk.unfinished import Unfinished
from flasklint.disk.writing import WriteError, write_all

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that are forked")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project in which one file of four is written."""
    return dying.half_written(tmp_path / "root")


def refused(root: Path) -> str:
    """What finishing says when it touches nothing."""
    before = dying.on_disk(root)
    with pytest.raises(Unfinished) as looked:
        unfinished.complain(root)
    with pytest.raises(Unfinished) as raised:
        unfinished.finish(root)
    assert dying.on_disk(root) == before
    assert str(looked.value) == str(raised.value)
    assert "\n" not in str(raised.value)
    return str(raised.value)


def entry(root: Path, name: str) -> dict[str, Any]:
    """What the journal says about a file."""
    made = json.loads((root / JOURNAL).read_text())
    return next(each for each in made["files"] if each["filename"] == name)


def test_the_message_says_how_far_it_came_and_what_to_do(root: Path) -> None:
    with pytest.raises(Unfinished) as raised:
        unfinished.complain(root)
    assert str(raised.value) == (
        "fixes were interrupted after 1 of 4 files: shop/books.py, shop/orders.py, "
        "shop/services/late/books.py are not written yet; `flasklint check --fix` finishes them"
    )


def test_finishing_names_the_files_it_wrote(root: Path) -> None:
    assert unfinished.finish(root) == (
        "finished fixes that were interrupted: wrote shop/books.py, shop/orders.py, "
        "shop/services/late/books.py"
    )


def test_where_no_run_was_interrupted_there_is_nothing_to_do(tmp_path: Path) -> None:
    unfinished.complain(tmp_path)
    assert unfinished.finish(tmp_path) == ""


def test_permissions_are_kept_over_an_interruption(tmp_path: Path) -> None:
    root = dying.project(tmp_path)
    (root / "shop/orders.py").chmod(0o751)
    dying.interrupted(root, dying.FILES)
    unfinished.finish(root)
    assert (root / "shop/orders.py").stat().st_mode & 0o777 == 0o751


def test_what_lies_behind_a_link_is_finished(tmp_path: Path) -> None:
    root = dying.project(tmp_path)
    (root / "link.py").symlink_to("shop/books.py")
    files = {"app.py": dying.FILES["app.py"], "link.py": dying.FILES["shop/books.py"]}
    dying.interrupted(root, files)
    unfinished.finish(root)
    assert (root / "link.py").is_symlink()
    assert (root / "shop/books.py").read_bytes() == dying.NEW["shop/books.py"]


# files that have changed since


def test_a_file_that_was_edited_since_is_not_written(root: Path) -> None:
    (root / "shop/orders.py").write_bytes(b"edited")
    assert refused(root) == (
        "fixes were interrupted after 1 of 4 files, and shop/orders.py has changed since: take "
        "back what was written (app.py) with version control, or make the change by hand; then "
        "delete .flasklint_fixing"
    )


def test_a_file_that_came_up_since_is_not_overwritten(root: Path) -> None:
    (root / "shop/services/late/books.py").write_bytes(b"by hand")
    assert "shop/services/late/books.py has changed since" in refused(root)


def test_a_file_that_was_deleted_since_is_not_made_again(root: Path) -> None:
    (root / "shop/books.py").unlink()
    assert "shop/books.py has changed since" in refused(root)


def test_what_was_staged_and_is_gone_is_missed(root: Path) -> None:
    staged = entry(root, "shop/books.py")["staged"]
    (root / "shop" / staged).unlink()
    assert f"shop/books.py cannot be written, for {staged} beside it is gone" in refused(root)


def test_what_was_staged_and_is_damaged_is_not_used(root: Path) -> None:
    staged = root / "shop" / entry(root, "shop/books.py")["staged"]
    staged.write_bytes(staged.read_bytes()[:-1])
    assert "is gone or damaged" in refused(root)


def test_a_link_in_place_of_what_was_staged_is_not_used(root: Path, tmp_path: Path) -> None:
    staged = root / "shop" / entry(root, "shop/books.py")["staged"]
    staged.rename(tmp_path / "elsewhere")
    staged.symlink_to(tmp_path / "elsewhere")
    assert "is gone or damaged" in refused(root)


def test_once_the_written_files_are_taken_back_nothing_is_unfinished(root: Path) -> None:
    (root / "shop/orders.py").write_bytes(b"edited")
    (root / "app.py").write_bytes(dying.OLD["app.py"])
    unfinished.complain(root)
    assert unfinished.finish(root) == ""
    assert dying.on_disk(root) == {**dying.OLD, "shop/orders.py": b"edited"}


# journals that are not followed


def journal_of(root: Path, change: Callable[[dict[str, Any]], object]) -> None:
    made = json.loads((root / JOURNAL).read_text())
    change(made)
    (root / JOURNAL).write_text(json.dumps(made) + "\n")


def first(**values: Any) -> Callable[[dict[str, Any]], object]:
    return lambda made: made["files"][0].update(values)


OUT = "0123456789abcdef"
HOSTILE: dict[str, Callable[[dict[str, Any]], object]] = {
    "a name that goes up": first(filename="../victim", staged=f".victim.{OUT}"),
    "a name that goes up and down": first(filename="shop/../../victim", staged=f".victim.{OUT}"),
    "an absolute name": first(filename="/etc/passwd", staged=f".passwd.{OUT}"),
    "a link that leads out": first(filename="out/victim", staged=f".victim.{OUT}"),
    "a name with a zero byte": first(filename="a\0b", staged=f".a\0b.{OUT}"),
    "no name": first(filename="", staged=f"..{OUT}"),
    "a staged name that goes up": first(staged="../victim"),
    "a staged name that is a source": first(staged="app.py"),
    "a staged name that is no name": first(staged=None),
    "a number for a name": first(filename=1),
    "a list for a digest": first(before=[], after=[]),
    "a file twice": lambda made: made["files"].append(made["files"][0]),
    "a directory above": lambda made: made["directories"].append(".."),
    "a directory of something else": lambda made: made["directories"].append("static"),
    "no files": lambda made: made.pop("files"),
    "files that are none": lambda made: made.update(files=[[]]),
    "another version": lambda made: made.update(flasklint_fixing=2),
    "another directory": lambda made: made.update(root=made["root"] + 1),
}


@pytest.mark.parametrize("change", HOSTILE.values(), ids=HOSTILE)
def test_a_journal_that_flasklint_did_not_write_here_is_not_followed(
    root: Path, tmp_path: Path, change: Callable[[dict[str, Any]], object]
) -> None:
    (tmp_path / "victim").write_text("mine")
    (root / "out").symlink_to(tmp_path)
    journal_of(root, change)
    text = refused(root)
    assert text.startswith(".flasklint_fixing ")
    assert text.endswith(
        ", so it is not followed; see with version control whether fixes were made in only some "
        "of their files, then delete it"
    )
    assert (tmp_path / "victim").read_text() == "mine"


@pytest.mark.parametrize(
    "data", [b"x", b"{}\n", b"[]\n", b"\xff\n", b"[" * 100_000, b'{"flasklint_fixing": 1, }\n']
)
def test_what_is_no_journal_is_not_followed(root: Path, data: bytes) -> None:
    (root / JOURNAL).write_bytes(data)
    assert ", so it is not followed" in refused(root)


def test_a_damaged_journal_is_not_followed(root: Path) -> None:
    data = (root / JOURNAL).read_bytes()
    (root / JOURNAL).write_bytes(data.replace(b'"files"', b'"flies"'))
    assert ".flasklint_fixing is damaged" in refused(root)


def test_a_journal_that_was_not_written_to_its_end_says_that_nothing_has_begun(
    tmp_path: Path, root: Path
) -> None:
    data = (root / JOURNAL).read_bytes()
    other = dying.project(tmp_path / "other")
    for length in range(len(data) - 1):
        (other / JOURNAL).write_bytes(data[:length])
        unfinished.complain(other)
        assert unfinished.finish(other) == ""
        assert dying.on_disk(other) == dying.OLD


def test_a_journal_of_a_copy_is_not_followed(root: Path, tmp_path: Path) -> None:
    other = dying.project(tmp_path / "other")
    (other / JOURNAL).write_bytes((root / JOURNAL).read_bytes())
    assert "was not made in this directory" in refused(other)


@pytest.mark.parametrize("kind", ["directory", "link", "pipe"])
def test_a_journal_that_is_no_regular_file_is_not_followed(root: Path, kind: str) -> None:
    (root / JOURNAL).rename(root.parent / "journal")
    if kind == "directory":
        (root / JOURNAL).mkdir()
    elif kind == "link":
        (root / JOURNAL).symlink_to(root.parent / "journal")
    else:
        os.mkfifo(root / JOURNAL)
    for act in (unfinished.complain, unfinished.finish):
        with pytest.raises(Unfinished, match="is not a regular file"):
            act(root)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_journal_that_may_not_be_read_is_told(root: Path) -> None:
    (root / JOURNAL).chmod(0)
    with pytest.raises(Unfinished, match="cannot be read: Permission denied"):
        unfinished.complain(root)


# several runs at once


def test_a_run_that_is_still_writing_is_no_interrupted_one(tmp_path: Path) -> None:
    journal = Journal.make(tmp_path, Plan(()))
    try:
        unfinished.complain(tmp_path)
        with pytest.raises(Unfinished, match="another run is writing fixes"):
            unfinished.finish(tmp_path)
        assert (tmp_path / JOURNAL).exists()
    finally:
        journal.delete()


def test_two_runs_do_not_write_at_once(tmp_path: Path) -> None:
    root = dying.project(tmp_path)
    journal = Journal.make(root, Plan(()))
    try:
        with pytest.raises(WriteError, match="another run is writing fixes"):
            write_all(root, dying.FILES)
        assert dying.sources(root) == dying.OLD
    finally:
        journal.delete()


def test_several_may_look_at_once(root: Path) -> None:
    journal = Journal.open(root, alone=False)
    assert journal is not None
    with pytest.raises(Unfinished, match="1 of 4 files"):
        unfinished.complain(root)
    journal.close()


def test_nothing_is_finished_while_somebody_looks(root: Path) -> None:
    journal = Journal.open(root, alone=False)
    assert journal is not None
    with pytest.raises(Unfinished, match="another run"):
        unfinished.finish(root)
    journal.close()


def test_what_is_staged_is_not_taken_for_code() -> None:
    for name in ("app.py", "a" * 300 + ".py", ".hidden.py"):
        staged = staging.name_beside(name)
        assert staging.is_beside(staged, name)
        assert not staged.endswith(".py")
        assert len(staged) < 70
