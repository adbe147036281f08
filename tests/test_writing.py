from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from flasklint.disk.writing import WriteError, write_all


def put(root: Path, **files: str) -> None:
    for name, text in files.items():
        (root / f"{name}.py").write_text(text)


def test_every_file_is_written(tmp_path: Path) -> None:
    put(tmp_path, a="a", b="b")
    write_all(tmp_path, {"a.py": (b"a", b"A"), "b.py": (b"b", b"B")})
    assert [(tmp_path / name).read_bytes() for name in ("a.py", "b.py")] == [b"A", b"B"]


def test_nothing_else_is_left_in_the_folder(tmp_path: Path) -> None:
    put(tmp_path, a="a")
    write_all(tmp_path, {"a.py": (b"a", b"A")})
    assert os.listdir(tmp_path) == ["a.py"]


def test_permissions_stay(tmp_path: Path) -> None:
    put(tmp_path, a="a")
    (tmp_path / "a.py").chmod(0o751)
    write_all(tmp_path, {"a.py": (b"a", b"A")})
    assert stat.S_IMODE((tmp_path / "a.py").stat().st_mode) == 0o751


def test_a_file_that_does_not_change_is_not_touched(tmp_path: Path) -> None:
    put(tmp_path, a="a")
    before = (tmp_path / "a.py").stat().st_ino
    write_all(tmp_path, {"a.py": (b"a", b"a")})
    assert (tmp_path / "a.py").stat().st_ino == before


def test_a_file_that_changed_since_it_was_read_stops_everything(tmp_path: Path) -> None:
    put(tmp_path, a="a", b="new")
    with pytest.raises(WriteError, match="b.py") as raised:
        write_all(tmp_path, {"a.py": (b"a", b"A"), "b.py": (b"b", b"B")})
    assert raised.value.filename == "b.py"
    assert (tmp_path / "a.py").read_text() == "a"


def test_a_file_that_has_gone_stops_everything(tmp_path: Path) -> None:
    put(tmp_path, a="a")
    with pytest.raises(WriteError, match="b.py"):
        write_all(tmp_path, {"a.py": (b"a", b"A"), "b.py": (b"b", b"B")})
    assert (tmp_path / "a.py").read_text() == "a"


