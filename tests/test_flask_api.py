"""What is written down about Flask's and other packages' names is so in the packages."""

from __future__ import annotations

import importlib
import importlib.util
import types

import pytest

from flasklint.packages import flask_api

MODULES = [
    module
    for module in sorted(flask_api.INNER_MODULES)
    if importlib.util.find_spec(module.partition(".")[0])
]


def test_many_packages_are_there_to_look_at() -> None:
    assert len(MODULES) > 20


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("module", MODULES)
def test_a_package_has_the_names_of_its_inner_module(module: str) -> None:
    try:
        inner = vars(importlib.import_module(module))
    except ModuleNotFoundError:
        pytest.skip("the installed version has no such module")
    package = importlib.import_module(module.rpartition(".")[0])
    own = {
        name: value
        for name, value in inner.items()
        if getattr(value, "__module__", None) == module and not name.startswith("_")
    }
    known = {name: getattr(package, name) for name in own if hasattr(package, name)}
    assert any(known[name] is own[name] for name in known)
    others = {name: value for name, value in known.items() if value is not own[name]}
    assert all(isinstance(value, types.ModuleType) for value in others.values()), others


def test_a_name_of_an_inner_module_is_that_of_its_package() -> None:
    found = flask_api.canonical("flask_login.utils.fresh_login_required")
    assert found == "flask_login.fresh_login_required"
