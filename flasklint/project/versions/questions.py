"""Questions about versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flasklint.languages.plain import manifests
from flasklint.packages import package_versions
from flasklint.project.questions import Questions, question

if TYPE_CHECKING:
    pass


class VersionQuestions(Questions):
    """Questions about versions."""

    @question
    def uses_pydantic_2(self) -> bool:
        """Whether the project imports what only pydantic 2 has."""
        return package_versions.uses_pydantic_2(self.analysis.modules.values())

    @question
    def is_at_least(self, package: str, major: int, filename: str) -> bool | None:
        """Whether a file runs with a major version of a package or a later one, as requirements,
        pyproject.toml or a lock file say."""
        return manifests.is_at_least(self.analysis.manifests, filename, package, major)
