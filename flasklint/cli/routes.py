"""`flasklint routes`: which routes to show, in which order, and how to exit."""

from __future__ import annotations

import difflib
import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import click

from flasklint.config.config import Config, ConfigError
from flasklint.diagnostics.diagnostic import UnreadFile
from flasklint.discover.files import ScopeError, relative
from flasklint.packages import url_rules
from flasklint.reports import cells, files, routes, text
from flasklint.run import run as engine
from flasklint.run.setup import Setup

Record = dict[str, Any]
Test = Callable[[Record], bool]

MOST_CLOSE = 3


@dataclass(frozen=True)
class Options:
    """What the options of the command are set to."""

    output_format: str = "text"
    sort: str | None = None
    blueprint: str | None = None
    endpoint: str | None = None
    url: str | None = None
    file: str | None = None
    why: str | None = None


def run(setup: Setup, options: Options) -> int:
    """Print the routes that are asked for, and give the exit code.

    Raises ConfigError for an endpoint to explain that does not exist, ScopeError for such a file.
    """
    config = setup.config
    tests = dict(_tests(config, options))
    (found, gaps), unread = engine.routes(setup)
    if options.why is not None:
        _must_be_known(options.why, found)
        tests["--why"] = lambda record: record["endpoint"] == options.why
    shown = [record for record in found if all(test(record) for test in tests.values())]
    sort = options.sort or ("match" if options.url is not None else "endpoint")
    shown.sort(key=lambda record: _sort_key(sort, record))
    lines: Iterable[str] = []
    if options.output_format == "json":
        missing = [asdict(file) for file in unread]
        lines = [json.dumps({"routes": shown, "incomplete": gaps, "unread": missing}, indent=2)]
    elif shown or not tests:
        lines = _text(config, options, shown)
    # click would take escape codes out where FORCE_COLOR wants them.
    sys.stdout.writelines(f"{line}\n" for line in lines)
    _tell_what_is_lacking(config, options, found, gaps, unread)
    if shown or not tests:
        return 0
    click.echo(f"flasklint: {cells.visible(_nothing(found, options))}", err=True)
    return 1


def _tell_what_is_lacking(
    config: Config,
    options: Options,
    found: Sequence[Record],
    gaps: Sequence[Record],
    unread: Sequence[UnreadFile],
) -> None:
    root, lines = str(config.root), list[str]()
    if options.output_format == "text":
        lines += routes.lacking(gaps, root, cells.width_of(sys.stderr))
    lines += text.unread(unread, root, "declare or register is missing here")
    if not any(record["app"] for record in found):
        lines.append("flasklint: no Flask application was found in the code")
    for line in lines:
        click.echo(line, err=True)


def _text(config: Config, options: Options, shown: Sequence[Record]) -> Iterable[str]:
    root, stream = str(config.root), sys.stdout
    paint, width = cells.painter(stream), cells.width_of(stream)
    if options.why is not None:
        return routes.explained(shown, root, files.reader(root, {}), width=width, paint=paint)
    # A line that is too long is no trouble for a program, and it reads one route a line.
    room = width if stream.isatty() else None
    return routes.tables(
        shown, root, with_files=options.sort == "file", width=width, room=room, paint=paint
    )


def _tests(config: Config, options: Options) -> Iterable[tuple[str, Test]]:
    """What a route must be to be shown, by option."""
    if (blueprint := options.blueprint) is not None:
        inside = f"{blueprint}."
        yield (
            "--blueprint",
            lambda record: f"{record['blueprint'] or ''}.".startswith(inside),
        )
    if (endpoint := options.endpoint) is not None:
        yield "--endpoint", lambda record: fnmatchcase(record["endpoint"] or "", endpoint)
    if options.url is not None:
        yield "--path", _path_test(options.url)
    if options.file is not None:
        yield "--file", _file_test(config, options.file)


def _path_test(given: str) -> Test:
    """A rule as it is written, a glob for rules, or the path of a URL that a rule answers."""
    rule = f"/{given}" if given[:1] not in ("/", "*", "<") and "://" not in given else given
    if "*" in rule:
        return lambda record: fnmatchcase(record["rule"] or "", rule.replace("[", "[[]"))
    path = unquote(urlsplit(rule).path) or "/"

    def answers(record: Record) -> bool:
        if record["rule"] is None:
            return False
        strict = record["strict_slashes"] is not False
        return record["rule"] == rule or url_rules.matches(
            record["rule"], path, strict_slashes=strict
        )

    return answers


def _file_test(config: Config, given: str) -> Test:
    """A file or directory, or a glob for names as the current directory has them."""
    if not os.path.lexists(given) and "*" in given:
        root = str(config.root)
        return lambda record: fnmatchcase(files.display_name(root, record["filename"]), given)
    if not os.path.lexists(given):
        raise ScopeError(f"{given}: no such file or directory")
    name = relative(config, Path(given))
    if name is None:
        raise ScopeError(f"{given}: lies outside the project's root {config.root}")
    inside = f"{name}/" if name else ""
    return lambda record: record["filename"] == name or record["filename"].startswith(inside)


def _sort_key(sort: str, record: Record) -> tuple[Any, ...]:
    endpoint, rule = record["endpoint"] or "", record["rule"] or ""
    place = (record["filename"], record["location"]["row"], record["location"]["column"])
    rest = (endpoint, rule, routes.methods(record), *place)
    match sort:
        case "methods":
            return (routes.methods(record), *rest)
        case "domain":
            return (record["host"] or record["subdomain"] or "", *rest)
        case "rule":
            return (rule, *rest)
        case "match":
            return (url_rules.precedence(rule), *rest)
        case "file":
            return (*place, *rest)
    return rest


def _must_be_known(endpoint: str, found: Sequence[Record]) -> None:
    known = sorted({record["endpoint"] for record in found if record["endpoint"] is not None})
    if endpoint in known:
        return
    by_last: dict[str, list[str]] = {}
    for name in known:
        by_last.setdefault(name.rpartition(".")[2], []).append(name)
    last = endpoint.rpartition(".")[2]
    near = [*by_last.get(last, ()), *difflib.get_close_matches(endpoint, known, n=MOST_CLOSE)]
    for close in difflib.get_close_matches(last, by_last, n=MOST_CLOSE):
        near += by_last[close]
    names = " or ".join(f"`{name}`" for name in list(dict.fromkeys(near))[:MOST_CLOSE])
    hint = f"; did you mean {names}?" if names else " (`flasklint routes` lists all)"
    raise ConfigError([f"unknown endpoint `{cells.visible(endpoint)}`{hint}"])


def _nothing(found: Sequence[Record], options: Options) -> str:
    """That no route passes the filters; routes that might are counted."""
    given = {
        "blueprint": options.blueprint,
        "endpoint": options.endpoint,
        "path": options.url,
        "file": options.file,
        "why": options.why,
    }
    wanted = " ".join(f"--{name} {value}" for name, value in given.items() if value is not None)
    said = f"no route of {len(found)} fits {wanted}"
    unknown = sum(record["rule"] is None for record in found)
    if options.url is not None and unknown:
        return f"{said} (the rules of {unknown} cannot be told)"
    return said
