"""Questions about settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flasklint.project.questions import Questions, once, question
from flasklint.project.settings import ConfigSources

if TYPE_CHECKING:
    from flasklint.project.analysis import Analysis
    from flasklint.project.settings.uses import Uses


class SettingQuestions(Questions):
    """Questions about settings."""

    @property
    @question
    def config_sources(self) -> ConfigSources:
        """Where the apps' settings come from."""
        from flasklint.project.settings import sources

        return sources.config_sources(self.analysis.evaluation, self.analysis.wiring)

    @question
    def readers_of_key(self, key: str) -> frozenset[str]:
        """The last names of what a key is read from anywhere: `config` for `app.config["KEY"]`."""
        return _uses(self.analysis).of_key(key)

    @question
    def readers_of_attribute(self, name: str) -> frozenset[tuple[str, str]]:
        """The modules that read an attribute of that name, and the last name of what of."""
        return _uses(self.analysis).of_attribute(name)

    @question
    def asks_config_for(self, key: str) -> bool:
        """Whether something reads a key from an app's config that no code sets by itself."""
        return _uses(self.analysis).asks_config_for(key)

    @question
    def reads_setting(self, key: str) -> bool:
        """Whether code has a key or a name of that spelling anywhere but where it is set."""
        return _uses(self.analysis).is_read(key)

    @question
    def sets_key(self, key: str) -> bool:
        """Whether code sets a key of that name by itself, as `config["KEY"] = ...` does."""
        return _uses(self.analysis).is_set(key)

    @question
    def is_tested(self, text: str) -> bool:
        """Whether a condition anywhere mentions a string, or a name of that spelling."""
        return _uses(self.analysis).is_tested(text)

    @question
    def may_check_at_start(self, text: str, names: tuple[str, ...]) -> bool:
        """Whether something may refuse to start because a setting known by some names is `text`,
        or a variable is not set, by a name that does not stand there."""
        from flasklint.project.settings import start_checks

        return start_checks.may_check(_uses(self.analysis), text, names)


@once
def _uses(analysis: Analysis) -> Uses:
    """The uses of names in all code."""
    from flasklint.project.settings.uses import Uses

    return Uses(analysis.modules, analysis.evaluation.words)
