"""A group of commands, whose errors are told in a line each."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any

import click

MOST_PROBLEMS = 20
"""How many mistakes in the settings are told at once."""


class Commands(click.Group):
    """Commands whose errors are told in a line each, and end with exit code 2."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; nothing but click's own exceptions and exits leaves this."""
        for stream in (sys.stdout, sys.stderr):
            if reconfigure := getattr(stream, "reconfigure", None):
                reconfigure(errors="backslashreplace")
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # Nobody reads on; what is still buffered must not fail at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(2)
        except KeyboardInterrupt:
            sys.exit(130)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            from flasklint.reports.cells import visible

            for line in _told(error):
                click.echo(f"flasklint: {visible(line)}", err=True)
            sys.exit(2)
        return result


def _told(error: Exception) -> Sequence[str]:
    """What to say of an error: the user's mistakes by themselves, ours with a request."""
    from flasklint.config.config import ConfigError
    from flasklint.discover.files import ScopeError
    from flasklint.run.rule_loading import LoadError
    from flasklint.run.workers import WorkerError

    if isinstance(error, ConfigError):
        more = len(error.problems) - MOST_PROBLEMS
        return [*error.problems[:MOST_PROBLEMS], *([f"and {more} more"] if more > 0 else [])]
    if isinstance(error, ScopeError | LoadError | WorkerError):
        return [str(error)]
    if isinstance(error, MemoryError):
        return ["there is not enough memory: check fewer files at a time, or with --jobs 1"]
    if isinstance(error, OSError) and error.strerror:
        return [f"{error.filename or 'the output cannot be written'}: {error.strerror}"]
    if os.environ.get("FLASKLINT_DEBUG") == "1":
        import traceback

        traceback.print_exception(error)
    reason = f"{type(error).__name__}: {error}".partition("\n")[0]
    return [f"internal error: {reason} (please report it, with the output of FLASKLINT_DEBUG=1)"]
