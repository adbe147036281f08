"""Applies every fix to copies of public applications, and looks for what went wrong.

    python benchmarks/sweep.py --truth DIRECTORY [--cache DIRECTORY] [--services WAY] [NAME ...]

Distributions are fetched as `benchmarks/truth.py` does; nothing of them is imported or run. A NAME
may also be a directory. Few of these applications have a service layer and an API error, so that
few rules speak: with `--services functions|static|objects` each copy gets a small layer of that
kind, for its first model, and an error class. For each copy, after all fixes:

- every file compiles, and has no comment less;
- nothing outside the edits has changed;
- a second run finds nothing left to fix;
- no rule finds anything in a file that it did not find before;
- `flasklint routes` gives the same table, but for Blueprints that are registered now.

Prints a line for each application with what was found, could be fixed and was fixed, why the others
have no fix, and exits with 1 if anything of this does not hold.
"""

from __future__ import annotations

import argparse
import ast
import io
import shutil
import sys
import tempfile
import tokenize
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

from truth import VERSION, fetched

from flasklint.diagnostics import edits
from flasklint.diagnostics.diagnostic import Diagnostic, Fix
from flasklint.reports.files import decode
from flasklint.run import run, setup
from flasklint.run.session import project_of
from flasklint.run.workspace import Workspace
from flasklint_rules.services import database_access_in_route as access
from flasklint_rules.services.shared.words import snake

ERRORS = '''"""Errors for the fixes of the sweep."""


class SweepError(Exception):
    def __init__(self, message, status_code=400, details=None):
        super().__init__(message)
        self.message = message
        self.status_code = status_code
        self.details = details
'''
SETTINGS = """
[architecture]
error-class = "sweep_errors.SweepError"
services = ["sweep_services/*.py"]
"""
WAYS = {
    "functions": "def count(session):\n    return session.query({model}).count()\n",
    "static": "class {model}Service:\n    @staticmethod\n    def count(session):\n"
    "        return session.query({model}).count()\n",
    "objects": "class {model}Service:\n    def __init__(self, session):\n"
    "        self.session = session\n\n    def count(self):\n"
    "        return self.session.query({model}).count()\n",
}


@dataclass
class Swept:
    """What the fixes did to one copy."""

    name: str
    found: Counter[str] = field(default_factory=Counter)
    fixable: Counter[str] = field(default_factory=Counter)
    fixed: Counter[str] = field(default_factory=Counter)
    declined: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)


def main() -> int:
    """Fetch, fix, look, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", help="applications or directories; all if none")
    parser.add_argument("--truth", type=Path, metavar="DIRECTORY")
    default = Path(tempfile.gettempdir()) / "flasklint-truth"
    parser.add_argument("--cache", type=Path, default=default, metavar="DIRECTORY")
    parser.add_argument("--services", choices=WAYS)
    parser.add_argument("--keep", type=Path, metavar="DIRECTORY", help="where to leave the copies")
    options = parser.parse_args()
    versions = {}
    if options.truth:
        listed = (options.truth / "README.md").read_text(encoding="utf-8")
        versions = {match["name"]: match["version"] for match in VERSION.finditer(listed)}
    total = Swept("all")
    for name in options.names or sorted(versions):
        if name not in versions and not Path(name).is_dir():
            parser.error(f"{name}: no such application or directory")
        source = fetched(name, versions[name], options.cache) if name in versions else Path(name)
        with tempfile.TemporaryDirectory() as directory:
            copy = (options.keep or Path(directory)) / Path(name).name
            shutil.copytree(source, copy, symlinks=True)
            made = swept(Path(name).name, copy, options.services)
        print_one(made)
        for what in ("found", "fixable", "fixed", "declined"):
            getattr(total, what).update(getattr(made, what))
        total.problems += made.problems
    print_one(total)
    return bool(total.problems)


def swept(name: str, root: Path, services: str | None) -> Swept:
    """Make all fixes in `root`, and compare with what was there before."""
    made = Swept(name)
    if services is not None:
        seed(root, services)
    before_files, before_routes = contents(root), routes(root)
    with patch.object(access, "extraction", declining(made, access.extraction)):
        before = check(root, "none").diagnostics
    made.found.update(item.code for item in before)
    made.fixable.update(item.code for item in before if item.fix)
    passes: list[list[Fix]] = []
    with patch.object(edits, "choose", recording(passes, edits.choose)):
        report = check(root, "unsafe")
    made.fixed.update(item.code for item in report.fixed)
    made.problems += (failure.message for failure in report.failures)
    after_files = contents(root)
    made.problems += broken(before_files, after_files)
    made.problems += touched_outside(before_files, after_files, passes)
    left = check(root, "unsafe")
    made.problems += (f"{item.filename}: {item.name} is fixed late" for item in left.fixed)
    made.problems += new_findings(before, report.diagnostics)
    made.problems += changed_routes(before_routes, routes(root), made.fixed["FLK105"] > 0)
    return made


def seed(root: Path, way: str) -> None:
    """Put an error class and a service for the first model into a project."""
    given = settings(root)
    workspace = Workspace(run.contents.read(root, run.discover(given.config)))
    workspace.complete()
    models = project_of(given.config, workspace).models
    (root / "sweep_errors.py").write_text(ERRORS)
    (root / "flasklint.toml").write_text(SETTINGS)
    directory = root / "sweep_services"
    directory.mkdir()
    (directory / "__init__.py").touch()
    path = models[0] if models else "sweep_errors.Thing"
    module, _, model = path.rpartition(".")
    text = f"from {module} import {model}\n\n\n{WAYS[way].format(model=model)}"
    (directory / f"{snake(model)}_service.py").write_text(text)


def settings(root: Path) -> setup.Setup:
    """The settings of a project, without a cache."""
    return setup.prepare(root, cached=False)


def check(root: Path, fix: run.FixMode) -> Any:
    """The report of a run that writes its fixes."""
    return run.check(settings(root), [root], options=run.RunOptions(fix, fix != "none", 0)).report


def routes(root: Path) -> Counter[tuple[str, ...]]:
    """The route table, without line numbers."""
    keys = ("app", "endpoint", "rule", "methods", "registered")
    (found, _), _ = run.routes(settings(root))
    return Counter(tuple(str(each.get(key)) for key in keys) for each in found)


def contents(root: Path) -> dict[str, bytes]:
    """The bytes of all Python files."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*.py"))
        if path.is_file()
    }


