"""Settings as they are written, in a file or on the command line, read and checked key by key."""

from __future__ import annotations

import dataclasses
import functools
import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal, get_args, get_origin, get_type_hints

from flasklint.config import selectors
from flasklint.diagnostics.diagnostic import Severity
from flasklint.diagnostics.own_codes import SUPPRESSION_CODES
from flasklint.disk import reading

if TYPE_CHECKING:
    from flasklint.rule import Rule

MOST_BYTES = 1_000_000
"""Of a file of settings."""
MOST_DOTS = 100
MOST_ENTRIES = 5_000
"""Of a list of rules or globs."""
MOST_UNKNOWN = 500
"""How many words of a list are told not to be known."""
_DEEP_KEY = re.compile(r"[^=\"'#]*\.[^=\"'#]*")


@dataclass(frozen=True)
class Layer:
    """Settings from one place: a file, by its name, or one `--config`."""

    table: Any
    where: str
    in_pyproject: bool = False

    def section(self, path: Sequence[str]) -> str:
        """Where a table stands: `pyproject.toml [tool.flasklint.architecture]`."""
        parts = [*(["tool", "flasklint"] if self.in_pyproject else []), *path]
        return f"{self.where} [{'.'.join(parts)}]" if parts else self.where

    def origin(self, path: Sequence[str]) -> str:
        """Where a key stands: `pyproject.toml [tool.flasklint.architecture] factory`."""
        if self.where == "--config":
            return f"--config {'.'.join(path)}"
        return f"{self.section(path[:-1])} {path[-1]}"


@dataclass
class Reader:
    """Collects what layers set, the later one over the earlier, and every problem on the way.

    `values` has the keys as they are written; the value of a table is a dict.
    """

    rules: Sequence[type[Rule]]
    problems: list[str] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    origin: dict[str, str] = field(default_factory=dict)

    def read(self, layer: Layer) -> None:
        """Take in the settings of a layer."""
        for key, value in self._table(layer, (), layer.table).items():
            if key in KEYS:
                self._set(layer, (key,), value, KEYS[key])
            elif key in SECTIONS:
                for name, entry in self._table(layer, (key,), value).items():
                    if name in SECTIONS[key]:
                        self._set(layer, (key, name), entry, SECTIONS[key][name])
                    else:
                        self._unknown(layer, (key,), "key", name, SECTIONS[key])
            elif key == "per-file-ignores":
                for glob, entry in self._table(layer, (key,), value).items():
                    if wrong := wrong_glob(glob):
                        self.problems.append(f"{layer.section((key,))}: {wrong}")
                    self._set(layer, (key, glob), entry, SELECTORS)
            elif key == "severity":
                for selector, entry in self._table(layer, (key,), value).items():
                    if wrong := selectors.problem(selector, self.rules):
                        self.problems.append(f"{layer.section((key,))}: {wrong}")
                    self._set(layer, (key, selector), entry, SEVERITY)
            elif key == "rules":
                self._read_rules(layer, value)
            else:
                self._unknown(layer, (), "key", key, [*KEYS, *TABLES])

    def override(self, key: str, value: Any) -> None:
        """Take in what the option of the command line for `key` says."""
        self._check(f"--{key}", list(value) if isinstance(value, tuple) else value, KEYS[key])
        adds = key in ("ignore", "extend-select", "unfixable")
        set_before = self.values.get(key, ()) if adds else ()
        self.values[key] = (*set_before, *value) if KEYS[key] in (SELECTORS, FIXES) else value
        self.origin[key] = f"{self.origin[key]}, --{key}" if set_before else f"--{key}"
        if key in OPPOSITES:
            opposite = OPPOSITES[key]
            named = {
                word for names in self._names() if not names.isdisjoint(value) for word in names
            }
            kept = [word for word in self.values.get(opposite, ()) if word not in named]
            self.values[opposite] = tuple(kept)
        if key == "select":
            self.values.pop("extend-select", None)
            self.origin.pop("extend-select", None)

    def _names(self) -> list[set[str]]:
        """The name and the code of each thing that can be selected."""
        rules = [{rule.name(), rule.code} for rule in self.rules]
        return rules + [{one.name, one.code} for one in SUPPRESSION_CODES]

    def _read_rules(self, layer: Layer, value: Any) -> None:
        for word, options in self._table(layer, ("rules",), value).items():
            rule = next((one for one in self.rules if word in (one.name(), one.code)), None)
            if rule is None:
                names = [one.name() for one in self.rules]
                self._unknown(layer, ("rules",), "rule", word, names)
                continue
            kinds = option_kinds(rule)
            for key, entry in self._table(layer, ("rules", word), options).items():
                if key not in kinds:
                    self._unknown(layer, ("rules", word), "option", key, kinds)
                    continue
                where = layer.origin(("rules", word, key))
                if self._check(where, entry, kinds[key]):
                    self.values.setdefault("rules", {}).setdefault(rule.name(), {})[key] = entry
                    self.origin[f"rules.{rule.name()}.{key}"] = where

    def _set(self, layer: Layer, path: tuple[str, ...], value: Any, kind: Any) -> None:
        if self._check(layer.origin(path), value, kind):
            target = self.values
            for name in path[:-1]:
                target = target.setdefault(name, {})
            target[path[-1]] = frozen(value)
            self.origin[".".join(path)] = layer.origin(path)

    def _check(self, where: str, value: Any, kind: Any) -> bool:
        wrong = wrong_value(value, kind)
        if wrong is None and kind in (SELECTORS, FIXES):
            problems = (
                selectors.problem(selector, self.rules, suppressions=kind == FIXES)
                for selector in value
            )
            found = islice(filter(None, problems), MOST_UNKNOWN)
            self.problems += [f"{where}: {problem}" for problem in found]
        elif wrong is not None:
            self.problems.append(f"{where}: {wrong}")
        return wrong is None

    def _table(self, layer: Layer, path: tuple[str, ...], value: Any) -> Mapping[str, Any]:
        if isinstance(value, dict):
            return value
        self.problems.append(f"{layer.section(path)}: must be a table, not {_shown(value)}")
        return {}

    def _unknown(
        self, layer: Layer, path: tuple[str, ...], what: str, word: str, known: Any
    ) -> None:
        self.problems.append(f"{layer.section(path)}: {selectors.unknown(what, word, known)}")


