"""What is known of a package stands under its name, once."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import Counter
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from flasklint.follow.descriptions import HERE as DESCRIBED
from flasklint.packages import flask_api, validation_api
from flasklint.packages import package as package_module
from flasklint.packages.package import (
    EFFECTS,
    Package,
    answers_errors_of,
    app_position,
    decorator_at,
    may,
    package,
    packages,
    uses_answer,
)
from flasklint.packages.quiet import QUIET

PUTTING = {"add_url_rule", "register_blueprint", "Blueprint"}


KNOWN = Path(package_module.__file__).parent / "known"
NAMES = sorted(path.stem for path in KNOWN.glob("*.py") if path.stem != "__init__")


def known(name: str) -> Package:
    found = package(name)
    assert found is not None
    return found


def decorators(of: Package) -> tuple[str, ...]:
    return (*of.wrapping, *of.filling, *of.keeping)


PATHS = [f"{name}.{path}" for name in NAMES for path in decorators(known(name))]
VALIDATING = [
    f"{name}.{path}"
    for name in NAMES
    for path in (*known(name).validating, *known(name).validating_if_asked)
]
EXTENSIONS = [f"{name}.{path}" for name in NAMES for path in known(name).extensions]
INSTALLED = packages_distributions()


def test_all_packages_come_by_their_names() -> None:
    assert len(NAMES) > 50
    assert [each.name for each in packages()] == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_package_is_found_under_the_name_by_which_it_is_imported(name: str) -> None:
    assert known(name).name == name
    assert name.isidentifier()


@pytest.mark.parametrize("name", NAMES)
def test_a_package_does_what_there_is_a_word_for(name: str) -> None:
    assert [effect for effect in EFFECTS if effect in known(name).may] == [*known(name).may]
    assert known(name).answers_errors_of in ("", "views", "apps")


@pytest.mark.parametrize("name", NAMES)
def test_a_package_with_a_file_has_more_to_say_than_that_it_is_quiet(name: str) -> None:
    assert known(name) not in (Package(name=name), Package(name=name, may=()))


@pytest.mark.parametrize("name", NAMES)
def test_no_decorator_of_a_package_stands_twice(name: str) -> None:
    assert [path for path, count in Counter(decorators(known(name))).items() if count > 1] == []


@pytest.mark.parametrize("path", PATHS)
def test_a_decorator_is_known_by_its_canonical_path(path: str) -> None:
    assert flask_api.canonical(path) == path
    assert decorator_at(path) is not None


@pytest.mark.parametrize("path", VALIDATING)
def test_what_validates_is_known_by_its_canonical_path(path: str) -> None:
    assert flask_api.canonical(path) == path
    assert validation_api.is_decorator(path, True)


@pytest.mark.parametrize("path", EXTENSIONS)
def test_an_extension_is_known_by_its_canonical_path(path: str) -> None:
    assert flask_api.canonical(path) == path
    assert app_position(path) is not None


@pytest.mark.parametrize("name", NAMES)
def test_only_what_wraps_a_view_or_fills_it_in_sees_its_answer(name: str) -> None:
    assert {*known(name).using_answers} <= {*known(name).wrapping, *known(name).filling}


@pytest.mark.parametrize("name", [name for name in NAMES if known(name).tried])
def test_what_was_tried_is_a_distribution_of_the_package(name: str) -> None:
    distribution, version = known(name).tried.split()
    assert version[0].isdigit()
    if name in INSTALLED:
        assert distribution.lower() in map(str.lower, INSTALLED[name])


@pytest.mark.parametrize("name", sorted(path.stem for path in DESCRIBED.glob("*.py")))
def test_a_package_whose_description_puts_routes_on_apps_may_do_so(name: str) -> None:
    tree = ast.walk(ast.parse((DESCRIBED / f"{name}.py").read_text(encoding="utf-8")))
    named = {getattr(node, "attr", getattr(node, "id", "")) for node in tree}
    assert may(name, "routes") or name == "flask" or PUTTING.isdisjoint(named)


def test_no_package_is_known_and_quiet() -> None:
    assert QUIET.isdisjoint(NAMES)
    assert QUIET.isdisjoint(sys.stdlib_module_names)


@pytest.mark.parametrize("name", ["flask_migrate", "sqlalchemy", "json"])
def test_a_quiet_package_does_nothing_to_an_app(name: str) -> None:
    assert not any(may(name, effect) for effect in EFFECTS)


def test_an_unknown_package_may_do_anything() -> None:
    assert all(may("acme_web", effect) for effect in EFFECTS)


@pytest.mark.parametrize("name", ["", "?", "__init__", "..package", "Flask()", "package"])
def test_what_is_no_package_is_not_known(name: str) -> None:
    assert package(name) is None


def test_a_package_says_what_its_decorators_do() -> None:
    found = [
        decorator_at(path)
        for path in (
            "flask_login.login_required",
            "webargs.flaskparser.use_args",
            "flask_wtf.CSRFProtect().exempt",
            "flask_login.current_user",
            "acme_web.page",
        )
    ]
    assert found == ["wrap", "fill", "keep", None, None]


def test_a_package_says_where_its_extension_takes_the_app() -> None:
    found = [
        app_position(path) for path in ("flask_mail.Mail", "flask_limiter.Limiter", "flask_mail.No")
    ]
    assert found == [0, 1, None]


def test_a_package_says_whose_errors_it_answers() -> None:
    found = [answers_errors_of(name) for name in ("flask_smorest", "flask_restx", "acme_web")]
    assert found == ["apps", "views", ""]


def test_a_package_says_which_decorators_use_an_answer() -> None:
    assert uses_answer("flask_cors.cross_origin")
    assert not uses_answer("flask_login.login_required")


def test_a_package_says_which_decorators_validate_a_body() -> None:
    expect = "flask_restx.Namespace().expect"
    found = [
        validation_api.is_decorator("flask_smorest.Blueprint().arguments", False),
        validation_api.is_decorator("flask_smorest.Blueprint().response", False),
        validation_api.is_decorator(expect, False),
        validation_api.is_decorator(expect, True),
    ]
    assert found == [True, False, False, True]
    assert {"arguments", "use_kwargs", "expect"} <= validation_api.names()


def test_packages_are_read_when_they_are_asked_for() -> None:
    code = """
import sys
from flasklint.packages.package import decorator_at, may
known = "flasklint.packages.known."
may("flask_mailman_of_ours", "routes")
assert not [name for name in sys.modules if name.startswith(known)]
decorator_at("flask_login.login_required")
print([name for name in sys.modules if name.startswith(known)])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "['flasklint.packages.known.flask_login']\n"
