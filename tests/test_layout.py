"""The folders of the engine are stages: who may import whom, as data."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ENGINE = ROOT / "flasklint"
RULES = ROOT / "rules"
ORDER = (
    "__main__ pytest_plugin",
    "testing",
    "cli",
    "run",
    "check",
    "fixes reports",
    "discover",
    "config",
    "rule",
    "project",
    "follow",
    "languages",
    "packages",
    "facts disk",
    "limits",
    "diagnostics profile",
    "__init__",
)
"""From top to bottom. Each stage may import those below it, not those above or beside it; what is
imported for the type checker only counts as well."""
OUTSIDE = {
    "facts": set(),
    "disk": {"pathspec"},
    "diagnostics": set(),
    "packages": set(),
    "languages": {"libcst"},
    "follow": set(),
    "project": {"libcst"},
    "discover": {"pathspec"},
    "config": set(),
    "reports": {"rich"},
    "cli": {"click", "rich"},
}
"""Which packages from outside a stage may import."""
FOR_RULES = ("rule", "project", "languages.python", "packages", "facts", "diagnostics")
"""What rules may import."""

LONGEST = 350
"""How many lines a file may have: a longer one is two things, and is two files."""

RANKS = {stage: rank for rank, stages in enumerate(ORDER) for stage in stages.split()}
MODULES = {
    ".".join(
        ["flasklint", *(part for part in path.relative_to(ENGINE).with_suffix("").parts)]
    ).removesuffix(".__init__"): path
    for path in sorted(ENGINE.rglob("*.py"))
    if "described" not in path.parts
}


def imported(path: Path) -> Iterator[str]:
    """The modules that a file imports, those in functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield full if full in MODULES else node.module


def stage(module: str) -> str:
    """The folder or file of the engine that a module belongs to."""
    return [*module.split("."), "__init__"][1]


ARROWS = {
    name: {each for each in imported(path) if each.partition(".")[0] == "flasklint"}
    for name, path in MODULES.items()
}


def test_every_stage_has_its_place() -> None:
    assert {stage(name) for name in MODULES} == set(RANKS)


@pytest.mark.parametrize("name", MODULES)
def test_a_stage_imports_those_below_it(name: str) -> None:
    own = stage(name)
    wrong = {
        each for each in ARROWS[name] if stage(each) != own and RANKS[stage(each)] <= RANKS[own]
    }
    assert not wrong


@pytest.mark.parametrize("name", MODULES)
def test_a_stage_imports_of_other_packages_what_it_may(name: str) -> None:
    if stage(name) not in OUTSIDE:
        pytest.skip("it may import any")
    tops = {each.partition(".")[0] for each in imported(MODULES[name])}
    assert tops - sys.stdlib_module_names - {"flasklint"} <= OUTSIDE[stage(name)]


@pytest.mark.parametrize("path", sorted(RULES.rglob("*.py")), ids=lambda path: path.stem)
def test_rules_import_what_is_for_rules(path: Path) -> None:
    allowed = tuple(f"flasklint.{each}" for each in FOR_RULES)
    ours = {each for each in imported(path) if each.partition(".")[0] == "flasklint"}
    assert all(each.startswith(allowed) for each in ours), ours


def circles() -> list[set[str]]:
    """The modules that import each other, around any corner."""
    reached = {name: below(name) for name in MODULES}
    found: list[set[str]] = []
    for name in MODULES:
        circle = {other for other in reached[name] if name in reached.get(other, ())}
        if circle and circle not in found:
            found.append(circle)
    return found


def below(name: str) -> set[str]:
    """What a module imports, directly or not."""
    seen: set[str] = set()
    waiting = list(ARROWS[name])
    while waiting:
        top = waiting.pop()
        if top not in seen:
            seen.add(top)
            waiting += ARROWS.get(top, ())
    return seen


@pytest.mark.parametrize("folder", ["flasklint", "rules", "benchmarks"])
def test_no_file_of_code_has_more_than_350_lines(folder: str) -> None:
    paths = sorted((ROOT / folder).rglob("*.py"))
    lines = {path: path.read_text(encoding="utf-8").count("\n") for path in paths}
    assert {str(path.relative_to(ROOT)): n for path, n in lines.items() if n > LONGEST} == {}


def test_no_modules_import_each_other() -> None:
    assert [sorted(circle) for circle in circles()] == []


@pytest.mark.parametrize(
    "name",
    [
        "cli.check", "discover.contents", "run.identity", "run.run", "run.setup", "run.store",
    ],
)  # fmt: skip
def test_what_a_warm_run_needs_is_light(name: str) -> None:
    code = f"import sys, flasklint.{name}; print(sorted({{'libcst', 'rich'}} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("name", ["rule", "project", "testing"])
def test_what_plug_ins_may_import_is_on_its_page(name: str) -> None:
    page = (ROOT / "docs" / "plug-ins.md").read_text(encoding="utf-8")
    section = page.partition(f"## `flasklint.{name}`")[2].partition("\n## ")[0]
    named = set(re.findall(r"`(\w+)`", section)) - {"flask_oracle"}
    assert named == set(importlib.import_module(f"flasklint.{name}").__all__)
