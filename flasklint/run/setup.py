"""What a command starts from: settings, what is kept from earlier runs, and rules on demand."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flasklint.config import config as settings
from flasklint.config.config import Architecture, Config
from flasklint.limits import Limits
from flasklint.run import identity
from flasklint.run.store import DIRECTORY, Store

if TYPE_CHECKING:
    from flasklint.rule import Rule


@dataclass
class Setup:
    """`identity` is the digest of the settings and the rules. Rules are loaded only when they are
    asked for."""

    config: Config
    isolated: bool = False
    store: Store = field(default_factory=Store)
    identity: str = ""
    _rules: list[type[Rule]] | None = None

    def rules(self) -> list[type[Rule]]:
        """Every rule that is installed. Raises LoadError."""
        if self._rules is None:
            from flasklint.run.rule_loading import load_rules

            self._rules = load_rules(self.isolated)
        return self._rules


def prepare(
    start: Path,
    *,
    overrides: Mapping[str, Any] = {},
    config_settings: Sequence[str] = (),
    isolated: bool = False,
    cache_directory: Path | None = None,
    cached: bool = True,
) -> Setup:
    """The settings for the directory `start`, as `config.load` reads them; those of an earlier run
    are taken where nothing that they come from has changed.

    Raises ConfigError and LoadError.
    """
    start = Path(os.path.realpath(start))
    problems: list[str] = []
    source, table = (None, {}) if isolated else settings.find(start, problems)
    if problems or not cached:
        return _fresh(start, overrides, config_settings, isolated)
    root = source.parent if source else settings.root_of(start)
    store = Store.open(cache_directory or root / DIRECTORY, root, identity.engine())
    given = (source and source.name, table, sorted(overrides.items()), config_settings, isolated)
    name = identity.of(identity.rules(isolated), *given)
    last = store.run(name)
    if last is not None:
        return Setup(_unpacked(last.config, root, source), isolated, store, name)
    setup = _fresh(start, overrides, config_settings, isolated)
    setup.store, setup.identity = store, name
    return setup


def packed(config: Config) -> dict[str, Any]:
    """Settings as plain data that can be kept, and read for another copy of the project."""
    values = asdict(config)
    del values["root"], values["source"]
    return values


def _fresh(
    start: Path,
    overrides: Mapping[str, Any],
    config_settings: Sequence[str],
    isolated: bool,
) -> Setup:
    from flasklint.run.rule_loading import load_rules

    rules = load_rules(isolated)
    config = settings.load(
        start, rules, overrides=overrides, config_settings=config_settings, isolated=isolated
    )
    return Setup(config, isolated, _rules=rules)


def _unpacked(kept: Mapping[str, Any], root: Path, source: Path | None) -> Config:
    values = {key: _frozen(value) for key, value in kept.items()}
    return Config(
        **{
            **values,
            "root": root,
            "source": source,
            "architecture": Architecture(**values["architecture"]),
            "limits": Limits(**values["limits"]),
            "options": kept["options"],
        }
    )


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _frozen(held) for key, held in value.items()}
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
