"""A project that is checked again and again in one process, as an editor does it.

A run from the command line reads what earlier runs have kept; here all of it stays in memory, and
nothing is parsed, decoded or followed again that has not changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from flasklint.config import config as settings
from flasklint.discover import contents
from flasklint.discover.files import discover, scope
from flasklint.profile import Profile
from flasklint.run import run
from flasklint.run.observed import Observed
from flasklint.run.run import Outcome, RunOptions
from flasklint.run.session import Session
from flasklint.run.setup import prepare


class LiveProject:
    """The project that `start` belongs to. `options` are those of `setup.prepare`."""

    def __init__(self, start: Path, **options: Any) -> None:
        self._start = start
        self._options = options
        self._settings: object = None
        self._session: Session | None = None
        self._others = ""

    def check(
        self,
        paths: Sequence[Path],
        stdin: tuple[str, bytes] | None = None,
        profile: Profile | None = None,
    ) -> Outcome:
        """Check the files below `paths` as they are now; `stdin` gives one file's name and content
        instead of what is on disk. Raises what `run.check` raises."""
        problems: list[str] = []
        found_settings = settings.find(self._start, problems)
        if self._session is None or found_settings != self._settings:
            self._setup = prepare(self._start, **self._options)
            self._settings, self._session = found_settings, None
        config = self._setup.config
        found = discover(config)
        if stdin is not None:
            found = found.having(stdin[0], config.root)
        asked = {stdin[0]} if stdin is not None else scope(found, config, paths)
        given = contents.read(config.root, found, stdin, config.limits)
        profile = profile or Profile()
        others = run.inputs(config, given, {})
        if self._session is None:
            self._session = run.session_of(self._setup, given, asked & given.checked, profile)
        else:
            self._session.workspace.replace(given, profile)
            self._session.asked = asked & given.checked
            if others != self._others:
                self._session.seen = Observed()
        self._others = others
        return run.checked(self._setup, self._session, len(asked), RunOptions(), keep=False)