def setting(text: str) -> Layer:
    """The layer that `KEY=VALUE` makes: VALUE is TOML, a bare word is a string.

    Raises ValueError with what is wrong.
    """
    key, equals, value = text.partition("=")
    if not equals or not key.strip():
        raise ValueError("write KEY=VALUE, for example fail-on=error")
    try:
        return Layer(tomllib.loads(f"{key} = {value}"), "--config")
    except tomllib.TOMLDecodeError as error:
        if value.strip()[:1] in ("[", "{", '"', "'"):
            raise ValueError(f"the value is not TOML: {error}") from None
    word = value.strip().replace("\\", "\\\\").replace('"', '\\"')
    try:
        return Layer(tomllib.loads(f'{key} = "{word}"'), "--config")
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"not KEY=VALUE: {error}") from None


def option_kinds(rule: type[Rule]) -> dict[str, Any]:
    """The options of a rule as they are written, and the type of each."""
    hints = get_type_hints(rule)
    return {
        option.name.replace("_", "-"): hints[option.name]
        for option in dataclasses.fields(rule)
        if get_origin(hints[option.name]) is not ClassVar
    }


def option_defaults(rule: type[Rule]) -> dict[str, Any]:
    """The options of a rule as they are written, and the value of each that is not set."""
    return {
        option.name.replace("_", "-"): (
            option.default
            if option.default_factory is dataclasses.MISSING
            else option.default_factory()
        )
        for option in dataclasses.fields(rule)
    }


def wrong_value(value: Any, kind: Any) -> str | None:
    """What is wrong with a value that should be of a kind: a type, or one of those below."""
    if kind == SEVERITY:
        if value == "off":
            return "to turn a rule off, put it into `ignore`"
        return wrong_value(value, Severity)
    if kind in (SELECTORS, FIXES, GLOBS, PATHS):
        wrong = wrong_value(value, tuple[str, ...])
        if wrong is None and len(value) > MOST_ENTRIES:
            wrong = f"must have at most {MOST_ENTRIES:,} entries, not {len(value):,}"
        if wrong is None and kind in (GLOBS, PATHS):
            wrong = next(filter(None, map(wrong_glob, value)), None)
        if wrong is None and kind == PATHS:
            wrong = next(filter(None, map(wrong_path, value)), None)
        return wrong
    if kind == COUNT:
        is_whole = isinstance(value, int) and not isinstance(value, bool)
        return None if is_whole and value > 0 else f"must be a {COUNT}, not {_shown(value)}"
    if kind == DOTTED:
        if isinstance(value, str) and all(map(str.isidentifier, value.split("."))):
            return None
        return f'must be a dotted name such as "shop.app.create_app", not {_shown(value)}'
    if get_origin(kind) is Literal:
        choices = get_args(kind)
        words = ", ".join(f'"{choice}"' for choice in choices)
        return None if value in choices else f"must be one of {words}, not {_shown(value)}"
    if get_origin(kind) is tuple:
        inner = get_args(kind)[0]
        if isinstance(value, list | tuple) and all(wrong_value(v, inner) is None for v in value):
            return None
        return f"must be a list of {_KINDS.get(inner, 'a value')[2:]}s, not {_shown(value)}"
    accepted: tuple[type, ...] = (int, float) if kind is float else (kind,)
    if isinstance(value, accepted) and (kind is bool or not isinstance(value, bool)):
        return None
    return f"must be {_KINDS.get(kind, kind)}, not {_shown(value)}"


