from __future__ import annotations

import textwrap

import libcst as cst
import pytest

from flasklint.diagnostics import edits
from flasklint.fixes.changes import ChangeError, to_edits
from flasklint.languages.python.source import SourceFile, parse
from flasklint.rule import AppendToBody, AppendToModule, Change


def read(code: str | bytes, filename: str = "shop/app.py") -> SourceFile:
    data = code if isinstance(code, bytes) else textwrap.dedent(code).encode()
    return parse(data, filename, filename.removesuffix(".py").replace("/", "."), False)


def unopened(filename: str) -> SourceFile:
    raise KeyError(filename)


def changed(file: SourceFile, *changes: Change) -> str:
    return edits.apply(file.text, to_edits(changes, file, unopened))


def statement(file: SourceFile, code: str) -> cst.CSTNode:
    """The innermost node whose code begins with `code` and that is a statement."""
    found = [
        node
        for node in file.tree.nodes
        if isinstance(node, (cst.BaseSmallStatement, cst.BaseCompoundStatement))
        and file.code(node).startswith(code)
    ]
    return found[0]


def test_a_method_goes_to_the_end_of_its_class() -> None:
    file = read(
        "class A:\n    def f(self):\n        return 1\n        # in\n    # still\n\n# out\n"
    )
    assert changed(file, AppendToBody(statement(file, "class"), "def g(self):\n    pass\n")) == (
        "class A:\n    def f(self):\n        return 1\n        # in\n    # still\n"
        "\n    def g(self):\n        pass\n\n# out\n"
    )


def test_two_methods_are_appended_in_order() -> None:
    file = read("class A:\n    x = 1\n")
    node = statement(file, "class")
    assert changed(file, AppendToBody(node, "y = 2"), AppendToBody(node, "z = 3")) == (
        "class A:\n    x = 1\n\n    y = 2\n\n    z = 3\n"
    )


@pytest.mark.parametrize("placeholder", ["pass", "..."])
def test_a_placeholder_gives_way(placeholder: str) -> None:
    file = read(f"class A:\n    {placeholder}  # soon\n")
    assert changed(file, AppendToBody(statement(file, "class"), "x = 1")) == (
        "class A:\n    # soon\n    x = 1\n"
    )


def test_a_placeholder_below_a_docstring_gives_way() -> None:
    file = read('class A:\n    """Doc."""\n    pass\n')
    assert changed(file, AppendToBody(statement(file, "class"), "x = 1")) == (
        'class A:\n    """Doc."""\n\n    x = 1\n'
    )


def test_a_body_on_the_line_of_its_class_gets_lines() -> None:
    file = read("class A: pass  # soon\ny = 1\n")
    assert changed(file, AppendToBody(statement(file, "class"), "x = 1")) == (
        "class A:  # soon\n    x = 1\ny = 1\n"
    )


def test_a_body_on_the_line_of_its_function_is_kept() -> None:
    file = read("class A:\n    def f(self): a(); b()\n")
    assert changed(file, AppendToBody(statement(file, "def"), "c()")) == (
        "class A:\n    def f(self):\n        a(); b()\n\n        c()\n"
    )


def test_only_a_class_or_function_has_a_body() -> None:
    file = read("if x:\n    pass\n")
    with pytest.raises(ChangeError):
        changed(file, AppendToBody(statement(file, "if"), "x = 1"))


@pytest.mark.parametrize("end", ["", "\n", "\n\n", "\n\n\n"])
def test_code_at_the_end_of_a_file_stands_two_lines_apart(end: str) -> None:
    file = read(f"a = 1{end}")
    assert changed(file, AppendToModule("shop/app.py", "b = 2")) == "a = 1\n\n\nb = 2\n"


def test_code_comes_into_an_empty_file() -> None:
    assert changed(read(""), AppendToModule("shop/app.py", "b = 2\n")) == "b = 2\n"
