"""The outline of a file has every path that its names have, and perhaps more."""

from __future__ import annotations

import ast
import json
from collections import defaultdict
from pathlib import Path

import libcst as cst
import pytest
from syntax_forms import FORMS

from flasklint.languages.python.source import SourceFile, parse
from flasklint.limits import SourceError
from flasklint.run.rule_loading import load_rules
from flasklint.testing.examples.running import files_of

LIBRARY = Path(json.__file__).parents[1]
KINDS: dict[type, str] = {
    cst.Name: "Name",
    cst.Attribute: "Attribute",
    cst.Call: "Call",
    cst.Subscript: "Subscript",
}


def assert_has_all(file: SourceFile) -> None:
    """Each path that `names` has is one that the outline has for the same kind of expression that
    begins at the same place."""
    outline = file.outline
    assert outline is not None
    known = defaultdict[tuple[str, int, int], set[str]](set)
    lines = file.data.splitlines()
    for node in ast.walk(outline.tree):
        if isinstance(node, ast.expr):
            column = len(lines[node.lineno - 1][: node.col_offset].decode())
            known[node.__class__.__name__, node.lineno, column].update(outline.paths(node))
    for kind, name in KINDS.items():
        for each in file.tree.all(kind):
            path = file.names.path(each)
            start = file.lines.location(file.reach(each)[0])
            key = (name, start.row, start.column - 1)
            if path is not None and key in known:
                paths = known[key]
                is_known = path in paths or any(each[0] in "?~" for each in paths)
                assert is_known, (file.filename, start)


def source(text: str, filename: str = "shop/a.py") -> SourceFile:
    return parse(text.encode(), filename, "shop.a", False)


@pytest.mark.parametrize("form", FORMS)
def test_the_outline_has_the_paths_of_a_form(form: str) -> None:
    assert_has_all(source(FORMS[form]))


def test_the_outline_has_the_paths_of_all_examples() -> None:
    for rule in load_rules():
        for example in rule.examples:
            for filename, text in files_of(example.files).items():
                if filename.endswith(".py"):
                    assert_has_all(source(text, filename))


@pytest.mark.parametrize("path", sorted(LIBRARY.glob("[a-f]*.py")), ids=lambda path: path.name)
def test_the_outline_has_the_paths_of_a_module_of_the_standard_library(path: Path) -> None:
    try:
        file = parse(path.read_bytes(), path.name, path.stem, False)
    except SourceError:
        return
    assert_has_all(file)


def test_nothing_leads_where_nothing_in_a_file_does() -> None:
    outline = source(
        "from flask import request\n\n\ndef f(a):\n    return a.b(request.json)\n"
    ).outline
    assert outline is not None
    (call,) = outline.all(ast.Call)
    assert outline.paths(call) == set()
    assert outline.paths(call.args[0]) == {"flask.request.json"}


@pytest.mark.parametrize("form", FORMS)
def test_imports_are_those_of_libcsts_tree(form: str) -> None:
    file = source(FORMS[form])
    assert list(file.imported) == [(each.name, each.path) for each in file.imports]