def wrong_glob(pattern: str) -> str | None:
    """What is wrong with a glob."""
    bare = pattern.removeprefix("!").strip()
    if ".." in bare.split("/"):
        return f"`{pattern}` leads out of the project: a glob is relative to its root"
    try:
        glob(bare)
    except ValueError:
        bare = ""
    return None if bare else f"`{pattern}` is not a glob"


def wrong_path(pattern: str) -> str | None:
    """What is wrong with a glob that files are looked up by on disk."""
    if pattern.startswith(("/", "~")) or Path(pattern).is_absolute():
        return f"`{pattern}` is an absolute path: write it relative to the project's root"
    try:
        next(Path(os.devnull).glob(pattern), None)
    except (ValueError, NotImplementedError, OSError, IndexError):
        return f"`{pattern}` is not a glob"
    return None


def document(path: Path) -> dict[str, Any]:
    """What a TOML file says. Raises OSError and ValueError, with a reason, where it cannot be
    read."""
    text = reading.read(path, MOST_BYTES).decode("utf-8-sig")
    for row, line in enumerate(text.splitlines(), start=1):
        if line.count(".") > MOST_DOTS and _DEEP_KEY.match(line):
            raise ValueError(f"the key in line {row} is nested too deeply")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ValueError("a value is nested too deeply") from None


@functools.lru_cache(maxsize=256)
def glob(pattern: str) -> Any:
    """A glob in the syntax of .gitignore, relative to the root: ask its `match_file`.

    Raises ValueError if it is not a glob.
    """
    from flasklint.disk import globs

    return globs.spec([pattern])


def frozen(value: Any) -> Any:
    """A TOML value with tuples for lists."""
    return tuple(frozen(item) for item in value) if isinstance(value, list) else value


def _shown(value: Any) -> str:
    text = str(value).lower() if isinstance(value, bool) else f"{value!r}".replace("'", '"')
    return "a table" if isinstance(value, dict) else text if len(text) < 50 else f"{text[:47]}..."


SELECTORS, GLOBS, DOTTED, SEVERITY = "selectors", "globs", "dotted name", "severity"
PATHS = "globs of paths"
COUNT = "whole number above 0"
FIXES = "selectors of fixes"
"""Selectors that may also mean what is reported about suppressions."""
KEYS: dict[str, Any] = {
    "select": SELECTORS,
    "extend-select": SELECTORS,
    "ignore": SELECTORS,
    "preview": bool,
    "fixable": FIXES,
    "unfixable": FIXES,
    "extend-safe-fixes": FIXES,
    "extend-unsafe-fixes": FIXES,
    "fail-on": SEVERITY,
    "exclude": GLOBS,
    "extend-exclude": GLOBS,
    "respect-gitignore": bool,
}
OPPOSITES = {"select": "ignore", "extend-select": "ignore", "fixable": "unfixable"}
"""Where the command line names a rule for a key, it is taken out of what the other key has."""
TABLES = ("architecture", "per-file-ignores", "severity", "rules", "limits")
ARCHITECTURE: dict[str, Any] = {
    "services": GLOBS,
    "routes": GLOBS,
    "models": GLOBS,
    "schemas": GLOBS,
    "tests": GLOBS,
    "migrations": GLOBS,
    "error-class": DOTTED,
    "factory": DOTTED,
    "libraries": PATHS,
}
LIMITS = dict.fromkeys(("file-size", "file-tokens", "steps"), COUNT)
SECTIONS = {"architecture": ARCHITECTURE, "limits": LIMITS}
"""Tables with fixed keys, each a group of the configuration."""
_KINDS: dict[Any, str] = {
    str: "a string",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
}
