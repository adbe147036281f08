"""Imports that fixes make unused go with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from flasklint.rule import Checker, Finding, Fix, Remove, Rule
from flasklint.run.fixing import fix_all
from flasklint.testing import session_of


@dataclass(frozen=True)
class NoCallsOfGo(Rule):
    """Takes every call of `go(...)` out."""

    code = "FLK999"
    category = "style"

    def check(self, checker: Checker) -> Iterator[Finding]:
        for line in checker.file.tree.module.body:
            if checker.file.code(line).startswith("go("):
                yield Finding(line, "it goes", fix=Fix("take it out", (Remove(line),)))


def fixed(text: str, **others: str) -> str:
    files = {"shop/__init__.py": "", "shop/go.py": text, "shop/models.py": "Book = Pen = 1\n"}
    files |= {f"shop/{name}.py": other for name, other in others.items()}
    session = session_of(NoCallsOfGo, files)
    diagnostics, failures = session.check_all()
    left, failed, done = fix_all(session, diagnostics, allow_unsafe=True)
    assert done
    assert not (failures or failed or left)
    return session.workspace.open("shop/go.py").text


GO = "def go(*_): ...\n"
USED = "import shop.models\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("import json\ngo(json)\nx = 1\n", "x = 1\n"),
        ("import json\nimport re\n\ngo(json)\nx = re\n", "import re\n\nx = re\n"),
        ("from re import I, M, S\ngo(M)\nx = I, S\n", "from re import I, S\nx = I, S\n"),
        (
            "from re import (\n    I,\n    M,\n)\ngo(I, M)\nx = M\n",
            "from re import (\n    M,\n)\nx = M\n",
        ),
        ("from re import I as J\ngo(J)\n", ""),
        ("from re import I, M\ngo(I)\ngo(M)\n", ""),
        ("from shop.models import Book\ngo(Book)\n", ""),
    ],
)
def test_what_a_fix_makes_unused_goes(before: str, after: str) -> None:
    assert fixed(before, other=USED) == after


@pytest.mark.parametrize(
    "text",
    [
        "import json\nimport re\ngo(1)\nx = re\n",
        "import json  # noqa: F401\ngo(json)\n",
        "import json\ngo(json)\n__all__ = ['json']\n",
        "import json\ngo(json)\ny: 'json.X'\n",
        "try:\n    import json\nexcept ImportError:\n    json = None\ngo(json)\n",
        "if x:\n    import json\ngo(json)\n",
        "from re import *\ngo(I)\n",
    ],
)
def test_other_imports_stay(text: str) -> None:
    assert fixed(text) == text.replace("go(json)\n", "").replace("go(1)\n", "").replace(
        "go(I)\n", ""
    )


@pytest.mark.parametrize(
    "other",
    [
        "from shop.go import json\n",
        "from .go import *\n\nx = json\n",
        "from .go import *\n\n__all__ = names()\n",
        "from shop import go\n\nx = go.json\n",
        'patched = patch("shop.go.json")\n',
    ],
)
def test_what_another_file_has_from_this_one_stays(other: str) -> None:
    assert fixed("import json\ngo(json)\n", other=other) == "import json\n"


def test_a_star_import_that_nobody_has_it_by_keeps_nothing() -> None:
    others = {"other": "from .go import *\n", "app": "from shop.other import *\n\nx = 1\n"}
    assert fixed("import json\ngo(json)\nx = 1\n", **others) == "x = 1\n"


def test_a_star_import_of_a_star_import_may_have_it() -> None:
    others = {"other": "from .go import *\n", "app": "from shop.other import *\n\nx = json\n"}
    assert fixed("import json\ngo(json)\n", **others) == "import json\n"


def test_the_only_import_of_a_module_of_the_project_stays() -> None:
    assert fixed("from shop.models import Book\ngo(Book)\n") == "from shop.models import Book\n"


def test_what_a_package_imports_is_for_others() -> None:
    files = {"shop/__init__.py": "import json\ngo(json)\n"}
    session = session_of(NoCallsOfGo, files)
    fix_all(session, session.check_all()[0], allow_unsafe=True)
    assert session.workspace.open("shop/__init__.py").text == "import json\n"
