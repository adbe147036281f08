"""`[tool.flasklint]` and the command line become one `Config`; every mistake is told at once."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flasklint.config import reading as settings
from flasklint.config import selectors
from flasklint.diagnostics.diagnostic import Diagnostic, Fix, Severity
from flasklint.limits import LIMITS, Limits
from flasklint.packages.description_files import files_of

if TYPE_CHECKING:
    from flasklint.rule import Rule

OWN_FILE, SHARED_FILE = "flasklint.toml", "pyproject.toml"


class ConfigError(Exception):
    """What is wrong with the configuration: `problems` has one line for each mistake."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = list(problems)


@dataclass(frozen=True)
class Architecture:
    """Where the team keeps what, as globs relative to the root; empty means: find out.

    `error_class` and `factory` are dotted names; `libraries` are files that describe what packages
    do to an app's routes.
    """

    services: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    schemas: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()
    migrations: tuple[str, ...] = ()
    error_class: str = ""
    factory: str = ""
    libraries: tuple[str, ...] = ()


@dataclass(frozen=True)
class Config:
    """The effective settings.

    Selectors are the words of `selectors`. `root` is absolute and without symbolic links; globs
    are relative to it, in the syntax of .gitignore. `options` holds what is set for a rule, by
    rule name, then by option name as it is written. `origin` says for each dotted key where its
    value comes from.
    """

    root: Path
    source: Path | None = None
    select: tuple[str, ...] = ("ALL",)
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    preview: bool = False
    fixable: tuple[str, ...] = ("ALL",)
    unfixable: tuple[str, ...] = ()
    extend_safe_fixes: tuple[str, ...] = ()
    extend_unsafe_fixes: tuple[str, ...] = ()
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    severity: Mapping[str, Severity] = field(default_factory=dict)
    fail_on: Severity = "warning"
    exclude: tuple[str, ...] = ()
    extend_exclude: tuple[str, ...] = ()
    respect_gitignore: bool = True
    architecture: Architecture = Architecture()
    limits: Limits = LIMITS
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    origin: Mapping[str, str] = field(default_factory=dict)


def load(
    start: Path,
    rules: Sequence[type[Rule]],
    *,
    overrides: Mapping[str, Any] = {},
    config_settings: Sequence[str] = (),
    isolated: bool = False,
) -> Config:
    """The settings that hold in the directory `start`.

    The file comes first, then `config_settings` (`KEY=VALUE`, in TOML), then `overrides`, which
    has what options of the command line say, by key: there `ignore`, `extend-select` and
    `unfixable` add to what is set, and a rule that is selected by its name is taken out of
    `ignore`, one that is made fixable out of `unfixable`. `isolated` reads no file.
    Raises ConfigError with every mistake.
    """
    start = Path(os.path.realpath(start))
    reader = settings.Reader(rules)
    source, table = (None, {}) if isolated else find(start, reader.problems)
    if source is not None:
        reader.read(settings.Layer(table, source.name, source.name == SHARED_FILE))
    for text in config_settings:
        try:
            reader.read(settings.setting(text))
        except ValueError as error:
            reader.problems.append(f"--config {text}: {error}")
    # What is left out comes last: both on the command line, `--ignore` wins over `--select`.
    for key in sorted(overrides, key=("ignore", "unfixable").__contains__):
        reader.override(key, overrides[key])
    if reader.problems:
        raise ConfigError(reader.problems)
    return _assemble(source.parent if source else root_of(start), source, reader)


def selected(config: Config, rules: Sequence[type[Rule]]) -> list[type[Rule]]:
    """The rules to run, by code. The most precise selector decides; `ignore` wins a tie. A rule in
    preview runs if `preview` is set or the rule is selected by its name or code.

    Raises ConfigError for a selector that fits no rule.
    """
    wanted = config.select + config.extend_select
    problems = [selectors.problem(selector, rules) for selector in wanted + config.ignore]
    if any(problems):
        raise ConfigError([problem for problem in problems if problem])
    chosen = [
        rule
        for rule in rules
        if selectors.precision(wanted, rule) > selectors.precision(config.ignore, rule)
        and (config.preview or not rule.preview or {rule.code, rule.name()} & set(wanted))
    ]
    return sorted(chosen, key=lambda rule: rule.code)


def matches(selector: str, rule: type[Rule]) -> bool:
    """Whether a selector means a rule."""
    return selectors.precision((selector,), rule) > 0


def options_of(config: Config, rule: type[Rule]) -> dict[str, Any]:
    """What is set for a rule, as arguments for its class. Raises ConfigError for bad values."""
    kinds = settings.option_kinds(rule)
    values: dict[str, Any] = {}
    problems = []
    for key, value in config.options.get(rule.name(), {}).items():
        where = f"rules.{rule.name()}"
        if key not in kinds:
            problems.append(f"{where}: {selectors.unknown('option', key, kinds)}")
        elif wrong := settings.wrong_value(value, kinds[key]):
            problems.append(f"{where}.{key}: {wrong}")
        else:
            values[key.replace("-", "_")] = settings.frozen(value)
    if problems:
        raise ConfigError(problems)
    return values


