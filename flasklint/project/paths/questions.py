"""Questions about paths."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flasklint.facts import code
from flasklint.facts.node import Place
from flasklint.project.questions import Questions, question

if TYPE_CHECKING:
    pass


class PathQuestions(Questions):
    """Questions about paths."""

    @question
    def canonical(self, path: str | None) -> str | None:
        """The path under which the world knows what a path of one file leads to.

        Imports, aliases, assignments and simple functions of the project are followed:
        `shop.api.db.session` is `flask_sqlalchemy.SQLAlchemy().session`. None if cannot tell.
        """
        return None if path is None else self.analysis.paths.canonical(path)

    @question
    def bases(self, path: str) -> tuple[str, ...] | None:
        """The class at a path and its bases, nearest first; "?" stands for one that cannot be
        told; None if there is no class of the project at the path."""
        return self.analysis.bases(path)

    @question
    def is_subclass(self, path: str, of: Iterable[str]) -> bool | None:
        """Whether the class at a path derives from one of the classes `of`."""
        bases = self.bases(path)
        if bases is None:
            return path in set(of) or None
        if not set(of).isdisjoint(bases):
            return True
        return None if "?" in bases else False

    @question
    def defined_at(self, path: str | None) -> Place | None:
        """Where the project defines the function or class at a path."""
        return self.analysis.defined_at(path)

    @question
    def parameters_of(self, path: str) -> tuple[code.Param, ...] | None:
        """The parameters of the function or constructor at a path, `self` left out."""
        from flasklint.project.paths import definitions

        return definitions.parameters_of(self.analysis, path)

    @question
    def constant(self, path: str | None) -> object:
        """The constant at a path; None if it is none or cannot be told."""
        from flasklint.project.paths import definitions

        return definitions.constant(self.analysis, path)

    @question
    def attribute_owner(self, path: str, name: str) -> str | None:
        """The path of the class of the project that gives the class at a path an attribute: itself
        or a base; None if there is none or a base before it cannot be told."""
        from flasklint.project.paths import definitions

        return definitions.attribute_owner(self.analysis, path, name)

    @question
    def subclasses(self, path: str) -> tuple[str, ...]:
        """The paths of the project's classes that derive from the class at a path, in order."""
        from flasklint.project.paths import definitions

        return definitions.subclasses(self.analysis, path)

    @question
    def has_subclasses(self, path: str) -> bool:
        """Whether other classes of the project derive from the one at a path."""
        return bool(self.subclasses(path))
