from __future__ import annotations

import textwrap

import libcst as cst
import pytest

from flasklint import edits
from flasklint.changes import BrokenError, ChangeError, checked, to_edits
from flasklint.diagnostics import Edit
from flasklint.positions import Location
from flasklint.rule import (
    AppendToBody,
    AppendToModule,
    Change,
    InsertAfter,
    InsertBefore,
    Remove,
    Replace,
)
from flasklint.source import SourceFile, parse


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


# replace


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


# remove


def test_a_statement_goes_with_its_line() -> None:
    file = read("a = 1\nb = 2\nc = 3\n")
    assert changed(file, Remove(statement(file, "b"))) == "a = 1\nc = 3\n"


def test_a_removed_statement_leaves_its_comments() -> None:
    file = read("a = 1\n# above\nb = f(  # in\n)  # behind\nc = 3\n")
    assert changed(file, Remove(statement(file, "b"))) == (
        "a = 1\n# above\n# in\n# behind\nc = 3\n"
    )


def test_the_only_statement_of_a_block_leaves_pass() -> None:
    file = read("if x:\n\tb()  # why\n")
    assert changed(file, Remove(statement(file, "b"))) == "if x:\n\t# why\n\tpass\n"


def test_all_statements_of_a_block_leave_one_pass() -> None:
    file = read("if x:\n    b()\n    c()\n")
    assert changed(file, Remove(statement(file, "b")), Remove(statement(file, "c"))) == (
        "if x:\n    pass\n"
    )


def test_a_function_goes_with_its_decorators_and_one_run_of_blank_lines() -> None:
    file = read("a = 1\n\n\n@b\n@c\ndef f():\n    return 1\n\n\nd = 2\n")
    assert changed(file, Remove(statement(file, "def f"))) == "a = 1\n\n\nd = 2\n"


@pytest.mark.parametrize(
    ("name", "left"), [("a", "b(); c()\n"), ("b", "a(); c()\n"), ("c", "a(); b()\n")]
)
def test_a_statement_that_shares_its_line_goes_alone(name: str, left: str) -> None:
    file = read("a(); b(); c()\n")
    assert changed(file, Remove(statement(file, name))) == left


def test_every_statement_of_a_line_takes_the_line_along() -> None:
    file = read("a(); b()\nc()\n")
    assert changed(file, Remove(statement(file, "a")), Remove(statement(file, "b"))) == "c()\n"


def test_the_statement_on_the_line_of_an_if_leaves_pass() -> None:
    file = read("if x: b()  # why\n")
    assert changed(file, Remove(statement(file, "b"))) == "if x: pass  # why\n"


def test_the_last_line_without_an_end_is_removed() -> None:
    file = read("a = 1\nb = 2")
    assert changed(file, Remove(statement(file, "b"))) == "a = 1\n"


def test_a_branch_cannot_be_removed() -> None:
    file = read("if x:\n    a\nelif y:\n    b\n")
    with pytest.raises(ChangeError):
        changed(file, Remove(statement(file, "elif")))


# insert


def test_lines_go_before_a_statement_indented_as_it_is() -> None:
    file = read("def f():\n    a()\n    return app\n")
    assert changed(file, InsertBefore(statement(file, "return"), "b()\nc()")) == (
        "def f():\n    a()\n    b()\n    c()\n    return app\n"
    )


def test_a_comment_stays_with_the_statement_below_it() -> None:
    file = read("def f():\n    a()\n\n    # done\n    return app\n")
    assert changed(file, InsertBefore(statement(file, "return"), "b()")) == (
        "def f():\n    a()\n\n    b()\n    # done\n    return app\n"
    )


def test_the_first_comments_of_a_file_stay_first() -> None:
    file = read("#!/usr/bin/env python\nrun()\n")
    assert changed(file, InsertBefore(statement(file, "run"), "b()")) == (
        "#!/usr/bin/env python\nb()\nrun()\n"
    )


def test_lines_before_a_function_go_above_its_decorators() -> None:
    file = read("x = 1\n\n@a\ndef f(): ...\n")
    assert changed(file, InsertBefore(statement(file, "def"), "b()")) == (
        "x = 1\n\nb()\n@a\ndef f(): ...\n"
    )


def test_lines_after_a_statement_follow_its_last_line() -> None:
    file = read("def f():\n    a(\n        1,\n    )  # why\n    return app\n")
    assert changed(file, InsertAfter(statement(file, "a"), "b()")) == (
        "def f():\n    a(\n        1,\n    )  # why\n    b()\n    return app\n"
    )


