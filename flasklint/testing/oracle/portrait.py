"""Writes down what a Flask application is and answers, as JSON: the oracle's other process.

    python portrait.py JOB.json RESULT.json

Runs with the application's own interpreter, in a copy of its directory, and needs Python 3.8,
Flask and nothing of flasklint. The job says what to start (`starting.Application`); the result is
{"facts": {section: {name: what it is}}, "requests": [request], "answers": [answer]}.
"""

from __future__ import annotations

import functools
import gc
import hashlib
import inspect
import json
import os
import re
import signal
import socket
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

MOST_BYTES = 2_000_000
HEADERS = ("Content-Type", "Location", "Allow", "WWW-Authenticate")
ADDRESS = re.compile(r"\b0x[0-9a-fA-F]{6,}")
LOCAL = ("127.", "localhost", "::1", "0.0.0.0")
HOOKS = {
    "before_request": "before_request_funcs",
    "after_request": "after_request_funcs",
    "teardown_request": "teardown_request_funcs",
    "url_value_preprocessor": "url_value_preprocessors",
    "url_defaults": "url_default_functions",
    "context_processor": "template_context_processors",
}


class Late(BaseException):
    """A request took too long. No `except Exception` of the application holds it up."""


def main(job_file: str, result_file: str) -> None:
    """Start the application as `flask --app` does, write its portrait."""
    from flask.cli import ScriptInfo

    job = json.loads(Path(job_file).read_text(encoding="utf-8"))
    here = os.path.realpath(os.getcwd())
    # In place of where this file lies.
    sys.path[:1] = [os.path.normpath(os.path.join(here, path)) for path in job["paths"]]
    if not job["network"]:
        keep_off_the_network()
    app = ScriptInfo(app_import_path=job["target"], set_debug_flag=False).load_app()
    facts = facts_of(app)
    if job["prepare"]:
        prepare(app, job["prepare"])
    requests = parameterless(app) if job["requests"] is None else job["requests"]
    answers = answers_of(app, requests, job["seconds_per_request"])
    refuse_others(job["target"], job["original"], here)
    result = {"facts": facts, "requests": requests, "answers": answers}
    text = json.dumps(result, default=repr)
    quoted = json.dumps(here)[1:-1]
    text = ADDRESS.sub("0x...", text.replace(quoted, "<directory>"))
    Path(result_file).write_text(text, encoding="utf-8")


def prepare(app: Any, file: str) -> None:
    """Run `prepare(app)` of a file."""
    names: dict[str, Any] = {"__name__": "prepare", "__file__": file}
    exec(compile(Path(file).read_text(encoding="utf-8"), file, "exec"), names)
    with app.app_context():
        names["prepare"](app)


def refuse_others(target: str, original: str, here: str) -> None:
    """End if the application was imported from anywhere but the copy, or any module from what was
    copied: it would not change with the copy."""
    name = os.path.basename(target.partition(":")[0])
    name = name[:-3] if name.endswith(".py") else name
    for each, module in sorted(sys.modules.items()):
        file = os.path.realpath(getattr(module, "__file__", None) or here)
        if file.startswith(here):
            continue
        if each == name or (file.startswith(original + os.sep) and "site-packages" not in file):
            sys.exit(f"{each} was imported from {file}, not from the copy of the application")


def keep_off_the_network() -> None:
    """Have every connection beyond this machine fail at once."""
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def refuse(host: Any) -> None:
        if isinstance(host, bytes):
            host = host.decode()
        if isinstance(host, str) and host and not host.startswith(LOCAL):
            raise socket.gaierror(f"the oracle lets nobody connect to {host}")

    def connect_here(self: Any, address: Any) -> Any:
        if isinstance(address, tuple):
            refuse(address[0])
        return connect(self, address)

    def look_up_here(host: Any, *others: Any, **named: Any) -> Any:
        refuse(host)
        return look_up(host, *others, **named)

    socket.socket.connect = connect_here  # type: ignore[method-assign]
    socket.getaddrinfo = look_up_here


# what the application is


def facts_of(app: Any) -> dict[str, dict[str, Any]]:
    """All that is known of an application that has started."""
    return {
        "route": routes(app),
        "view": views(app),
        "error handler": error_handlers(app),
        "config": {str(key): kind(value) for key, value in app.config.items()},
        "config value": {str(key): digest(value) for key, value in app.config.items()},
        "blueprint": {
            name: {"module": blueprint.import_name} for name, blueprint in app.blueprints.items()
        },
        "hook": hooks(app),
        "extension": {str(name): kind(held) for name, held in app.extensions.items()},
        "command": dict(commands(app.cli)),
    }


def routes(app: Any) -> dict[str, Any]:
    """The URL map; rules that are there twice are numbered."""
    found: dict[str, Any] = {}
    for rule in app.url_map.iter_rules():
        name = f"{rule.rule} ({rule.endpoint})"
        number = sum(each.partition(" #")[0] == name for each in found)
        found[f"{name} #{number + 1}" if number else name] = {
            "methods": " ".join(sorted(rule.methods or ())),
            "defaults": repr(rule.defaults) if rule.defaults else None,
            "subdomain": rule.subdomain or None,
            "host": rule.host,
            "strict_slashes": rule.strict_slashes,
        }
    return found


