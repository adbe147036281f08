"""What holds for all of the code: who may import whom, how rules are written and named."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from flasklint.config.selectors import FAMILIES
from flasklint.project import Project
from flasklint.reports.pages import rule_page
from flasklint.rule import Bad, Rule
from flasklint.run.rule_loading import load_rules

ROOT = Path(__file__).parents[1]
ENGINE = ROOT / "flasklint"
RULES = ROOT / "rules"
VAGUE = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "manager",
    "managers",
    "base",
    "core",
    "misc",
}


def modules(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every module below a package's folder: its dotted name and its file."""
    package = {ENGINE: "flasklint", RULES: "flasklint_rules"}[folder]
    for path in sorted(folder.rglob("*.py")):
        parts = path.relative_to(folder).with_suffix("").parts
        yield ".".join([package, *(part for part in parts if part != "__init__")]), path


def imports(path: Path) -> set[str]:
    """Every module that a file imports, and every name from one, in functions too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            assert node.module is not None
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def tops(path: Path) -> set[str]:
    return {name.partition(".")[0] for name in imports(path)}


def test_rules_stand_in_the_folder_of_their_family() -> None:
    for rule in load_rules(isolated=True):
        folder = rule.__module__.split(".")[-2]
        assert rule.code.startswith(FAMILIES.get(folder, "FLK9")), rule.__module__


ALL = [*modules(ENGINE), *modules(RULES)]


@pytest.mark.parametrize(("name", "path"), list(modules(RULES)))
def test_rules_import_only_the_engine_and_libcst(name: str, path: Path) -> None:
    outside = tops(path) - {"flasklint", "flasklint_rules", "libcst", "__future__"}
    assert outside <= sys.stdlib_module_names


UNRECORDED = (
    "route_table", "misconfigured", "following", "remembered", "words", "program", "programs", "at",
    "around",
)  # fmt: skip


def test_all_that_a_project_gives_is_answers_to_questions() -> None:
    # What is not recorded could change without a file being checked again.
    for name in dir(Project):
        found = getattr(Project, name)
        if name[0] == "_" or name in (*UNRECORDED, "record", "analysis"):
            continue
        ask = found.fget if isinstance(found, property) else found
        assert hasattr(ask, "__wrapped__"), name


@pytest.mark.parametrize(("name", "path"), list(modules(RULES)))
def test_rules_ask_the_project_nothing_that_is_not_recorded(name: str, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for part in (r"_\w+", "record", *UNRECORDED):
        assert not re.search(rf"\bproject\.{part}\b", text)


def test_one_module_uses_the_code_generator_of_libcst() -> None:
    users = [name for name, path in ALL if any("libcst._" in each for each in imports(path))]
    assert users == ["flasklint.languages.python.spans"]


SLOW = {"libcst.metadata", "libcst.matchers", "libcst.codemod", "libcst.helpers"}


@pytest.mark.parametrize(("name", "path"), ALL)
def test_nothing_uses_the_slow_parts_of_libcst(name: str, path: Path) -> None:
    assert SLOW.isdisjoint(imports(path))


@pytest.mark.parametrize(("name", "path"), ALL)
def test_modules_have_names_that_say_what_is_in_them(name: str, path: Path) -> None:
    assert VAGUE.isdisjoint(name.split("."))


@pytest.mark.parametrize(("name", "path"), ALL)
def test_every_module_says_what_it_is_for(name: str, path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), name


def test_every_package_is_installed() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    listed = set(settings["tool"]["setuptools"]["packages"])
    inits = {name: path for name, path in ALL if path.name == "__init__.py"}
    found = {name for name, path in inits.items() if "described" not in path.parts}
    assert listed == found


# rules


def rules() -> list[type[Rule]]:
    return load_rules(isolated=True)


def test_codes_are_unique_and_well_formed() -> None:
    codes = [rule.code for rule in rules()]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"FLK\d{3}", code) for code in codes)


def test_names_are_unique() -> None:
    names = [rule.name() for rule in rules()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name())
def test_a_rule_stands_in_the_file_of_its_name(rule: type[Rule]) -> None:
    snake = re.sub(r"(?<!^)(?=[A-Z])", "_", rule.__name__).lower()
    assert rule.__module__.rpartition(".")[2] == snake
    assert rule.name() == snake.replace("_", "-")


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name())
def test_a_rule_is_documented(rule: type[Rule]) -> None:
    first, _, rest = (rule.__doc__ or "").strip().partition("\n")
    assert first.endswith(".")
    assert first[0].isupper()
    assert rest.strip()


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name())
def test_a_rule_with_a_fix_says_how_safe_that_is(rule: type[Rule]) -> None:
    if not rule.fixable():
        pytest.skip("no fix")
    _, _, section = (rule.__doc__ or "").partition("## Fix safety\n")
    words = set(re.findall(r"\w+", section))
    assert "unsafe" in words or "safe" in words
    assert "no fix" in " ".join(section.split()), "says when there is none"


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name())
def test_a_rule_has_good_and_bad_examples(rule: type[Rule]) -> None:
    kinds = {type(example).__name__ for example in rule.examples}
    assert kinds == {"Good", "Bad"}


MOST_LINES_OF_A_PAGE = 115


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name())
def test_the_page_of_a_rule_is_short(rule: type[Rule]) -> None:
    assert rule_page(rule).count("\n") <= MOST_LINES_OF_A_PAGE


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name())
def test_a_rule_about_correctness_shows_flask_failing(rule: type[Rule]) -> None:
    if rule.category != "correctness":
        pytest.skip("it claims no failure")
    fails = [example.fails for example in rule.examples if isinstance(example, Bad)]
    assert any(fails), f"{rule.code}: no Bad example says how it `fails` in Flask"


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_load_nothing_slow(option: str) -> None:
    code = (
        "import sys\n"
        "from flasklint.cli import main\n"
        "try:\n"
        f"    main([{option!r}])\n"
        "except SystemExit:\n"
        "    pass\n"
        "slow = {'libcst', 'rich', 'flasklint_rules', 'pathspec'} & set(sys.modules)\n"
        "sys.exit(f'loaded: {slow}' if slow else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


MENTIONS = r"\.code\.names\b|\.definitions\b|\bmodule\.(?:names|raised|dotted_strings)\b"
MAY_ASK_FOR_MENTIONS = {
    "follow/evaluation.py",
    "follow/mentions.py",
    "follow/roots.py",
    "project/apps/programs.py",
    "project/bodies/validated.py",
    "project/calls/handed_on.py",
    "project/calls/methods.py",
    "project/calls/sites.py",
    "project/contexts/import_time.py",
    "project/database/models.py",
    "project/database/reach.py",
    "project/errors/classes.py",
    "project/errors/handlers.py",
    "project/layers/services.py",
    "project/reachability.py",
    "project/routes/converters.py",
    "project/routes/flask_calls.py",
    "project/routes/shadowed.py",
    "project/settings/uses.py",
    "project/views/given_arguments.py",
    "project/views/resources.py",
}


def test_only_known_places_ask_what_code_mentions() -> None:
    """Each adds what it asks for to `Evaluation.words`: an edit of a body that nobody has read
    counts only if it changes whether one of them is mentioned."""
    asking = {
        path.relative_to(ENGINE).as_posix()
        for _, path in modules(ENGINE)
        if re.search(MENTIONS, path.read_text(encoding="utf-8"))
        and path.parent.name not in ("facts", "python")
    }
    assert asking == MAY_ASK_FOR_MENTIONS
