"""The example applications run, and agree."""

import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

HERE = Path(__file__).parent
EXAMPLES = HERE.parent.parent / "examples"
RECORDED = json.loads((HERE / "requests.json").read_text(encoding="utf-8"))
ENVIRONMENT = json.loads((HERE / "environment.json").read_text(encoding="utf-8"))

both = pytest.mark.parametrize("example", ["bookshop", "legacy_bookshop"])


@both
@pytest.mark.parametrize("number", range(len(RECORDED)), ids=lambda number: f"request{number + 1}")
def test_it_answers_as_recorded(example, number):
    recorded, answer = RECORDED[number], played(example)["answers"][number]
    expected = {key: recorded[key] for key in ("status", "body") if key in recorded}
    assert {key: answer[key] for key in expected} == expected, described(recorded)


@both
def test_it_tells_every_error_in_json_unless_a_page_was_asked_for(example):
    errors = [
        answer["body"]
        for recorded, answer in zip(RECORDED, played(example)["answers"], strict=True)
        if answer["status"] >= 400 and "body" not in recorded
    ]
    assert errors
    assert all(isinstance(body, dict) and isinstance(body["error"], str) for body in errors)


@both
def test_its_recording_reaches_every_route(example):
    methods = played(example)["routes"]
    declared = sum(len(accepted) for accepted in methods.values())
    successes = [recorded for recorded in RECORDED if recorded["status"] < 400]
    reached = {(recorded["method"], shape(recorded["path"])) for recorded in successes}
    assert len(reached) == declared


def test_they_declare_the_same_routes():
    assert played("bookshop")["routes"] == played("legacy_bookshop")["routes"]


def test_the_conforming_one_names_what_production_lacks():
    run = started("bookshop", {"FLASK_CONFIG": "production", "DATABASE_URL": "sqlite://"})
    assert "ConfigError: the production configuration needs SECRET_KEY in" in run.stderr


def test_the_conforming_one_develops_without_any_environment(tmp_path):
    # A copy, as its database file would lie beside it.
    copy = shutil.copytree(EXAMPLES / "bookshop", tmp_path / "bookshop")
    script = "from bookshop import create_app; print(create_app().config['DEBUG'])"
    run = python("-c", script, cwd=copy, environment={})
    assert run.stdout == "True\n", run.stderr


@cache
def played(example):
    """What an example answers to the recorded requests, and its routes."""
    run = started(example, ENVIRONMENT)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def started(example, environment):
    """A finished process that played the recorded requests to an example."""
    script = [HERE / "answer.py", EXAMPLES / example, HERE / "requests.json"]
    return python(*script, cwd=HERE, environment=environment)


def python(*arguments, cwd, environment):
    """A finished Python process that saw that environment and left no compiled files behind."""
    inherited = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT") if key in os.environ}
    return subprocess.run(
        [sys.executable, "-B", *arguments],
        cwd=cwd,
        env=inherited | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def shape(path):
    """A path without its query, and with the numbers in it made alike."""
    parts = path.partition("?")[0].split("/")
    return "/".join("#" if part.isdigit() else part for part in parts)


def described(recorded):
    """The request in a failure's words."""
    return f"{recorded['method']} {recorded['path']}"