def declining(made: Swept, extraction: Any) -> Any:
    """The same, with reasons noted."""

    def noted(*args: Any) -> Fix:
        try:
            fix: Fix = extraction(*args)
            return fix
        except access.CannotMove as error:
            made.declined[str(error)] += 1
            raise

    return noted


def recording(passes: list[list[Fix]], choose: Any) -> Any:
    """The same, with the fixes of each pass noted."""

    def noted(*args: Any) -> list[Diagnostic]:
        chosen: list[Diagnostic] = choose(*args)
        passes.append([item.fix for item in chosen if item.fix])
        return chosen

    return noted


def broken(before: dict[str, bytes], after: dict[str, bytes]) -> Iterator[str]:
    """Files that do not compile any more, and comments that are lost."""
    lost: Counter[str] = Counter()
    gained: Counter[str] = Counter()
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name, b""), after.get(name, b"")
        if old == new:
            continue
        try:
            compile(new, name, "exec", dont_inherit=True)
        except (SyntaxError, ValueError) as error:
            yield f"{name}: {error}"
            continue
        lost += comments(old) - comments(new)
        gained += comments(new) - comments(old)
    yield from (f"a comment is lost: {text}" for text in lost - gained)


def comments(data: bytes) -> Counter[str]:
    """The comments of a file."""
    tokens = tokenize.tokenize(io.BytesIO(data).readline)
    return Counter(token.string for token in tokens if token.type == tokenize.COMMENT)


def touched_outside(
    before: dict[str, bytes], after: dict[str, bytes], passes: list[list[Fix]]
) -> Iterator[str]:
    """Files that are not what the edits alone make of them."""
    texts = {name: decode(data) for name, data in before.items()}
    for fixes in passes:
        found = {edit for fix in fixes for edit in fix.edits}
        for edit in sorted(found, key=lambda edit: (edit.filename, -edit.start, -edit.end)):
            text, encoding = texts.get(edit.filename, ("", "utf-8"))
            made = text[: edit.start] + edit.content + text[edit.end :]
            texts[edit.filename] = (made, encoding)
    for name, (text, encoding) in texts.items():
        # Imports that the edits make unused go at the end.
        if text.encode(encoding) != (new := after.get(name, b"")) and (
            without_imports(text) != without_imports(decode(new)[0])
        ):
            yield f"{name}: something outside the edits has changed"


def without_imports(text: str) -> list[str]:
    """The lines of a text that have something and belong to no import at the top."""
    lines = text.splitlines()
    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError):
        body = []
    for node in body:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            rows = range(node.lineno - 1, node.end_lineno or node.lineno)
            lines = ["" if at in rows else line for at, line in enumerate(lines)]
    return [line for line in lines if line.strip()]


def new_findings(before: tuple[Diagnostic, ...], after: tuple[Diagnostic, ...]) -> Iterator[str]:
    """What rules find more often in a file than before."""
    old = Counter((item.filename, item.code) for item in before)
    new = Counter((item.filename, item.code) for item in after)
    for (filename, code), count in (new - old).items():
        yield f"{filename}: {count} new {code}"


def changed_routes(
    before: Counter[tuple[str, ...]], after: Counter[tuple[str, ...]], may_register: bool
) -> Iterator[str]:
    """Differences between the route tables; a Blueprint that is registered has new routes."""
    lost, gained = before - after, after - before
    if may_register:
        endpoints = {row[1].rpartition(".")[2] for row in gained}
        lost = Counter(
            {row: n for row, n in lost.items() if row[1].rpartition(".")[2] not in endpoints}
        )
        gained.clear()
    yield from (f"the route {' '.join(row)} is gone" for row in lost)
    yield from (f"the route {' '.join(row)} is new" for row in gained)


def print_one(made: Swept) -> None:
    """One line for the application, and one for each problem."""
    codes = sorted(made.found)
    figures = "  ".join(
        f"{code} {made.found[code]}/{made.fixable[code]}/{made.fixed[code]}" for code in codes
    )
    print(f"{made.name:22} {figures or 'nothing found'}", flush=True)
    for reason, count in made.declined.most_common():
        print(f"    {count} without a fix: {reason}")
    for problem in made.problems:
        print(f"    PROBLEM {problem}")


if __name__ == "__main__":
    sys.exit(main())
