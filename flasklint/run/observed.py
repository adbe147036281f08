"""What a project has seen of its files: what has changed besides changes no answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flasklint.diagnostics.diagnostic import UnreadFile

if TYPE_CHECKING:
    from flasklint.run.workspace import Workspace


@dataclass
class Observed:
    """The digest of each file that was there; by file, the numbers of the function bodies that were
    read; the names whose being mentioned has decided something; the files of which not all is
    known."""

    files: Mapping[str, str] = field(default_factory=dict)
    bodies: dict[str, set[int]] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)
    unread: tuple[UnreadFile, ...] = ()

    def add(self, bodies: Mapping[str, set[int]], words: set[str]) -> None:
        """Note what else has been seen."""
        for filename, read in bodies.items():
            if read:
                self.bodies[filename] = self.bodies.get(filename, set()) | read
        self.words |= words

    def is_all_there_is(self, workspace: Workspace) -> bool:
        """Whether a project of the files as they are now would see the same. Gathers the facts of
        files that have changed."""
        now = workspace.contents.digests
        if not self.files or now.keys() != self.files.keys():
            return False
        changed = [name for name, made in now.items() if made != self.files[name]]
        before = {name: workspace.known.get(name, ("", "")) for name in changed}
        if any(made != self.files[name] for name, (made, _) in before.items()):
            return False
        workspace.gather(changed)
        return all(
            self._is_alike(name, before[name][1], workspace.known[name][1]) for name in changed
        )

    def _is_alike(self, filename: str, before: str, after: str) -> bool:
        from flasklint.facts.shape import shape

        read = self.bodies.get(filename, set())
        old = shape(before, read, self.words)
        return old is not None and old == shape(after, read, self.words)
