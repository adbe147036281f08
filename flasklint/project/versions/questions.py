"""Questions about versions."""

from __future__ import annotations

from flasklint.languages.plain import manifests
from flasklint.packages import package_versions
from flasklint.project.questions import Questions, question
from flasklint.project.versions import running


class VersionQuestions(Questions):
    """Questions about versions."""

    @question
    def uses_pydantic_2(self) -> bool:
        """Whether the project imports what only pydantic 2 has."""
        return package_versions.uses_pydantic_2(self.analysis.modules.values())

    @question
    def is_at_least(self, package: str, version: int | str, filename: str) -> bool | None:
        """Whether a file runs with a version of a package ("2.3") or a later one, as requirements,
        pyproject.toml or a lock file say."""
        return manifests.is_at_least(self.analysis.manifests, filename, package, version)

    @question
    def is_surely_at_least(self, package: str, version: str, filename: str) -> bool:
        """Whether no version of a package before this one may be installed where a file runs: by
        what is declared for it, or for a package that requires it, or by an import that only
        later ones have. Where nothing at all is declared, the newest is installed."""
        return running.surely_at_least(self.analysis, package, version, filename)
