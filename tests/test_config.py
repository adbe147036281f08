"""What is written in configuration files and on the command line, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import pytest

from flasklint.config.config import (
    Config,
    ConfigError,
    effective,
    fix_of,
    ignored_for,
    load,
    matches,
    options_of,
    selected,
    severity_of,
)
from flasklint.diagnostics.diagnostic import Applicability, Category, Diagnostic, Fix
from flasklint.diagnostics.positions import Location
from flasklint.rule import Finding, Rule


@dataclass(frozen=True)
class HardcodedSetting(Rule):
    """A secret in the code."""

    code: ClassVar[str] = "FLK614"
    category: ClassVar[Category] = "security"

    allow: tuple[str, ...] = ()
    most_digits: int = 3
    strict: bool = False

    def check(self, checker: Any) -> Iterator[Finding]:
        yield from ()


@dataclass(frozen=True)
class FatView(Rule):
    """A view that does too much."""

    code: ClassVar[str] = "FLK301"
    category: ClassVar[Category] = "architecture"

    def check(self, checker: Any) -> Iterator[Finding]:
        yield from ()


RULES: list[type[Rule]] = [HardcodedSetting, FatView]


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def pyproject(root: Path, text: str) -> None:
    write(root / "pyproject.toml", f"[tool.flasklint]\n{text}")


def problems(root: Path, **settings: Any) -> list[str]:
    with pytest.raises(ConfigError) as error:
        load(root, RULES, **settings)
    return error.value.problems


def codes(config: Config) -> list[str]:
    return [rule.code for rule in selected(config, RULES)]


def test_without_a_file_every_rule_is_selected(tmp_path: Path) -> None:
    assert codes(load(tmp_path, RULES)) == ["FLK301", "FLK614"]


def test_the_nearest_pyproject_with_the_table_counts(tmp_path: Path) -> None:
    pyproject(tmp_path, 'fail-on = "error"')
    write(tmp_path / "sub" / "pyproject.toml", "[project]\nname = 'other'\n")
    config = load(tmp_path / "sub", RULES)
    assert (config.root, config.fail_on) == (tmp_path, "error")


def test_flasklint_toml_wins_over_pyproject_beside_it(tmp_path: Path) -> None:
    pyproject(tmp_path, 'fail-on = "error"')
    write(tmp_path / "flasklint.toml", 'fail-on = "info"')
    config = load(tmp_path, RULES)
    assert (config.fail_on, config.origin["fail-on"]) == ("info", "flasklint.toml fail-on")


def test_without_settings_the_repository_is_the_root(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "shop" / "api").mkdir(parents=True)
    assert load(tmp_path / "shop" / "api", RULES).root == tmp_path


def test_without_any_mark_the_outermost_package_is_the_root(tmp_path: Path) -> None:
    write(tmp_path / "shop" / "__init__.py", "")
    write(tmp_path / "shop" / "api" / "__init__.py", "")
    assert load(tmp_path / "shop" / "api", RULES).root == tmp_path / "shop"


def test_isolated_reads_no_file(tmp_path: Path) -> None:
    pyproject(tmp_path, "broken = ")
    assert load(tmp_path, RULES, isolated=True).source is None


def test_each_key_remembers_where_it_comes_from(tmp_path: Path) -> None:
    pyproject(tmp_path, 'ignore = ["FLK301"]\n[tool.flasklint.architecture]\nfactory = "a.b"\n')
    origin = load(tmp_path, RULES, overrides={"select": ("FLK",)}).origin
    assert origin["select"] == "--select"
    assert origin["ignore"] == "pyproject.toml [tool.flasklint] ignore"
    assert origin["architecture.factory"] == "pyproject.toml [tool.flasklint.architecture] factory"
    assert origin["fail-on"] == "default"


def test_every_setting_is_listed_with_value_and_origin(tmp_path: Path) -> None:
    config = load(tmp_path, RULES, config_settings=["rules.FLK614.most-digits=7"])
    rows = {key: (value, origin) for key, value, origin in effective(config, RULES)}
    assert rows["rules.hardcoded-setting.most-digits"] == (7, "--config rules.FLK614.most-digits")
    assert rows["rules.hardcoded-setting.strict"] == (False, "default")
    assert rows["respect-gitignore"] == (True, "default")


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    pyproject(
        tmp_path,
        'selct = ["ALL"]\nfail-on = "off"\nrespect-gitignore = "no"\nignore = ["FLK999"]\n'
        "[tool.flasklint.rules.hardcoded-setting]\nalow = []\nmost-digits = true\n",
    )
    where = "pyproject.toml [tool.flasklint"
    assert problems(tmp_path) == [
        f"{where}]: unknown key `selct`; did you mean `select`?",
        f"{where}] fail-on: to turn a rule off, put it into `ignore`",
        f'{where}] respect-gitignore: must be true or false, not "no"',
        f"{where}] ignore: unknown rule `FLK999`",
        f"{where}.rules.hardcoded-setting]: unknown option `alow`; did you mean `allow`?",
        f"{where}.rules.hardcoded-setting] most-digits: must be a whole number, not true",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("fail_on = 'error'", "did you mean `fail-on`?"),
        ("select = 'FLK301'", 'select: must be a list of strings, not "FLK301"'),
        ("select = ['fat-veiw']", "unknown rule `fat-veiw`; did you mean `fat-view`?"),
        ("architecture = 3", "[tool.flasklint.architecture]: must be a table, not 3"),
        ("architecture = { factory = 'a b' }", 'must be a dotted name such as "shop.app'),
        ("architecture = { error_class = 'a' }", "did you mean `error-class`?"),
        ("severity = { fat-view = 'fatal' }", 'must be one of "error", "warning", "info"'),
        ("rules = { fat-vew = {} }", "unknown rule `fat-vew`; did you mean `fat-view`?"),
        ("exclude = ['!']", "`!` is not a glob"),
        ("exclude = ['../old']", "exclude: `../old` leads out of the project"),
        ("per-file-ignores = { 'a/../b.py' = [] }", "`a/../b.py` leads out of the project"),
        ("architecture = { services = ['../../**'] }", "`../../**` leads out of the project"),
        ("architecture = { libraries = ['../web.py'] }", "`../web.py` leads out of the project"),
        ("architecture = { libraries = ['/etc/web.py'] }", "`/etc/web.py` is an absolute path"),
        ("architecture = { libraries = ['**web.py'] }", "`**web.py` is not a glob"),
        ("per-file-ignores = { 'a.py' = ['FLK9'] }", "unknown rule `FLK9`"),
        ("per-file-ignores = { 'a.py' = ['FLK010'] }", "unless `exclude` leaves them out"),
        ("select = ['FLK010']", "`FLK010` is no rule: files that cannot be read are always"),
        ("unfixable = ['unreadable-file']", "`unreadable-file` is no rule: files that cannot"),
        ("ignore = ['flk001']", "`flk001` is no rule: comments that silence nothing are always"),
        ("severity = { FLK002 = 'info' }", "`FLK002` is no rule: suppressions that cannot"),
        ("rules = { FLK010 = {} }", "`FLK010` is no rule: files that cannot be read are always"),
    ],
)
def test_a_mistake_is_told_with_the_way_out(tmp_path: Path, text: str, told: str) -> None:
    pyproject(tmp_path, text)
    (problem,) = problems(tmp_path)
    assert told in problem


def test_a_file_that_is_not_toml_is_one_problem(tmp_path: Path) -> None:
    pyproject(tmp_path, "select = [")
    (problem,) = problems(tmp_path)
    assert "pyproject.toml: cannot be read" in problem


def test_config_takes_toml_and_bare_words(tmp_path: Path) -> None:
    settings = ["fail-on=error", 'architecture.error-class="shop.E"', 'exclude=["a", "b"]']
    config = load(tmp_path, RULES, config_settings=settings)
    assert config.fail_on == "error"
    assert config.architecture.error_class == "shop.E"
    assert config.exclude == ("a", "b")


@pytest.mark.parametrize("setting", ["fail-on", "=3", "exclude=[1", "nonsense=1"])
def test_a_bad_config_option_is_a_problem(tmp_path: Path, setting: str) -> None:
    (problem,) = problems(tmp_path, config_settings=[setting])
    assert problem.startswith("--config")


def test_config_overrides_the_file_key_by_key(tmp_path: Path) -> None:
    pyproject(tmp_path, "[tool.flasklint.architecture]\nfactory = 'a.b'\nerror-class = 'a.E'\n")
    config = load(tmp_path, RULES, config_settings=["architecture.factory=c.d"])
    assert config.architecture.factory == "c.d"
    assert config.architecture.error_class == "a.E"


@pytest.mark.parametrize(
    "selector", ["fat-view", "FLK301", "FLK3", "FLK", "services", "architecture", "ALL"]
)
def test_a_rule_is_meant_by(selector: str) -> None:
    assert matches(selector, FatView)


@pytest.mark.parametrize("selector", ["FLK6", "config", "security", "fat", "301", "flk301"])
def test_a_rule_is_not_meant_by(selector: str) -> None:
    assert not matches(selector, FatView)


def test_the_more_precise_selector_wins() -> None:
    config = Config(Path("/"), select=("FLK301",), ignore=("architecture",))
    assert codes(config) == ["FLK301"]


@dataclass(frozen=True)
class Unproven(FatView):
    """A rule that is not known to be precise."""

    code: ClassVar[str] = "FLK302"
    preview: ClassVar[bool] = True


def test_a_rule_in_preview_runs_only_where_it_is_asked_for() -> None:
    def runs(**settings: Any) -> bool:
        return Unproven in selected(Config(Path(), **settings), [Unproven])

    assert not runs()
    assert not runs(select=("FLK3",))
    assert runs(preview=True)
    assert runs(extend_select=("unproven",))
    assert not runs(preview=True, ignore=("FLK302",))


def test_ignore_wins_a_tie() -> None:
    assert codes(Config(Path("/"), select=("FLK301",), ignore=("fat-view",))) == []


def test_extend_select_adds() -> None:
    assert codes(Config(Path("/"), select=("FLK3",), extend_select=("FLK6",))) == [
        "FLK301",
        "FLK614",
    ]


def test_an_unknown_selector_is_an_error() -> None:
    with pytest.raises(ConfigError, match="did you mean `fat-view`"):
        selected(Config(Path("/"), select=("fat-views",)), RULES)


def test_a_rule_selected_on_the_command_line_runs_although_the_file_ignores_it(
    tmp_path: Path,
) -> None:
    pyproject(tmp_path, 'ignore = ["FLK301"]')
    assert codes(load(tmp_path, RULES, overrides={"select": ("fat-view",)})) == ["FLK301"]
    assert codes(load(tmp_path, RULES, overrides={"select": ("ALL",)})) == ["FLK614"]


def test_ignore_on_the_command_line_adds_to_the_file(tmp_path: Path) -> None:
    pyproject(tmp_path, 'ignore = ["FLK301"]')
    config = load(tmp_path, RULES, overrides={"ignore": ("FLK614",)})
    assert codes(config) == []
    assert config.origin["ignore"] == "pyproject.toml [tool.flasklint] ignore, --ignore"


def test_options_become_arguments_of_the_rule(tmp_path: Path) -> None:
    pyproject(tmp_path, "[tool.flasklint.rules.FLK614]\nallow = ['A']\nmost-digits = 4\n")
    options = options_of(load(tmp_path, RULES), HardcodedSetting)
    assert HardcodedSetting(**options) == HardcodedSetting(allow=("A",), most_digits=4)


def test_options_set_in_python_are_checked_too() -> None:
    config = Config(Path("/"), options={"hardcoded-setting": {"allow": "A"}})
    with pytest.raises(ConfigError, match="must be a list of strings"):
        options_of(config, HardcodedSetting)


def test_per_file_ignores_fit_like_gitignore() -> None:
    config = Config(
        Path("/"),
        per_file_ignores={"legacy/": ("FLK301",), "*_old.py": ("FLK6",), "!shop/": ("style",)},
    )
    assert ignored_for(config, "shop/legacy/api.py") == ("FLK301",)
    assert ignored_for(config, "shop/api_old.py") == ("FLK6",)
    assert ignored_for(config, "wsgi.py") == ("style",)


def test_the_most_precise_severity_counts() -> None:
    config = Config(Path("/"), severity={"fat-view": "info", "ALL": "error"})
    assert severity_of(config, FatView) == "info"
    assert severity_of(config, HardcodedSetting) == "error"
    assert severity_of(Config(Path("/")), FatView) == "warning"


# fixes


def kept(
    code: str = "FLK614", name: str = "hardcoded-setting", category: Category = "security",
    **settings: tuple[str, ...],
) -> Applicability | None:  # fmt: skip
    """What becomes of an unsafe fix."""
    here = Location(1, 1)
    item = Diagnostic(
        code, name, "m", "warning", category, "a.py", here, here, 1, "", fix=Fix("unsafe", "f", ())
    )
    fix = fix_of(Config(Path("/"), **settings), item)  # type: ignore[arg-type]
    return fix.applicability if fix else None


@pytest.mark.parametrize("selector", ["FLK614", "hardcoded-setting", "FLK6", "security", "ALL"])
def test_what_is_unfixable_has_no_fix(selector: str) -> None:
    assert kept(unfixable=(selector,)) is None


def test_only_what_is_fixable_has_a_fix() -> None:
    assert kept(fixable=("FLK3",)) is None
    assert kept(fixable=("FLK3", "security")) == "unsafe"


def test_the_more_precise_word_about_fixes_wins() -> None:
    assert kept(fixable=("FLK614",), unfixable=("FLK6",)) == "unsafe"
    assert kept(fixable=("FLK6",), unfixable=("FLK614",)) is None
    assert kept(fixable=("ALL",), unfixable=("ALL",)) is None


def test_what_is_said_about_suppressions_can_be_unfixable_too() -> None:
    own = {"code": "FLK001", "name": "unused-suppression", "category": "style"}
    assert kept(**own, unfixable=("FLK001",)) is None  # type: ignore[arg-type]
    assert kept(**own, fixable=("FLK614",)) is None  # type: ignore[arg-type]


def test_a_fix_is_as_safe_as_the_team_says() -> None:
    assert kept(extend_safe_fixes=("FLK614",)) == "safe"
    assert kept(extend_safe_fixes=("FLK6",), extend_unsafe_fixes=("FLK6",)) == "unsafe"
    assert kept(extend_safe_fixes=("FLK301",)) == "unsafe"


def test_mistakes_about_fixes_are_told_with_all_others(tmp_path: Path) -> None:
    write(
        tmp_path / "flasklint.toml",
        "fixable = 'ALL'\nunfixable = ['unused-supression']\nextend-safe-fixes = ['FLK9']\n",
    )
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, RULES, overrides={"unfixable": ("fat-veiw",)})
    assert caught.value.problems == [
        'flasklint.toml fixable: must be a list of strings, not "ALL"',
        "flasklint.toml unfixable: unknown rule `unused-supression`; "
        "did you mean `unused-suppression`?",
        "flasklint.toml extend-safe-fixes: unknown rule `FLK9`; did you mean `FLK614`?",
        "--unfixable: unknown rule `fat-veiw`; did you mean `fat-view`?",
    ]


def test_the_command_line_has_the_last_word_about_fixes(tmp_path: Path) -> None:
    write(tmp_path / "flasklint.toml", "fixable = ['FLK301']\nunfixable = ['FLK614', 'FLK001']\n")
    config = load(tmp_path, RULES, overrides={"unfixable": ("FLK301",)})
    assert (config.fixable, config.unfixable) == (("FLK301",), ("FLK614", "FLK001", "FLK301"))
    config = load(tmp_path, RULES, overrides={"fixable": ("hardcoded-setting", "FLK001")})
    assert config.fixable == ("hardcoded-setting", "FLK001")
    assert config.unfixable == ()
