"""The static route table of every form of wiring is the one that Flask has when it runs."""

from __future__ import annotations

import importlib
import json
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest
import wiring_forms
from wiring_forms.form import Form

from flasklint.languages.python.facts import module_facts
from flasklint.languages.python.source import parse
from flasklint.project import Project

FORMS: list[Form] = [
    form
    for info in pkgutil.iter_modules(wiring_forms.__path__, "wiring_forms.")
    for form in getattr(importlib.import_module(info.name), "FORMS", ())
]
Row = tuple[str, tuple[str, ...], str]

RUNNER = """
import importlib, json, sys, traceback
from pathlib import Path

def table(app):
    return sorted(
        [rule.rule, sorted(rule.methods - {"HEAD", "OPTIONS"}), rule.endpoint]
        for rule in app.url_map.iter_rules()
    )

def started(folder, starts):
    before = set(sys.modules)
    sys.path.insert(0, folder)
    try:
        tables = {}
        for start in starts:
            name, _, expression = start.partition(":")
            tables[start] = table(eval(expression, vars(importlib.import_module(name))))
        return tables
    except Exception:
        return {"error": traceback.format_exc()}
    finally:
        sys.path.remove(folder)
        importlib.invalidate_caches()
        for name in set(sys.modules) - before:
            if str(getattr(sys.modules[name], "__file__", "")).startswith(folder):
                del sys.modules[name]

wanted = json.load(sys.stdin)
print(json.dumps([started(folder, starts) for folder, starts in wanted]))
"""


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, list[Row]]]:
    """For each form what the started apps have: all are started in one interpreter."""
    wanted = []
    for number, form in enumerate(FORMS):
        folder = tmp_path_factory.mktemp(f"form{number}")
        for name, text in form.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        wanted.append((str(folder), form.starts))
    done = subprocess.run(
        [sys.executable, "-c", RUNNER],
        input=json.dumps(wanted), capture_output=True, text=True, check=True,
        cwd=Path(wanted[0][0]).parent,
    )  # fmt: skip
    tables = json.loads(done.stdout.splitlines()[-1])
    return {form.title: table for form, table in zip(FORMS, tables, strict=True)}


def static_table(form: Form) -> dict[str, set[Row]]:
    """What flasklint tells of the project without running it, by the module that makes the app."""
    modules = {}
    for filename, text in form.files.items():
        name = filename.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
        is_package = filename.endswith("__init__.py")
        source = parse(text.encode(), filename, name, is_package)
        modules[name] = module_facts(source.tree, name, filename, is_package)
    found: dict[str, set[Row]] = {}
    for route in Project(modules).route_table:
        if route.registered.holds:
            row = (route.rule or "?", route.methods or ("?",), route.endpoint or "?")
            found.setdefault(route.app or "?", set()).add(row)
    return found


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_the_static_route_table_is_that_of_the_running_app(
    form: Form, running: dict[str, dict[str, list[Row]]]
) -> None:
    tables = running[form.title]
    assert "error" not in tables, tables
    rows = {
        start: {(rule, tuple(methods), endpoint) for rule, methods, endpoint in table}
        for start, table in tables.items()
    }
    found = static_table(form)
    if len(form.starts) == 1:
        assert set().union(*found.values()) == rows[form.starts[0]]
    else:
        assert found == {start.partition(":")[0]: rows[start] for start in form.starts}


def test_titles_of_forms_differ() -> None:
    assert len({form.title for form in FORMS}) == len(FORMS)
