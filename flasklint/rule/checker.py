"""What a rule has at hand while it looks at a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

if TYPE_CHECKING:
    from flasklint.languages.python.source import SourceFile
    from flasklint.project import Project


@dataclass(frozen=True, slots=True)
class Checker:
    """The file that is checked and the project around it."""

    file: SourceFile
    project: Project

    def canonical(self, node: cst.CSTNode) -> str | None:
        """The path of what an expression refers to, as the world knows it: `flask.request.json`;
        None if cannot tell."""
        return self.project.canonical(self.file.names.path(node))

    def at(self, file: SourceFile) -> Checker:
        """The same for another file of the project."""
        return Checker(file, self.project)