def test_a_link_out_of_the_root_is_not_followed(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    put(outside, a="a")
    (root / "a.py").symlink_to(outside / "a.py")
    with pytest.raises(WriteError, match="outside"):
        write_all(root, {"a.py": (b"a", b"A")})
    assert (outside / "a.py").read_text() == "a"


def test_a_name_that_leads_out_of_the_root_is_not_followed(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    put(tmp_path, a="a")
    with pytest.raises(WriteError, match="outside"):
        write_all(root, {"../a.py": (b"a", b"A")})


def test_a_link_inside_the_root_stays_a_link(tmp_path: Path) -> None:
    put(tmp_path, a="a")
    (tmp_path / "b.py").symlink_to("a.py")
    write_all(tmp_path, {"b.py": (b"a", b"A")})
    assert (tmp_path / "b.py").is_symlink()
    assert (tmp_path / "a.py").read_text() == "A"


def test_two_names_of_one_file_are_refused(tmp_path: Path) -> None:
    put(tmp_path, a="a")
    (tmp_path / "b.py").symlink_to("a.py")
    with pytest.raises(WriteError, match="the same file"):
        write_all(tmp_path, {"a.py": (b"a", b"A"), "b.py": (b"a", b"B")})


def test_a_read_only_file_stops_everything(tmp_path: Path) -> None:
    put(tmp_path, a="a", b="b")
    (tmp_path / "b.py").chmod(0o444)
    with pytest.raises(WriteError, match="b.py: is not writable"):
        write_all(tmp_path, {"a.py": (b"a", b"A"), "b.py": (b"b", b"B")})
    assert (tmp_path / "a.py").read_text() == "a"


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_when_one_write_fails_the_others_are_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    put(tmp_path, a="a", b="b")
    replace = os.replace
    calls: list[Path] = []

    def failing(old: Path, new: Path) -> None:
        calls.append(new)
        if len(calls) == 2:
            raise error
        replace(old, new)

    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises((WriteError, KeyboardInterrupt)):
        write_all(tmp_path, {"a.py": (b"a", b"A"), "b.py": (b"b", b"B")})
    assert [(tmp_path / name).read_text() for name in ("a.py", "b.py")] == ["a", "b"]
    assert sorted(os.listdir(tmp_path)) == ["a.py", "b.py"]


def test_a_file_that_cannot_be_put_back_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, a="a", b="b")
    replace = os.replace
    calls: list[Path] = []

    def failing(old: Path, new: Path) -> None:
        calls.append(new)
        if len(calls) > 1:
            raise OSError(5, "Input/output error")
        replace(old, new)

    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises(WriteError, match="put back.*a.py"):
        write_all(tmp_path, {"a.py": (b"a", b"A"), "b.py": (b"b", b"B")})


# new files


def test_a_new_file_is_made_with_its_directories(tmp_path: Path) -> None:
    write_all(tmp_path, {"shop/services/books.py": (None, b"new")})
    assert (tmp_path / "shop/services/books.py").read_bytes() == b"new"
    assert os.listdir(tmp_path / "shop/services") == ["books.py"]


def test_a_new_file_may_be_empty(tmp_path: Path) -> None:
    write_all(tmp_path, {"shop/__init__.py": (None, b"")})
    assert (tmp_path / "shop/__init__.py").read_bytes() == b""


def test_a_new_file_has_the_permissions_that_any_new_file_has(tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    write_all(tmp_path, {"a.py": (None, b"new")})
    modes = {path.name: path.stat().st_mode for path in tmp_path.iterdir()}
    assert modes["a.py"] == modes["other"]


@pytest.mark.parametrize("make", ["touch", "mkdir"])
def test_what_has_come_up_under_the_name_of_a_new_file_stops_everything(
    tmp_path: Path, make: str
) -> None:
    put(tmp_path, a="a")
    getattr(tmp_path / "b.py", make)()
    with pytest.raises(WriteError, match="b.py: exists by now"):
        write_all(tmp_path, {"a.py": (b"a", b"A"), "b.py": (None, b"B")})
    assert (tmp_path / "a.py").read_text() == "a"


def test_a_link_that_leads_nowhere_counts_as_what_it_leads_to(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (root / "a.py").symlink_to(tmp_path / "outside.py")
    with pytest.raises(WriteError, match="outside the project"):
        write_all(root, {"a.py": (None, b"A")})
    assert not (tmp_path / "outside.py").exists()


@pytest.mark.parametrize("name", ["shop/a.py", "shop/new/a.py", "../a.py", "shop/../../a.py"])
def test_a_new_file_that_would_lie_outside_is_not_made(tmp_path: Path, name: str) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (root / "shop").symlink_to(outside)
    with pytest.raises(WriteError, match="outside the project"):
        write_all(root, {name: (None, b"A")})
    assert sorted(os.listdir(tmp_path)) == ["outside", "root"]
    assert os.listdir(outside) == []


def test_a_file_where_a_directory_is_needed_stops_everything(tmp_path: Path) -> None:
    put(tmp_path, a="a", b="b")
    with pytest.raises(WriteError, match="b.py/new"):
        write_all(tmp_path, {"a.py": (b"a", b"A"), "b.py/new/c.py": (None, b"C")})
    assert (tmp_path / "a.py").read_text() == "a"
    assert sorted(os.listdir(tmp_path)) == ["a.py", "b.py"]


def test_new_files_and_directories_go_when_a_write_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, z="z")
    replace = os.replace

    def failing(old: Path, new: Path) -> None:
        if Path(new).name == "z.py":
            raise OSError(5, "Input/output error")
        replace(old, new)

    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises(WriteError, match="z.py: cannot be written"):
        write_all(tmp_path, {"shop/new/a.py": (None, b"A"), "z.py": (b"z", b"Z")})
    assert os.listdir(tmp_path) == ["z.py"]


def test_a_file_that_changes_while_others_are_written_stops_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, a="a", b="b")
    replace = os.replace

    def replace_and_edit(old: Path, new: Path) -> None:
        replace(old, new)
        if Path(new).name == "a.py":
            put(tmp_path, b="edited")

    monkeypatch.setattr(os, "replace", replace_and_edit)
    with pytest.raises(WriteError, match="b.py: has changed"):
        write_all(tmp_path, {"a.py": (b"a", b"A"), "b.py": (b"b", b"B")})
    assert [(tmp_path / name).read_text() for name in ("a.py", "b.py")] == ["a", "edited"]
    assert sorted(os.listdir(tmp_path)) == ["a.py", "b.py"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_directory_that_cannot_be_written_to_stops_everything(tmp_path: Path) -> None:
    put(tmp_path, a="a")
    (tmp_path / "shop").mkdir(mode=0o555)
    with pytest.raises(WriteError, match="shop/b.py: cannot be written"):
        write_all(tmp_path, {"a.py": (b"a", b"A"), "shop/b.py": (None, b"B")})
    assert sorted(os.listdir(tmp_path)) == ["a.py", "shop"]
    assert (tmp_path / "a.py").read_text() == "a"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_root_that_cannot_be_written_to_stops_everything(tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    put(tmp_path / "shop", a="a")
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(WriteError, match="flasklint_fixing: cannot be written: Permission"):
            write_all(tmp_path, {"shop/a.py": (b"a", b"A")})
    finally:
        tmp_path.chmod(0o755)
    assert (tmp_path / "shop/a.py").read_text() == "a"
