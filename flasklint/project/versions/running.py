"""Whether a file runs with some version of a package, or a later one, whatever is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flasklint.languages.plain import manifests
from flasklint.packages import package_versions

if TYPE_CHECKING:
    from flasklint.project.analysis import Analysis


def surely_at_least(analysis: Analysis, package: str, version: str, filename: str) -> bool:
    """Whether no earlier version of a package may be installed where a file runs."""
    declared = manifests.is_at_least(analysis.manifests, filename, package, version)
    if declared is not None:
        return declared
    for other, since, required in package_versions.REQUIRED_BY.get(package, ()):
        if package_versions.at_least(required, version) and surely_at_least(
            analysis, other, since, filename
        ):
            return True
    if manifests.asks_for_earlier(analysis.manifests, filename, package, version):
        return False
    if package_versions.is_shown(analysis.modules.values(), package, version):
        return True
    return not any(map(manifests.is_manifest, analysis.manifests))
