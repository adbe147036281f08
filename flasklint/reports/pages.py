"""What `flasklint rule`, `rules` and `config` show."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from flasklint.config.reading import option_defaults, option_kinds
from flasklint.reports.cells import Paint, plain, visible, width, wrap

if TYPE_CHECKING:
    from flasklint.config.config import Config
    from flasklint.diagnostics.diagnostic import UnreadFile
    from flasklint.rule import Bad, Good, Rule

SETTING_WIDTH = 42
_LANGUAGES = {"py": "python", "toml": "toml", "html": "html", "json": "json", "cfg": "ini"}


def rule_page(rule: type[Rule]) -> str:
    """A rule's page in Markdown: what it is, its documentation, its options, its examples."""
    fixable = "has a fix" if rule.fixable() else "no fix"
    parts = [
        f"# {rule.name()} ({rule.code})",
        " · ".join((rule.category, rule.severity, fixable, *["in preview"] * rule.preview)),
        inspect.cleandoc(rule.__doc__ or ""),
    ]
    kinds, defaults = option_kinds(rule), option_defaults(rule)
    if kinds:
        parts += [
            "## Options",
            f"Set them in `[tool.flasklint.rules.{rule.name()}]`.",
            "\n".join(
                f"- `{key}` ({_kind(kind)}), by default `{toml(defaults[key])}`"
                for key, kind in kinds.items()
            ),
        ]
    if rule.examples:
        parts.append("## Examples")
        for example in rule.examples:
            parts += _example(example)
    return "\n\n".join(parts) + "\n"


def rule_table(rules: Sequence[type[Rule]], *, paint: Paint = plain) -> Iterator[str]:
    """Two lines for each rule: code, name, category, severity, whether it has a fix; what for."""
    names = max((len(rule.name()) for rule in rules), default=4)
    yield paint("bold", f"{'Code':<7} {'Name':<{names}}  {'Category':<12}  {'Severity':<8}  Fix")
    for rule in rules:
        fix = "yes" if rule.fixable() else "no"
        yield (
            f"{paint('bold', rule.code):<7} {rule.name():<{names}}  {rule.category:<12}  "
            f"{rule.severity:<8}  {fix}{'  preview' * rule.preview}"
        )
        yield from wrap(rule.summary(), 80, " " * 8, " " * 8)


def rule_records(rules: Sequence[type[Rule]]) -> list[dict[str, Any]]:
    """The rules as plain data."""
    return [
        {
            "code": rule.code,
            "name": rule.name(),
            "category": rule.category,
            "severity": rule.severity,
            "fixable": rule.fixable(),
            "preview": rule.preview,
            "summary": rule.summary(),
            "options": option_defaults(rule),
        }
        for rule in rules
    ]


def settings_table(
    rows: Iterable[tuple[str, Any, str]],
    architecture: Iterable[tuple[str, str, str]],
    *,
    paint: Paint = plain,
) -> Iterator[str]:
    """Every setting with its origin, and what was found out about the project and why."""
    yield paint("bold", "Settings")
    for key, value, origin in rows:
        yield from _entry(f"{key} = {toml(value)}", origin, paint)
    yield ""
    yield paint("bold", "Architecture")
    for what, found, why in architecture:
        yield from _entry(f"{what}: {found}", why, paint)


def settings_record(
    config: Config,
    rows: Iterable[tuple[str, Any, str]],
    architecture: Iterable[tuple[str, str, str]],
    unread: Iterable[UnreadFile],
) -> dict[str, Any]:
    """The same for programs, with the files that could not be read."""
    return {
        "root": str(config.root),
        "file": config.source and str(config.source),
        "settings": [{"key": key, "value": value, "from": origin} for key, value, origin in rows],
        "architecture": [
            {"what": what, "value": found, "why": why} for what, found, why in architecture
        ],
        "unread": [asdict(file) for file in unread],
    }


def toml(value: Any) -> str:
    """A value as it is written in TOML."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(toml, value))}]"
    return str(value)


def _entry(text: str, origin: str, paint: Paint) -> Iterator[str]:
    """Text and origin in one line if they fit, or else the origin below."""
    left = f"  {visible(text)}"
    left += " " * (SETTING_WIDTH - width(left))
    if width(left) + width(origin) < 79:
        yield f"{left}  {paint('dim', visible(origin))}"
        return
    yield from wrap(text, 80, "  ", "    ")
    yield from (paint("dim", line) for line in wrap(origin, 80, " " * 6, " " * 8))


def _kind(kind: Any) -> str:
    text = kind.__name__ if isinstance(kind, type) and kind in (str, int, float, bool) else ""
    plain_names = {"str": "string", "int": "whole number", "float": "number", "bool": "true/false"}
    if text:
        return plain_names[text]
    return "list of strings" if kind == tuple[str, ...] else str(kind).removeprefix("typing.")


def _example(example: Good | Bad) -> Iterator[str]:
    """A title and the code blocks of an example."""
    fixed = getattr(example, "fixed", None)
    is_bad = hasattr(example, "fixed")
    yield f"### {'Reported' if is_bad else 'Not reported'}: {example.title}"
    if example.options:
        lines = (f"{key} = {toml(value)}" for key, value in example.options.items())
        yield _block("toml", "\n".join(lines))
    yield from _files(example.files)
    if getattr(example, "fails", ""):
        yield f"In Flask: `{getattr(example, 'fails', '')}`"
    if fixed:
        yield "Fixed:"
        yield from _files(fixed)


def _files(files: str | Mapping[str, str]) -> Iterator[str]:
    if isinstance(files, str):
        yield _block("python", files)
        return
    for name, text in files.items():
        yield f"`{name}`:"
        yield _block(_LANGUAGES.get(name.rpartition(".")[2], ""), text)


def _block(language: str, text: str) -> str:
    fence = "````" if "```" in text else "```"
    return f"{fence}{language}\n{inspect.cleandoc(text)}\n{fence}"