def ignored_for(config: Config, filename: str) -> tuple[str, ...]:
    """The selectors that `per-file-ignores` silences in a file, named relative to the root.

    A glob that begins with `!` means the files it does not fit.
    """
    return tuple(
        selector
        for glob, silenced in config.per_file_ignores.items()
        if settings.glob(glob.removeprefix("!")).match_file(filename) != glob.startswith("!")
        for selector in silenced
    )


def severity_of(config: Config, rule: type[Rule]) -> Severity:
    """How grave a rule's findings are: what the most precise selector says, or the rule."""
    fitting = {
        selectors.precision((selector,), rule): severity
        for selector, severity in config.severity.items()
        if matches(selector, rule)
    }
    return fitting[max(fitting)] if fitting else rule.severity


def fix_of(config: Config, item: Diagnostic) -> Fix | None:
    """A diagnostic's fix as the settings will have it: gone where the rule is not to be fixed, safe
    or unsafe where they say so. The most precise selector decides; `unfixable` and unsafe win a
    tie."""

    def fit(words: Sequence[str]) -> int:
        return selectors.fit(words, item.code, item.name, item.category)

    if item.fix is None or fit(config.fixable) <= fit(config.unfixable):
        return None
    safe, unsafe = fit(config.extend_safe_fixes), fit(config.extend_unsafe_fixes)
    if not (safe or unsafe):
        return item.fix
    return replace(item.fix, applicability="safe" if safe > unsafe else "unsafe")


def effective(config: Config, rules: Sequence[type[Rule]]) -> list[tuple[str, Any, str]]:
    """Every setting: its dotted key, its value, and where that comes from."""
    rows: list[tuple[str, Any]] = [
        (key, getattr(config, key.replace("-", "_"))) for key in settings.KEYS
    ]
    rows += [
        (f"{section}.{key}", getattr(getattr(config, section), key.replace("-", "_")))
        for section, keys in settings.SECTIONS.items()
        for key in keys
    ]
    rows += [(f"per-file-ignores.{glob}", found) for glob, found in config.per_file_ignores.items()]
    rows += [(f"severity.{selector}", found) for selector, found in config.severity.items()]
    for rule in rules:
        chosen = settings.option_defaults(rule) | dict(config.options.get(rule.name(), {}))
        rows += [(f"rules.{rule.name()}.{key}", value) for key, value in chosen.items()]
    return [(key, value, config.origin.get(key, "default")) for key, value in rows]


def descriptions(config: Config) -> list[Path]:
    """The files of the team's own descriptions of packages."""
    patterns = config.architecture.libraries
    found = (path for pattern in patterns for path in config.root.glob(pattern))
    return sorted({file for path in found for file in files_of(path)})


def find(start: Path, problems: list[str]) -> tuple[Path | None, Any]:
    """The nearest file that has settings for flasklint, and they."""
    for directory in (start, *start.parents):
        for name in (OWN_FILE, SHARED_FILE):
            path = directory / name
            if not path.is_file():
                continue
            try:
                document = settings.document(path)
            except (OSError, ValueError) as error:
                problems.append(f"{path}: cannot be read: {error}")
                return None, {}
            if name == OWN_FILE:
                return path, document
            tool = document.get("tool", {})
            if isinstance(tool, dict) and "flasklint" in tool:
                return path, tool["flasklint"]
    return None, {}


def project_root(start: Path) -> Path:
    """The root of the project that the directory `start` belongs to."""
    source, _ = find(start, [])
    return source.parent if source else root_of(start)


def root_of(start: Path) -> Path:
    """Without a file of settings: the repository or project, or else the outermost package."""
    for directory in (start, *start.parents):
        if (directory / ".git").exists() or (directory / SHARED_FILE).is_file():
            return directory
    while (start / "__init__.py").is_file() and (start.parent / "__init__.py").is_file():
        start = start.parent
    return start


def _assemble(root: Path, source: Path | None, reader: settings.Reader) -> Config:
    values = {key.replace("-", "_"): value for key, value in reader.values.items()}
    sections: dict[str, dict[str, Any]] = {
        name: {key.replace("-", "_"): value for key, value in values.pop(name, {}).items()}
        for name in settings.SECTIONS
    }
    defaults = list(settings.KEYS)
    for section, keys in settings.SECTIONS.items():
        defaults += [f"{section}.{key}" for key in keys]
    for rule in reader.rules:
        defaults += [f"rules.{rule.name()}.{option}" for option in rule.option_names()]
    return Config(
        root=root,
        source=source,
        architecture=Architecture(**sections["architecture"]),
        limits=Limits(**sections["limits"]),
        options=values.pop("rules", {}),
        origin={**dict.fromkeys(defaults, "default"), **reader.origin},
        **values,
    )
