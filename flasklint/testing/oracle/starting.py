"""Starts an application in a process of its own and has its portrait taken there."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

SCRIPT = Path(__file__).with_name("portrait.py")
INHERITED = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
LEFT_BEHIND = {
    ".git", ".hg", ".flasklint_cache", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".tox",
    "__pycache__", "node_modules",
}  # fmt: skip
LAST_LINES = 15


class StartError(Exception):
    """An application that does not start, or not in time; the text has the last lines that it
    printed."""


@dataclass(frozen=True)
class Request:
    """One request; `name` tells it from others in what is reported. `data` is a body or a form."""

    path: str
    method: str = "GET"
    json: Any = None
    data: str | Mapping[str, Any] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    name: str = ""

    @classmethod
    def recorded(cls, file: Path) -> list[Request]:
        """The requests that a file lists as JSON objects; what else it says of them is left out."""
        known = cls.__dataclass_fields__.keys()
        listed = json.loads(file.read_text(encoding="utf-8"))
        return [cls(**{key: each[key] for key in known & each.keys()}) for each in listed]


@dataclass(frozen=True)
class Application:
    """What has to be known to start an application.

    `target` is what follows `flask --app`, seen from `directory`, of which a copy is the working
    directory: `wsgi:app`, `shop`, `shop:create_app('testing')`. The process sees `environment` and
    next to nothing of the environment around it. `python` is the interpreter that has the
    application's dependencies. `prepare` is a Python file with a function `prepare(app)`, which is
    called before the first request: it may make tables and rows. The requests are sent in order,
    as one visitor; without any, each rule without parameters gets a GET. `paths` are directories
    below `directory` to import from. The application cannot connect beyond this machine unless
    `network` is true.
    """

    directory: Path
    target: str
    environment: Mapping[str, str] = field(default_factory=dict)
    python: str = sys.executable
    prepare: Path | None = None
    requests: Sequence[Request] | None = None
    paths: Sequence[str] = (".",)
    seconds: float = 120
    seconds_per_request: float = 10
    network: bool = False


@dataclass(frozen=True)
class Portrait:
    """What an application is and answers, as plain data: its facts by section and name, and the
    requests that were sent with their answers."""

    facts: Mapping[str, Mapping[str, Any]]
    requests: Sequence[Mapping[str, Any]]
    answers: Sequence[Mapping[str, Any]]


def take(
    application: Application, room: Path, requests: Sequence[Mapping[str, Any]] | None = None
) -> Portrait:
    """Copy the application into `room`, start it there, and have its portrait taken.

    Whatever was in `room` goes: so all portraits that are taken there are taken in the same place,
    with a new home and a new directory for temporary files. Raises StartError.
    """
    original = Path(os.path.realpath(application.directory))
    shutil.rmtree(room, ignore_errors=True)
    here, home, temporary = (room / name for name in (original.name, ".home", ".tmp"))
    for each in (home, temporary):
        each.mkdir(parents=True)
    copy_tree(original, here)
    if requests is None and application.requests is not None:
        requests = [asdict(each) for each in application.requests]
    job = {
        "target": application.target,
        "original": str(original),
        "paths": list(application.paths),
        "prepare": application.prepare and str(Path(application.prepare).resolve()),
        "requests": requests,
        "seconds_per_request": application.seconds_per_request,
        "network": application.network,
    }
    job_file, result = room / "job.json", room / "result.json"
    job_file.write_text(json.dumps(job), encoding="utf-8")
    environment = {name: os.environ[name] for name in INHERITED if name in os.environ}
    environment |= {"HOME": str(home), "TMPDIR": str(temporary), "TZ": "UTC"}
    environment |= {"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
    environment |= application.environment
    command = [application.python, str(SCRIPT), str(job_file), str(result)]
    _run(command, here, environment, application, room / "said.txt")
    return Portrait(**json.loads(result.read_text(encoding="utf-8")))


def copy_tree(original: Path, copy: Path) -> None:
    """Copy a directory without what no application needs: repositories, caches, virtual
    environments. Nor is that copied in which the copy is made."""
    to = os.path.realpath(copy)

    def left_behind(directory: str, names: Iterable[str]) -> list[str]:
        paths = {name: os.path.join(os.path.realpath(directory), name) for name in names}
        return [
            name
            for name, path in paths.items()
            if name in LEFT_BEHIND
            or to.startswith(path + os.sep)
            or os.path.exists(os.path.join(path, "pyvenv.cfg"))
        ]

    shutil.copytree(original, copy, ignore=left_behind, ignore_dangling_symlinks=True)


def _run(
    command: Sequence[str],
    here: Path,
    environment: Mapping[str, str],
    application: Application,
    said: Path,
) -> None:
    """Run to the end. What is printed goes into a file: a pipe could fill up, or be kept open by a
    process that the application left behind."""
    where = f"{application.target} in {application.directory}"
    with said.open("wb") as stream:
        try:
            process = subprocess.Popen(
                command,
                cwd=here,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=stream,
                start_new_session=True,
            )
        except OSError as error:
            raise StartError(f"{where} cannot be started: {error}") from error
        try:
            code = process.wait(application.seconds)
        except subprocess.TimeoutExpired:
            raise StartError(
                f"{where} was not done in {application.seconds:g} seconds\n{_last_lines(said)}"
            ) from None
        finally:
            _end(process)
    if code:
        raise StartError(f"{where} does not start\n{_last_lines(said)}")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process with all that it started."""
    kill: Callable[[int, int], None] | None = getattr(os, "killpg", None)
    with suppress(OSError):
        if kill is None:
            process.kill()
        else:
            kill(process.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
    process.wait()


def _last_lines(said: Path) -> str:
    lines = said.read_text(encoding="utf-8", errors="replace").rstrip().splitlines()
    return "\n".join(f"  {line}" for line in lines[-LAST_LINES:])
