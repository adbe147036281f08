"""Proves flasklint's fixes on real applications: starts them before and after, and compares.

    python benchmarks/oracle.py [--cache DIRECTORY] [--show] [NAME ...]

Each application of `oracle_material` is installed with pip into a virtual environment of its own in
the cache, and copied. The copy gets what the four rules need to have something to fix there: an
error class, a service layer, errors answered in place, a secret in the code, a forgotten Blueprint.
That is what comes before; flasklint's fixes, the unsafe ones too, make what comes after. Three
runs: the application as it is, compared with itself; with all of its own Blueprints registered, all
fixes but those that register some; and all fixes. Prints one table.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import venv
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

from flasklint.testing import NEW_ROUTES, Application, Oracle, Proof, Request

MATERIAL = Path(__file__).parent / "oracle_material"
NAMES = ("httpbin", "ihatemoney", "supysonic")
ERRORS = '''\
"""The error that is answered in JSON."""

from flask import jsonify


class APIError(Exception):
    """An error with a message for clients."""

    def __init__(self, message, status_code=400, details=None):
        super().__init__(message)
        self.message = message
        self.status_code = status_code
        self.details = details or {}


def answer(error):
    """What clients get."""
    return jsonify({"error": error.message, **error.details}), error.status_code


def init_app(app):
    """Have the application answer such errors."""
    app.register_error_handler(APIError, answer)
'''
REPORTS = '''\
"""A Blueprint that nobody registers."""

from flask import Blueprint

reports = Blueprint("oracle_reports", __name__, url_prefix="/oracle-reports")


@reports.route("/")
def show_reports():
    """A report."""
    return "report"
'''


def main() -> None:
    """Install, copy, fix, compare, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(NAMES)}")
    default = Path(tempfile.gettempdir()) / "flasklint-oracle"
    parser.add_argument("--cache", type=Path, default=default, metavar="DIRECTORY")
    parser.add_argument("--show", action="store_true", help="say also what was not compared")
    options = parser.parse_args()
    sys.path.insert(0, str(MATERIAL))
    head = ("application", "run", "findings", "fixed", "asked", "allowed", "moving", "differ")
    form = "{:12} {:11} {:>8}  {:36} {:>5} {:>7} {:>6} {:>6}"
    print(form.format(*head))
    failed = False
    for name in options.names or NAMES:
        for what, proof in proofs(name, options.cache.resolve()):
            print(form.format(*row(name, what, proof)), flush=True)
            failed |= bool(proof.difference)
            if proof.difference or options.show:
                print(proof.difference)
    sys.exit(failed)


def proofs(name: str, cache: Path) -> Iterator[tuple[str, Proof]]:
    """The runs of one application."""
    material = import_module(name)
    python = installed(name, material.REQUIREMENT, cache)
    oracle = Oracle(cache / "rooms" / name)
    for what, complete in (("as it is", None), ("registered", True), ("all", False)):
        copy = cache / "copies" / name
        shutil.rmtree(copy, ignore_errors=True)
        package = next(python.parent.parent.glob(f"lib/python*/site-packages/{name}"))
        shutil.copytree(package, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        for filename, text in getattr(material, "FILES", {}).items():
            (copy / filename).write_text(text, encoding="utf-8")
        if complete is not None:
            seed(copy, name, material, complete)
        asked = material.REQUESTS + (
            [] if complete is False else getattr(material, "MORE_REQUESTS", [])
        )
        application = Application(
            copy,
            material.TARGET,
            material.ENVIRONMENT,
            str(python),
            MATERIAL / f"{name}.py" if hasattr(material, "prepare") else None,
            [Request(**each) for each in asked],
        )
        options = {"allowed": NEW_ROUTES, "config_values": True}
        if complete is None:
            same = oracle.compare(application, application, **options)
            yield what, Proof((), (), (), copy, same)
        else:
            ignored = ['ignore=["FLK105"]'] if complete else []
            yield what, oracle.try_fix(application, config=ignored, **options)


def seed(copy: Path, name: str, material: ModuleType, complete: bool) -> None:
    """Give the rules something to fix; `complete` without forgotten Blueprints."""
    for filename, old, new in material.EDITS:
        file = copy / filename
        text = file.read_text(encoding="utf-8")
        assert old in text, f"{filename} has no {old!r}"
        if complete and "register_blueprint" in old:
            new = old + new
        if complete and not new:
            continue
        file.write_text(text.replace(old, new), encoding="utf-8")
    (copy / name / "errors.py").write_text(ERRORS, encoding="utf-8")
    if not complete:
        (copy / name / "oracle_reports.py").write_text(REPORTS, encoding="utf-8")
    settings = f'[architecture]\nerror-class = "{name}.errors.APIError"\n'
    if material.SERVICES:
        settings += f'services = ["{name}/services/**"]\n'
        services = copy / name / "services"
        services.mkdir()
        for service in ("__init__", *material.SERVICES):
            title = '"""What the application does."""\n'
            (services / f"{service}.py").write_text(title, encoding="utf-8")
    (copy / "flasklint.toml").write_text(settings, encoding="utf-8")


def installed(name: str, requirement: str, cache: Path) -> Path:
    """The interpreter of a virtual environment that has the application."""
    directory = cache / re.sub(r"\W+", "-", requirement)
    python = directory / "bin" / "python"
    if not (directory / "done").exists():
        venv.create(directory, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", requirement], check=True)
        (directory / "done").touch()
    return python


def row(name: str, what: str, proof: Proof) -> tuple[object, ...]:
    """One line of the table."""
    fixed = Counter(item.code for item in proof.fixed)
    return (
        name,
        what,
        len(proof.fixed) + len(proof.left),
        " ".join(f"{code}:{number}" for code, number in sorted(fixed.items())) or "-",
        proof.difference.requests,
        len(proof.difference.allowed),
        len(proof.difference.not_compared),
        len(proof.difference.changes) + bool(proof.difference.not_started),
    )


if __name__ == "__main__":
    main()