def views(app: Any) -> dict[str, Any]:
    """Name and signature of the function behind each endpoint; of class views, of each method."""
    found: dict[str, Any] = {}
    for endpoint, view in app.view_functions.items():
        made = getattr(view, "view_class", None)
        found[endpoint] = signed(view) if made is None else f"{made.__module__}.{made.__qualname__}"
        for method in sorted(getattr(made, "methods", None) or ()):
            function = getattr(made, method.lower(), None)
            if function is not None:
                found[f"{endpoint} {method}"] = signed(function)
    return found


def error_handlers(app: Any) -> dict[str, Any]:
    """Who handles which error, of the application and of each Blueprint."""
    return {
        f"{code or full_name(error)} of {owner or 'the app'}": full_name(function)
        for owner, by_code in app.error_handler_spec.items()
        for code, by_error in by_code.items()
        for error, function in by_error.items()
    }


def hooks(app: Any) -> dict[str, Any]:
    """The functions that run around requests, in their order."""
    found = {
        f"{hook} of {owner or 'the app'}": [full_name(each) for each in functions]
        for hook, attribute in HOOKS.items()
        for owner, functions in getattr(app, attribute).items()
        if functions
    }
    found["teardown_appcontext"] = [full_name(each) for each in app.teardown_appcontext_funcs]
    return found


def commands(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """The commands of `flask` that the application adds, with their parameters."""
    for name, command in group.commands.items():
        yield before + name, " ".join(each.name or "" for each in command.params)
        if hasattr(command, "commands"):
            yield from commands(command, f"{before}{name} ")


def full_name(thing: Any) -> str:
    """The module and the name of a function or class, without decorators around it."""
    while isinstance(thing, functools.partial):
        thing = thing.func
    thing = inspect.unwrap(thing)
    if not hasattr(thing, "__qualname__"):
        thing = type(thing)
    return f"{thing.__module__}.{thing.__qualname__}"


def signed(function: Callable[..., Any]) -> str:
    """A function's full name and what it takes."""
    try:
        return f"{full_name(function)}{inspect.signature(function)}"
    except (TypeError, ValueError):
        return full_name(function)


def kind(value: Any) -> str:
    """The type of a value."""
    return type(value).__name__


def digest(value: Any) -> str:
    """What tells a value from others without showing it."""
    return hashlib.sha256(ADDRESS.sub("", repr(value)).encode()).hexdigest()[:12]


# what the application answers


def parameterless(app: Any) -> list[dict[str, Any]]:
    """A GET for each rule that needs nothing from the URL, without static files."""
    paths = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ())
        and not (rule.arguments - set(rule.defaults or ()))
        and not (rule.subdomain or rule.host or rule.websocket)
        and rule.endpoint.rpartition(".")[2] != "static"
    }
    return [{"method": "GET", "path": path} for path in sorted(paths)]


def answers_of(app: Any, requests: list[dict[str, Any]], seconds: float) -> list[Any]:
    """What one visitor gets who sends the requests one after the other."""
    from flask import got_request_exception

    raised: list[BaseException] = []

    def note(sender: Any, exception: BaseException, **more: Any) -> None:
        raised.append(exception)

    got_request_exception.connect(note, app)
    client = app.test_client()
    answers = []
    gc.freeze()
    for request in requests:
        try:
            with time_limit(seconds):
                answer = answer_of(client, request)
        except Late:
            answer = {"status": f"none in {seconds:g} seconds"}
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            raised[:] = [error]
            answer = {"status": "none"}
        answer["raised"] = full_name(type(raised[0])) if raised else None
        answers.append(answer)
        raised.clear()
        gc.collect()  # what the request left open, such as cursors, is closed at a known time
    return answers


def answer_of(client: Any, request: dict[str, Any]) -> dict[str, Any]:
    """Status, headers and body for one request."""
    given = {key: request.get(key) for key in ("json", "data", "headers")}
    sent = {key: value for key, value in given.items() if value is not None}
    response = client.open(request["path"], method=request["method"], **sent)
    data = b""
    for part in response.iter_encoded():
        data += part
        if len(data) > MOST_BYTES:
            data = data[:MOST_BYTES]
            break
    response.close()
    cookies = {each.partition("=")[0] for each in response.headers.getlist("Set-Cookie")}
    return {
        "status": response.status_code,
        "headers": {name: response.headers[name] for name in HEADERS if name in response.headers},
        "cookies": " ".join(sorted(cookies)),
        "body": body(response.mimetype or "", data),
    }


def body(mimetype: str, data: bytes) -> Any:
    """A body as JSON, as lines, or as a digest."""
    if mimetype.endswith("json"):
        try:
            return {"json": json.loads(data)}
        except ValueError:
            pass
    try:
        return data.decode("utf-8").split("\n")
    except UnicodeDecodeError:
        return f"{len(data)} bytes, {hashlib.sha256(data).hexdigest()[:12]}"


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise Late inside when it takes longer, where the system can do that."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def late(*ignored: Any) -> None:
        raise Late

    signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


if __name__ == "__main__":
    CODE = 0
    try:
        main(*sys.argv[1:])
    except SystemExit as end:
        print(end.code, file=sys.stderr)
        CODE = 1
    except BaseException:
        traceback.print_exc()
        CODE = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(CODE)  # no thread of the application holds it up
