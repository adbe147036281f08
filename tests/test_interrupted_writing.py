"""Writing that ends at any moment leaves every file old or new, and can be finished."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import dying
import pytest

from flasklint.disk import unfinished
from flasklint.disk.unfinished import Unfinished
from flasklint.disk.writing import write_all

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that are forked")


def test_all_files_are_new_in_the_end(tmp_path: Path) -> None:
    *_, last = dying.every_death(tmp_path)
    assert dying.on_disk(last) == dying.NEW


def test_a_death_at_any_moment_leaves_every_file_old_or_new(tmp_path: Path) -> None:
    for root in dying.every_death(tmp_path):
        for name, data in dying.sources(root).items():
            assert data in (dying.OLD.get(name), dying.NEW[name]), root


def test_some_deaths_leave_files_that_do_not_go_together(tmp_path: Path) -> None:
    mixed = [root for root in dying.every_death(tmp_path) if dying.is_mixed(root)]
    assert len(mixed) >= len(dying.FILES) - 1


def test_files_that_do_not_go_together_are_never_passed_over(tmp_path: Path) -> None:
    for root in dying.every_death(tmp_path):
        if dying.is_mixed(root):
            with pytest.raises(Unfinished, match="--fix` finishes"):
                unfinished.complain(root)
        else:
            unfinished.complain(root)


def test_looking_changes_nothing(tmp_path: Path) -> None:
    for root in dying.every_death(tmp_path):
        before = dying.on_disk(root), dying.folders(root)
        with suppress(Unfinished):
            unfinished.complain(root)
        assert (dying.on_disk(root), dying.folders(root)) == before


def test_finishing_after_any_death_leaves_all_old_or_all_new_and_nothing_else(
    tmp_path: Path,
) -> None:
    for root in dying.every_death(tmp_path):
        wanted = dying.OLD if dying.sources(root) == dying.OLD else dying.NEW
        unfinished.finish(root)
        assert dying.on_disk(root) == wanted, root
        assert ("shop/services" in dying.folders(root)) == (wanted == dying.NEW)


def test_finishing_speaks_only_if_it_had_to_write(tmp_path: Path) -> None:
    for root in dying.every_death(tmp_path):
        was_mixed = dying.is_mixed(root)
        assert bool(unfinished.finish(root)) == was_mixed


def test_finishing_can_die_at_any_moment_too(tmp_path: Path) -> None:
    moment, code = 0, dying.DIED
    while code == dying.DIED:
        root = dying.half_written(tmp_path / str(moment))
        code = dying.ends(partial(unfinished.finish, root), dying.die, moment)
        unfinished.finish(root)
        assert dying.on_disk(root) == dying.NEW
        moment += 1
    assert code == 0
    assert moment > len(dying.FILES)


def test_after_any_death_and_finishing_the_next_writing_works(tmp_path: Path) -> None:
    for root in dying.every_death(tmp_path):
        unfinished.finish(root)
        if dying.sources(root) == dying.OLD:
            write_all(root, dying.FILES)
        assert dying.on_disk(root) == dying.NEW


def raise_error() -> None:
    raise OSError(28, "No space left on device")


def raise_interrupt() -> None:
    raise KeyboardInterrupt


def every_failure(directory: Path, stop: Callable[[], None]) -> Iterator[Path]:
    """Projects in which writing failed: at its first moment, at its second, and so on."""
    moment, code = 0, dying.REFUSED
    while code:
        root = dying.project(directory / str(moment))
        code = dying.ends(partial(write_all, root, dying.FILES), stop, moment)
        assert code in (0, dying.REFUSED, dying.COPED), moment
        yield root
        moment += 1


@pytest.mark.parametrize("stop", [raise_error, raise_interrupt])
def test_a_failure_at_any_moment_leaves_all_old_or_all_new(
    tmp_path: Path, stop: Callable[[], None]
) -> None:
    for root in every_failure(tmp_path, stop):
        assert not dying.is_mixed(root)
        unfinished.complain(root)


@pytest.mark.parametrize("stop", [raise_error, raise_interrupt])
def test_a_failure_before_anything_is_written_leaves_nothing_behind(
    tmp_path: Path, stop: Callable[[], None]
) -> None:
    for root in every_failure(tmp_path, stop):
        if dying.sources(root) == dying.OLD:
            assert dying.on_disk(root) == dying.OLD
            assert dying.folders(root) == {"shop"}
