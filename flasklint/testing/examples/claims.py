"""What Flask really does with the examples of a rule that claims a failure at run time."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from flasklint.rule import Bad, Good
from flasklint.testing.examples.running import files_of

START = "start"
SECONDS = 60
_MAKES_AN_APP = re.compile(r"\bFlask\(|\bdef (?:create|make)_app\b")
_ANSWER = re.compile(r"\d{3} ")
_RUN = """
import importlib, json, sys
sys.path.insert(0, "")
module, when = sys.argv[1:]
try:
    from flask.cli import find_best_app
    app = find_best_app(importlib.import_module(module))
    said = ""
    if when != "start":
        app.testing = True
        method, path = when.split(" ", 1)
        answer = app.test_client().open(path, method=method)
        to = answer.headers.get("Location")
        text = f"to {to}" if to else answer.get_data(as_text=True)
        said = f"{answer.status_code} {answer.mimetype} {text}"
except BaseException as error:
    said = f"{type(error).__name__}: {error}"
print()
print(json.dumps(said))
"""


def check_claim(example: Good | Bad) -> None:
    """Assert that a bad example fails on the real Flask as it says in `fails`, that it does not
    once it is fixed, and that what a good example says in `works` does.

    Nothing is asserted of examples that say neither.
    """
    files = files_of(example.files)
    if isinstance(example, Good):
        if example.works:
            said = outcome(files, example.works)
            assert is_fine(said), f"{example.works}: {said}"
        return
    when, _, expected = example.fails.partition(": ")
    if not expected:
        return
    tell = answer if _ANSWER.match(expected) else outcome
    said = tell(files, when)
    assert said.startswith(expected), f"{when}: {said}"
    if example.fixed:
        said = tell({**files, **files_of(example.fixed)}, when)
        is_mended = not said.startswith(expected) if tell is answer else is_fine(said)
        assert is_mended, f"fixed, {when}: {said}"


def is_fine(said: str) -> bool:
    """Whether an outcome is a start without an exception, or an answer that is no error."""
    return said == "" or (said.isdigit() and int(said) < 400)


def answer(files: Mapping[str, str], when: str) -> str:
    """As `outcome`, with what the answer to a request is beside its status: its type and its body,
    as in "404 text/html <!doctype html>"; of a redirect where it leads, as in "302 text/html to
    /login"."""
    return _told(files, when)


def outcome(files: Mapping[str, str], when: str) -> str:
    """What happens to the application of some files at its "start", or at a request such as
    "GET /books": the exception, "TypeError: ...", or else the status; "" for a start that works.

    The application is in the module that makes it, the first in the order `wsgi.py`, `app.py`,
    others. Raises ValueError if none does.
    """
    said = _told(files, when)
    return said[:3] if _ANSWER.match(said) else said


def _told(files: Mapping[str, str], when: str) -> str:
    names = sorted(files, key=lambda name: (name != "wsgi.py", name != "app.py"))
    made = [name for name in names if name.endswith(".py") and _MAKES_AN_APP.search(files[name])]
    if not made:
        raise ValueError("none of the files makes a Flask application")
    module = made[0].removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    with tempfile.TemporaryDirectory() as directory:
        for name, text in files.items():
            path = Path(directory, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-c", _RUN, module, when],
            cwd=directory,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=True,
        )
    return str(json.loads(done.stdout.splitlines()[-1]))
