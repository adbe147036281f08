"""The oracle: whether an application is and answers the same before and after a change.

oracle = Oracle(tmp_path)
oracle.prove_fix(Application(Path("shop"), "wsgi:app", python="venv/bin/python"))

In pytest the fixture `flask_oracle` is one.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from flasklint.diagnostics.diagnostic import Diagnostic
from flasklint.run import run, setup
from flasklint.testing.oracle.difference import Difference, compare, not_started
from flasklint.testing.oracle.starting import Application, Portrait, StartError, copy_tree, take

MOST_LOOKS = 3


@dataclass(frozen=True)
class Proof:
    """What fixes did to a copy of an application, which lies in `directory`, and how that differs
    from the application before."""

    fixed: tuple[Diagnostic, ...]
    left: tuple[Diagnostic, ...]
    changed: tuple[str, ...]
    directory: Path
    difference: Difference


class Oracle:
    """Takes and compares portraits, always in the same directory `room`, which it makes."""

    def __init__(self, room: Path) -> None:
        self.room = room

    def portrait(self, application: Application) -> Portrait:
        """What an application is and answers. Raises StartError."""
        return take(application, self.room / "run")

    def compare(self, before: Application, after: Application, **options: Any) -> Difference:
        """How two states of an application differ: `difference.compare` explains the options.

        What came before is looked at first and last, and more often where something differs: what
        is not the same then, such as times and tokens, is not compared. Both get the same requests.
        Raises StartError if what came before does not start.
        """
        first = self.portrait(before)
        try:
            second = take(after, self.room / "run", first.requests)
        except StartError as error:
            return not_started(str(error), len(first.requests))
        again: list[Portrait] = []
        for _ in range(MOST_LOOKS):
            again.append(take(before, self.room / "run", first.requests))
            difference = compare(first, second, again, **options)
            if not difference:
                break
        return difference

    def try_fix(
        self,
        application: Application,
        *,
        unsafe: bool = True,
        select: Sequence[str] = (),
        config: Sequence[str] = (),
        **options: Any,
    ) -> Proof:
        """Make flasklint's fixes in a copy, and compare it with what it was.

        `select` and `config` are those of `flasklint check`. The copy keeps its settings file; one
        above the application's directory is not seen. Raises StartError, and whatever
        `flasklint check` stops at.
        """
        directory = self.room / "fixed" / Path(application.directory).resolve().name
        shutil.rmtree(directory, ignore_errors=True)
        copy_tree(Path(application.directory), directory)
        (directory / ".git").mkdir()  # here is the project's root
        overrides = {"select": list(select)} if select else {}
        prepared = setup.prepare(
            directory, overrides=overrides, config_settings=config, cached=False
        )
        how = run.RunOptions(fix="unsafe" if unsafe else "safe", write=True)
        outcome = run.check(prepared, [directory], options=how)
        if outcome.report.failures:
            raise RuntimeError("\n".join(each.message for each in outcome.report.failures))
        report = outcome.report
        after = replace(application, directory=directory)
        return Proof(
            report.fixed,
            report.diagnostics,
            tuple(sorted(outcome.changed)),
            directory,
            self.compare(application, after, **options),
        )

    def prove_fix(self, application: Application, **options: Any) -> Proof:
        """As `try_fix`, and assert that there was something to fix and that nothing differs."""
        proof = self.try_fix(application, **options)
        assert proof.fixed, f"nothing was fixed in {application.directory}"
        assert not proof.difference, _told(proof.changed, proof.difference)
        return proof


def _told(changed: Iterable[str], difference: Difference) -> str:
    return f"the fixes in {', '.join(changed)} change what the application does\n{difference}"