def test_lines_after_a_block_follow_its_last_comment() -> None:
    file = read("if x:\n    a()\n    # more\n# less\nb()\n")
    assert changed(file, InsertAfter(statement(file, "if"), "c()")) == (
        "if x:\n    a()\n    # more\nc()\n# less\nb()\n"
    )


def test_lines_after_the_last_one_without_an_end_get_one_before() -> None:
    file = read("a()")
    assert changed(file, InsertAfter(statement(file, "a"), "b()")) == "a()\nb()"


def test_line_ends_and_tabs_follow_the_file() -> None:
    file = read(b"if x:\r\n\ta()\r\n")
    assert changed(file, InsertAfter(statement(file, "a"), "if y:\n    b()\n")) == (
        "if x:\r\n\ta()\r\n\tif y:\r\n\t\tb()\r\n"
    )


def test_the_inside_of_a_string_is_not_indented_but_a_docstring_is() -> None:
    file = read("class A:\n    x = 1\n")
    text = 'def f():\n    """One.\n\n    Two.\n    """\n    return """a\nb"""'
    assert changed(file, InsertAfter(statement(file, "x"), text)) == (
        "class A:\n    x = 1\n"
        '    def f():\n        """One.\n\n        Two.\n        """\n        return """a\nb"""\n'
    )


@pytest.mark.parametrize("change", [InsertBefore, InsertAfter])
def test_no_line_goes_beside_a_statement_on_the_line_of_an_if(
    change: type[InsertBefore | InsertAfter],
) -> None:
    file = read("if x: a()\n")
    with pytest.raises(ChangeError):
        changed(file, change(statement(file, "a"), "b()"))


def test_no_line_goes_into_a_line_of_two_statements() -> None:
    file = read("a(); b()\n")
    with pytest.raises(ChangeError):
        changed(file, InsertAfter(statement(file, "a"), "c()"))


def test_lines_at_one_place_keep_the_order_they_were_given_in() -> None:
    file = read("a()\nd()\n")
    assert changed(
        file,
        InsertBefore(statement(file, "d"), "c()"),
        InsertAfter(statement(file, "a"), "b1()"),
        InsertAfter(statement(file, "a"), "b2()"),
    ) == ("a()\nb1()\nb2()\nc()\nd()\n")


# append


def test_a_method_goes_to_the_end_of_its_class() -> None:
    file = read("class A:\n    def f(self):\n        return 1\n        # in\n    # still\n\n# out\n")
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


# the whole


def test_changes_reach_other_files_by_place() -> None:
    file = read("bp = Blueprint()\n", "shop/api.py")
    other = read("def create():\n    return app\n")
    place = other.place(statement(other, "return"))
    made = to_edits([InsertBefore(place, "register(bp)")], file, {"shop/app.py": other}.__getitem__)
    assert [edit.filename for edit in made] == ["shop/app.py"]
    assert edits.apply(other.text, made) == "def create():\n    register(bp)\n    return app\n"


def test_a_file_that_cannot_be_opened_takes_no_change() -> None:
    with pytest.raises(ChangeError, match="shop/other.py"):
        changed(read("x = 1\n"), AppendToModule("shop/other.py", "y = 2"))


def test_overlapping_changes_are_refused() -> None:
    file = read("x = f(a)\n")
    with pytest.raises(ChangeError, match="overlap"):
        changed(
            file,
            Replace(expression(file, "a"), "b"),
            Replace(expression(file, "f(a)"), "g()"),
        )


def test_edits_say_where_they_begin_and_end() -> None:
    file = read("x = 1\ny = a\n")
    (edit,) = to_edits([Replace(expression(file, "a"), "b")], file, unopened)
    assert (edit.location, edit.end_location) == (Location(2, 5), Location(2, 6))


def test_an_edit_that_breaks_the_file_is_found() -> None:
    file = read("x = 1\n")
    edit = Edit("shop/app.py", 4, 5, "(", Location(1, 5), Location(1, 6))
    with pytest.raises(BrokenError, match="parse"):
        checked([edit], lambda filename: file)


def test_an_edit_that_loses_a_comment_is_found() -> None:
    file = read("x = 1  # why\n")
    edit = Edit("shop/app.py", 4, 12, "2", Location(1, 5), Location(1, 13))
    with pytest.raises(BrokenError, match="# why"):
        checked([edit], lambda filename: file)


def test_an_edit_of_nothing_but_a_comment_may_remove_it() -> None:
    file = read("x = 1  # why\n")
    edit = Edit("shop/app.py", 5, 12, "", Location(1, 6), Location(1, 13))
    assert checked([edit], lambda filename: file) == (edit,)
