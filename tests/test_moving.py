"""Names that are imported from another module than before."""

from __future__ import annotations

import libcst as cst
import pytest
from test_changes import changed, read

from flasklint.fixes.changes import ChangeError
from flasklint.rule import MoveImport


def moved(code: str, old: str, module: str, name: str, stay: bool = False) -> str:
    file = read(code)
    node = next(
        each
        for each in file.tree.all(cst.ImportFrom)
        if f"import {old}" in file.code(each) or old in file.code(each)
    )
    return changed(file, MoveImport(node, old, module, name, stay))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "from flask import Flask, Markup\n",
            "from flask import Flask\nfrom markupsafe import Markup\n",
        ),
        (
            "from flask import Markup, render_template\nfrom markupsafe import escape\n",
            "from flask import render_template\nfrom markupsafe import Markup, escape\n",
        ),
        (
            "from flask import (\n    Flask,\n    Markup,\n    request,\n)\n",
            "from flask import (\n    Flask,\n    request,\n)\nfrom markupsafe import Markup\n",
        ),
        (
            "from flask import (\n    Flask,\n    Markup,\n)\n",
            "from flask import (\n    Flask,\n)\nfrom markupsafe import Markup\n",
        ),
        ("from flask import Markup\n", "from markupsafe import Markup\n"),
        ("from flask import Markup  # for mails\n", "from markupsafe import Markup  # for mails\n"),
        ("from flask import Markup as M\n", "from markupsafe import Markup as M\n"),
        (
            "import re\n\nfrom flask import Markup\n\nx = Markup('')\n",
            "import re\n\nfrom markupsafe import Markup\n\nx = Markup('')\n",
        ),
    ],
)
def test_a_name_comes_from_another_module(before: str, after: str) -> None:
    assert moved(before, "Markup", "markupsafe", "Markup") == after


def test_a_name_that_is_called_otherwise_is_renamed_where_it_is_used() -> None:
    code = """\
    from flask import redirect
    from werkzeug.urls import url_quote


    def find(words):
        return redirect(url_quote(words, url_quote=1) + words.url_quote)
    """
    assert moved(code, "url_quote", "urllib.parse", "quote") == (
        "from urllib.parse import quote\n\n"
        "from flask import redirect\n\n\n"
        "def find(words):\n"
        "    return redirect(quote(words, url_quote=1) + words.url_quote)\n"
    )


def test_a_local_name_of_a_function_is_not_the_imported_one() -> None:
    code = "from w import old\n\n\ndef f(old):\n    return old\n"
    assert moved(code, "old", "w", "new") == "from w import new\n\n\ndef f(old):\n    return old\n"


def test_a_name_is_called_as_before_where_the_new_one_is_taken() -> None:
    code = "from w import old\n\n\ndef f(new):\n    return old(new)\n"
    assert moved(code, "old", "u", "new") == code.replace("w import old", "u import new as old")


def test_a_name_that_is_imported_from_elsewhere_is_taken() -> None:
    code = "from shop import new\nfrom w import old\n\nold(new)\n"
    assert moved(code, "old", "w", "new") == code.replace("import old", "import new as old")


def test_a_name_can_stay() -> None:
    code = "from w import old\n\nold()\n"
    assert moved(code, "old", "u", "new", stay=True) == code.replace(
        "w import old", "u import new as old"
    )


def test_two_old_names_of_one_new_become_one() -> None:
    code = "from jinja2 import contextfilter, pass_context\n\ncontextfilter(pass_context)\n"
    assert moved(code, "contextfilter", "jinja2", "pass_context") == (
        "from jinja2 import pass_context\n\npass_context(pass_context)\n"
    )


@pytest.mark.parametrize(
    "code",
    [
        "try:\n    from flask import Markup\nexcept ImportError:\n    pass\n",
        "def f():\n    from flask import Markup\n",
        "from flask import (\n    Markup,  # for mails\n    request,\n)\n",
    ],
)
def test_there_is_no_change_where_it_would_not_be_a_move(code: str) -> None:
    with pytest.raises(ChangeError):
        moved(code, "Markup", "markupsafe", "Markup")
