"""Which classes of settings an app may load, whatever decides it when it starts."""

from __future__ import annotations

import pytest

from flasklint.languages.python.facts import module_facts
from flasklint.languages.python.source import parse
from flasklint.project import Project

SETTINGS = """
import os

class Base: pass
class Development(Base): pass
class Production(Base): pass
class Apart: pass

by_name = {"dev": Development, "prod": Production}

def by_lookup(): return by_name[os.getenv("SHOP", "dev")]

def by_test():
    chosen = os.getenv("SHOP", "dev")
    if chosen == "prod":
        return Production
    return Development

at_import = by_test()
"""

CALLS = {
    "what a function looks up": "from_object(settings.by_lookup())",
    "what a function decides": "from_object(settings.by_test())",
    "what another module decides": "from_object(settings.at_import)",
    "a variable without a default": "from_object(settings.by_name[os.getenv('SHOP')])",
    "a variable that must be there": "from_object(settings.by_name[os.environ['SHOP']])",
    "an object of what a dict has": "from_object(settings.by_name.get(os.getenv('SHOP'))())",
    "a path with a default": "from_object(os.getenv('SHOP', 'settings.Development'))",
    "one of two": (
        "from_object(settings.Production if os.getenv('SHOP') == 'prod' else settings.Development)"
    ),
    "the beginning of a path": "from_object(f'settings.{kind}')",
    "a path with a name put in": "from_object('settings.%s' % kind)",
}


def loaded(call: str, kind: str = "", more: str = "") -> set[str]:
    app = (
        "from flask import Flask\nimport os\nimport settings\n"
        f"def create_app(kind{kind}):\n    app = Flask('x')\n"
        f"    app.config.{call}\n    return app\n"
    )
    modules = {}
    for name, text in {"app": app + more, "settings": SETTINGS}.items():
        source = parse(text.encode(), f"{name}.py", name, False)
        modules[name] = module_facts(source.tree, name, f"{name}.py", False)
    return set(Project(modules).config_sources.direct)


@pytest.mark.parametrize("title", CALLS)
def test_all_that_may_be_chosen_is_found(title: str) -> None:
    found = loaded(CALLS[title])
    assert found >= {"settings.Development", "settings.Production"}
    assert ("settings.Apart" in found) == ("kind" in CALLS[title])


def test_a_default_stands_beside_what_somebody_passes() -> None:
    found = loaded(
        "from_object(kind)", "=settings.Production", "create_app(settings.Development)\n"
    )
    assert found == {"settings.Development", "settings.Production"}


def test_names_that_are_assigned_and_imported_on_the_way_are_followed() -> None:
    call = (
        "from_object(chosen)\n    from settings import by_name as known\n"
        "    chosen = kind and known.get(kind)"
    )
    assert loaded(call) == {"settings.Development", "settings.Production"}


def test_names_that_stand_for_each_other_end() -> None:
    assert loaded("from_object(kind)\n    kind = kind or other\n    other = kind") == set()
