"""The command line. What a command needs is imported when it runs: `--help` is quick."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from flasklint import __version__
from flasklint.cli.group import Commands
from flasklint.reports.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable

    from flasklint.run.setup import Setup

    Command = TypeVar("Command", bound=Callable[..., Any])

SELECTING = ("select", "ignore", "extend-select", "fixable", "unfixable")


def _settings_options(command: Command) -> Command:
    """The options that change where settings come from."""
    command = click.option(
        "--isolated", is_flag=True, help="Read no configuration file and load no plug-in."
    )(command)
    return click.option(
        "--config",
        "config_settings",
        metavar="KEY=VALUE",
        multiple=True,
        help="Set a key of the configuration, as in architecture.factory=shop.create_app.",
    )(command)


_cache_directory_option = click.option(
    "--cache-dir", "cache_directory", type=click.Path(file_okay=False, path_type=Path),
    metavar="DIRECTORY", envvar="FLASKLINT_CACHE_DIR",
    help="Where to keep what the next run can use.  [default: .flasklint_cache in the root]",
)  # fmt: skip


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="flasklint %(version)s")
def main() -> None:
    """Check that a Flask code base keeps to its architecture."""


@main.command(short_help="Check files; report and fix what is wrong.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--select", multiple=True, metavar="RULES", help="Check these rules only.")
@click.option("--ignore", multiple=True, metavar="RULES", help="Leave these rules out.")
@click.option("--extend-select", multiple=True, metavar="RULES", help="Check these rules, too.")
@click.option("--preview", is_flag=True, help="Check rules in preview, too.")
@_settings_options
@click.option(
    "--output-format", type=click.Choice(list(FORMATS)), default="full", show_default=True,
    help="How to report.",
)  # fmt: skip
@click.option(
    "--output-file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Write the report to a file.",
)  # fmt: skip
@click.option("--fix", is_flag=True, help="Apply safe fixes.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: all fixes.")
@click.option("--interactive", is_flag=True, help="With --fix: ask about each, with its diff.")
@click.option("--diff", is_flag=True, help="Show fixes as a patch for git apply; write nothing.")
@click.option("--show-fixes", is_flag=True, help="With --fix: list what was fixed, by file.")
@click.option("--fixable", multiple=True, metavar="RULES", help="Fix what these rules find only.")
@click.option("--unfixable", multiple=True, metavar="RULES", help="Fix nothing that these find.")
@click.option(
    "--exit-non-zero-on-fix", is_flag=True,
    help="Exit with 1 if something was fixed, even if nothing is left.",
)  # fmt: skip
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even if something was found.")
@click.option("--statistics", is_flag=True, help="Count findings by rule instead of listing them.")
@click.option("-q", "--quiet", is_flag=True, help="Print findings only: no summary, no progress.")
@click.option(
    "-j", "--jobs", type=click.IntRange(min=0), default=0, metavar="N",
    help="Use up to N processes.  [default: one for each processor]",
)  # fmt: skip
@click.option("--no-cache", is_flag=True, help="Keep nothing, and use nothing that was kept.")
@_cache_directory_option
@click.option(
    "--new-since", metavar="REV",
    help="Report what is new since a commit or branch of git, in the whole project.",
)  # fmt: skip
@click.option("--no-baseline", is_flag=True, help="Report what is in the baseline, too.")
@click.option(
    "--show-baselined", is_flag=True, help="Show what is in the baseline; it does not count."
)
@click.option("--profile", is_flag=True, help="Print where the time went, on standard error.")
@click.option(
    "--stdin-filename", type=click.Path(path_type=Path), metavar="FILE",
    help="Check what standard input holds as if it were this file.",
)  # fmt: skip
@click.pass_context
def check(
    ctx: click.Context,
    /,
    paths: tuple[Path, ...],
    config_settings: tuple[str, ...],
    isolated: bool,
    no_cache: bool,
    cache_directory: Path | None,
    **options: Any,
) -> None:
    """Check the files and directories PATHS; without any, the current directory.

    The whole project is read in any case: PATHS only say what to report on.

    RULES are names, codes, beginnings of codes (FLK3), families (services), categories or ALL,
    separated by commas.

    Exit codes: 0 clean, 1 something was found, 2 the job could not be done.
    """
    from flasklint.cli import check as check_command
    from flasklint.cli.check_options import Options

    words = {key: options.pop(key.replace("-", "_")) for key in SELECTING}
    preview = {"preview": True} if options.pop("preview") else {}
    chosen = Options(**options)
    if conflict := chosen.conflict(paths):
        raise click.UsageError(conflict)
    if chosen.stdin_filename is not None:
        paths = (chosen.stdin_filename,)
    overrides = {key: _split(given) for key, given in words.items() if given} | preview
    cached = {"cache_directory": cache_directory, "cached": not no_cache}
    setup = _prepared(paths, isolated, config_settings, overrides=overrides, **cached)
    ctx.exit(check_command.run(setup, paths, chosen))


@main.command()
@click.argument("path", type=click.Path(path_type=Path), default=Path())
@_cache_directory_option
def clean(path: Path, cache_directory: Path | None) -> None:
    """Delete what is kept from earlier runs for the project at PATH."""
    from flasklint.config import config
    from flasklint.run import store

    root = config.project_root(_common_directory((path,)))
    directory = cache_directory or root / store.DIRECTORY
    gone = store.clean(directory)
    click.echo(f"Deleted {directory}" if gone else f"There is nothing to delete in {directory}")


@main.command("baseline")
@click.argument("what", type=click.Choice(("show", "create", "prune", "add")), default="show")
@click.argument("path", type=click.Path(path_type=Path), default=Path())
@_settings_options
@click.option("--preview", is_flag=True, help="With the rules in preview.")
@_cache_directory_option
@click.pass_context
def put_off(
    ctx: click.Context,
    /,
    what: str,
    path: Path,
    config_settings: tuple[str, ...],
    isolated: bool,
    preview: bool,
    cache_directory: Path | None,
) -> None:
    """Put off what is found now, so that `check` reports only what is new.

    \b
    show    how much is put off, by rule
    create  write the baseline, with all that is found at PATH
    prune   take out what no longer holds; nothing comes in
    add     put in what is found now and is not in it

    The baseline is the file flasklint-baseline.txt beside the settings, to be committed.
    """
    from flasklint.cli import baseline as baseline_command

    overrides = {"preview": True} if preview else {}
    setup = _prepared(
        (path,), isolated, config_settings, overrides=overrides, cache_directory=cache_directory
    )
    ctx.exit(baseline_command.run(setup, what))


@main.command()
@click.argument("name")
def rule(name: str) -> None:
    """Explain the rule NAME: what it reports, why, and how it can be set."""
    from flasklint.config import selectors
    from flasklint.config.config import ConfigError
    from flasklint.reports import cells, pages
    from flasklint.run.rule_loading import load_rules

    rules = load_rules()
    for found in rules:
        if name.lower() == found.name() or name.upper() == found.code:
            page = pages.rule_page(found)
            if cells.painter(sys.stdout) is cells.plain:
                click.echo(page, nl=False)
                return
            from rich.console import Console
            from rich.markdown import Markdown

            width = cells.width_of(sys.stdout)
            Console(force_terminal=True, width=width).print(Markdown(page, hyperlinks=False))
            return
    known = [word for found in rules for word in (found.name(), found.code)]
    problem = selectors.unknown("rule", name, known, listed=False)
    raise ConfigError([f"{problem} (`flasklint rules` lists all)"])


@main.command()
@click.option("--output-format", type=click.Choice(("text", "json")), default="text")
def rules(output_format: str) -> None:
    """List all rules."""
    from flasklint.reports import cells, pages
    from flasklint.run.rule_loading import load_rules

    found = load_rules()
    if output_format == "json":
        _echo_json({"rules": pages.rule_records(found)})
    else:
        _echo(pages.rule_table(found, paint=cells.painter(sys.stdout)))


@main.command()
@click.argument("path", type=click.Path(path_type=Path), default=Path())
@_settings_options
@click.option("--output-format", type=click.Choice(("text", "json")), default="text")
@click.option(
    "--sort", type=click.Choice(("endpoint", "methods", "domain", "rule", "match", "file")),
    help="By what to sort; match is the order in which Flask tries the rules. "
    "[default: endpoint; with --path: match]",
)  # fmt: skip
@click.option("--blueprint", metavar="NAME", help="Those of a Blueprint, nested ones included.")
@click.option("--endpoint", metavar="GLOB", help="Those whose endpoint fits: 'books.*'.")
@click.option(
    "--path", "url", metavar="URL",
    help="Those that answer a URL (/books/3), or whose rule fits: '/books/*', '/books/<int:id>'.",
)  # fmt: skip
@click.option("--file", metavar="FILE", help="Those that a file, directory or glob declares.")
@click.option("--why", metavar="ENDPOINT", help="Explain how the routes of an endpoint come to be.")
@click.pass_context
def routes(
    ctx: click.Context,
    /,
    path: Path,
    config_settings: tuple[str, ...],
    isolated: bool,
    **options: Any,
) -> None:
    """List the routes of the project at PATH, as far as the code tells, without running it.

    With several options, routes are shown that fit all of them.

    Exit codes: 0 done, 1 no route fits the options, 2 the job could not be done.
    """
    from flasklint.cli import routes as routes_command

    setup = _prepared((path,), isolated, config_settings)
    ctx.exit(routes_command.run(setup, routes_command.Options(**options)))


@main.command("config")
@click.argument("path", type=click.Path(path_type=Path), default=Path())
@_settings_options
@click.option("--output-format", type=click.Choice(("text", "json")), default="text")
def show_config(
    path: Path, config_settings: tuple[str, ...], isolated: bool, output_format: str
) -> None:
    """Show the settings that hold at PATH and where they come from, and what the architecture
    of the project there is found to be."""
    from flasklint.config.config import effective
    from flasklint.reports import cells, pages, text
    from flasklint.run import run

    setup = _prepared((path,), isolated, config_settings)
    config = setup.config
    architecture, unread = run.architecture(setup)
    rows = effective(config, setup.rules())
    if output_format == "json":
        _echo_json(pages.settings_record(config, rows, architecture, unread))
        return
    paint = cells.painter(sys.stdout)
    _echo([f"Root: {config.root}", f"File: {config.source or 'none'}", ""])
    _echo(pages.settings_table(rows, architecture, paint=paint))
    _echo(text.unread(unread, str(config.root), "hold is not part of this"))


def _prepared(
    paths: Sequence[Path], isolated: bool, config_settings: Sequence[str], **given: Any
) -> Setup:
    """What a command for some paths starts from: the nearest settings above all paths count."""
    from flasklint.run.setup import prepare

    start = _common_directory(paths)
    return prepare(start, config_settings=config_settings, isolated=isolated, **given)


def _common_directory(paths: Sequence[Path]) -> Path:
    directories = [
        os.path.realpath(path if path.is_dir() else path.absolute().parent) for path in paths
    ]
    return Path(os.path.commonpath(directories)) if directories else Path.cwd()


def _split(words: Iterable[str]) -> tuple[str, ...]:
    parts = (part.strip() for word in words for part in word.split(","))
    return tuple(part for part in parts if part)


def _echo(lines: Iterable[str]) -> None:
    # click would take escape codes out where FORCE_COLOR wants them.
    sys.stdout.writelines(f"{line}\n" for line in lines)


def _echo_json(value: object) -> None:
    import json

    _echo([json.dumps(value, indent=2)])
