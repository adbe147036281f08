from __future__ import annotations

import textwrap

import libcst as cst
import pytest

from flasklint.diagnostics import edits
from flasklint.fixes.changes import BrokenError, ChangeError, to_edits
from flasklint.languages.python.source import SourceFile, parse
from flasklint.rule import Change, Replace


def read(code: str | bytes, filename: str = "shop/app.py") -> SourceFile:
    data = code if isinstance(code, bytes) else textwrap.dedent(code).encode()
    return parse(data, filename, filename.removesuffix(".py").replace("/", "."), False)


def unopened(filename: str) -> SourceFile:
    raise KeyError(filename)


def changed(file: SourceFile, *changes: Change) -> str:
    return edits.apply(file.text, to_edits(changes, file, unopened))


def written(code: str) -> str:
    return textwrap.dedent(code)


def statement(file: SourceFile, code: str) -> cst.CSTNode:
    """The innermost node whose code begins with `code` and that is a statement."""
    found = [
        node
        for node in file.tree.nodes
        if isinstance(node, (cst.BaseSmallStatement, cst.BaseCompoundStatement))
        and file.code(node).startswith(code)
    ]
    return found[0]


def expression(file: SourceFile, code: str) -> cst.BaseExpression:
    return next(
        node
        for node in file.tree.nodes
        if isinstance(node, cst.BaseExpression) and file.code(node) == code
    )


def test_an_expression_is_replaced_and_nothing_around_it() -> None:
    file = read("x = f( a )  # why\ny = 1\n")
    assert changed(file, Replace(expression(file, "a"), "b")) == "x = f( b )  # why\ny = 1\n"


def test_the_lines_of_a_new_expression_are_indented_as_the_statement_is() -> None:
    file = read("def f():\n    return old\n")
    text = "new(\n    1,\n)"
    assert changed(file, Replace(expression(file, "old"), text)) == (
        "def f():\n    return new(\n        1,\n    )\n"
    )


def test_parentheses_around_a_node_go_with_it() -> None:
    file = read("x = (\n    a or b\n)\n")
    assert changed(file, Replace(expression(file, "a or b"), "c")) == "x = c\n"


def test_a_tuple_goes_with_its_parentheses() -> None:
    file = read("return_value = (1, 2)\n")
    assert changed(file, Replace(expression(file, "1, 2"), "[1]")) == "return_value = [1]\n"


def test_new_text_that_binds_less_tightly_gets_parentheses() -> None:
    file = read("x = a.b\n")
    assert changed(file, Replace(expression(file, "a"), "c or d")) == "x = (c or d).b\n"


def test_new_text_gets_no_parentheses_where_any_expression_may_stand() -> None:
    file = read("f(a, k=b)\n")
    assert changed(file, Replace(expression(file, "b"), "c or d")) == "f(a, k=c or d)\n"


def test_a_tuple_given_to_an_argument_gets_parentheses() -> None:
    file = read("f(a)\n")
    assert changed(file, Replace(expression(file, "a"), "1, 2")) == "f((1, 2))\n"


def test_a_word_does_not_run_into_the_one_before_it() -> None:
    file = read("def f():\n    return(a)\n")
    assert changed(file, Replace(expression(file, "a"), "b")) == "def f():\n    return b\n"


def test_text_over_several_lines_without_brackets_gets_parentheses() -> None:
    file = read("x = a\n")
    assert changed(file, Replace(expression(file, "a"), "b\n.c()")) == "x = (b\n.c())\n"


def test_comments_inside_a_replaced_statement_go_above_it() -> None:
    file = read(
        """
        def f():
            # above
            return jsonify(  # first
                error="# no comment",
                # second
            ), 404  # behind
        """
    )
    assert changed(file, Replace(statement(file, "return"), "raise NotFound()")) == written(
        """
        def f():
            # above
            # first
            # second
            raise NotFound()  # behind
        """
    )


def test_comments_inside_a_replaced_expression_go_above_the_statement() -> None:
    file = read("if f(\n    a,  # why\n):\n    pass\n")
    node = expression(file, "f(\n    a,  # why\n)")
    assert changed(file, Replace(node, "g()")) == "# why\nif g():\n    pass\n"


def test_a_comment_that_the_new_text_repeats_is_not_lifted() -> None:
    file = read("x = f(\n    a,  # why\n)\n")
    node = statement(file, "x")
    assert changed(file, Replace(node, "x = g(\n    a,  # why\n)")) == "x = g(\n    a,  # why\n)\n"


def test_comments_in_a_decorator_go_above_the_decorator() -> None:
    file = read("@one\n@two(\n    # why\n    1)\ndef f(): ...\n")
    node = expression(file, "two(\n    # why\n    1)")
    assert changed(file, Replace(node, "two(1)")) == "@one\n# why\n@two(1)\ndef f(): ...\n"


def test_several_statements_take_the_place_of_one() -> None:
    file = read("if x:\n    return a  # behind\n")
    assert changed(file, Replace(statement(file, "return"), "b = 1\nreturn b")) == (
        "if x:\n    b = 1\n    return b  # behind\n"
    )


def test_several_statements_do_not_fit_on_the_line_of_an_if() -> None:
    file = read("if x: return a\n")
    with pytest.raises(ChangeError, match="several statements"):
        changed(file, Replace(statement(file, "return"), "b = 1\nreturn b"))


def test_one_statement_fits_on_the_line_of_an_if() -> None:
    file = read("if x: return a  # c\n")
    assert changed(file, Replace(statement(file, "return"), "raise A()")) == (
        "if x: raise A()  # c\n"
    )


def test_quotes_of_an_f_string_may_not_come_into_it() -> None:
    file = read("x = f'{a}'\n")
    with pytest.raises(ChangeError, match="f-string"):
        changed(file, Replace(expression(file, "a"), "b['k']"))


def test_text_that_does_not_parse_is_refused() -> None:
    file = read("x = a\n")
    with pytest.raises(BrokenError, match="parse"):
        changed(file, Replace(expression(file, "a"), "b b"))


def test_text_that_the_encoding_lacks_is_refused() -> None:
    file = read("# coding: latin-1\nx = 'é'\n".encode("latin-1"))
    with pytest.raises(ChangeError, match="iso-8859-1|latin-1"):
        changed(file, Replace(expression(file, "'é'"), "'€'"))


def test_a_latin_1_file_is_changed_as_such() -> None:
    file = read("# coding: latin-1\nx = 'é'\n".encode("latin-1"))
    text = changed(file, Replace(expression(file, "x"), "y"))
    assert file.encode(text) == "# coding: latin-1\ny = 'é'\n".encode("latin-1")


def test_form_feeds_stay_where_they_are() -> None:
    file = read("x = 1\n\f\ny = a\n\f\nz = 2\n")
    assert changed(file, Replace(expression(file, "a"), "b")) == "x = 1\n\f\ny = b\n\f\nz = 2\n"


def test_a_byte_order_mark_does_not_shift_anything() -> None:
    file = read(b"\xef\xbb\xbfx = a\r\n")
    text = changed(file, Replace(expression(file, "a"), "b"))
    assert file.encode(text) == b"\xef\xbb\xbfx = b\r\n"
