from __future__ import annotations

import textwrap

import libcst as cst
import pytest

from flasklint.diagnostics import edits
from flasklint.diagnostics.diagnostic import Edit
from flasklint.diagnostics.positions import Location
from flasklint.fixes.changes import BrokenError, ChangeError, checked, to_edits
from flasklint.languages.python.source import SourceFile, parse
from flasklint.rule import (
    AddImport,
    AppendToModule,
    Change,
    CreateModule,
    InsertAfter,
    InsertBefore,
    Remove,
    Replace,
)


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


def expression(file: SourceFile, code: str) -> cst.BaseExpression:
    return next(
        node
        for node in file.tree.nodes
        if isinstance(node, cst.BaseExpression) and file.code(node) == code
    )


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


def test_blank_lines_around_new_ones_stay() -> None:
    file = read("def f():\n    a()\n    return app\n")
    wanted = "def f():\n    a()\n\n    b()\n\n    return app\n"
    assert changed(file, InsertAfter(statement(file, "a"), "\nb()\n\n")) == wanted
    returned = file.tree.statement(file.tree.all(cst.Return)[0])
    assert changed(file, InsertBefore(returned, "\nb()\n\n")) == wanted


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


def test_nothing_goes_above_a_future_import() -> None:
    file = read('"""Doc."""\nfrom __future__ import annotations\n')
    with pytest.raises(ChangeError, match="__future__"):
        changed(file, InsertAfter(statement(file, '"""'), "a()"))


def test_lines_at_one_place_keep_the_order_they_were_given_in() -> None:
    file = read("a()\nd()\n")
    assert changed(
        file,
        InsertBefore(statement(file, "d"), "c()"),
        InsertAfter(statement(file, "a"), "b1()"),
        InsertAfter(statement(file, "a"), "b2()"),
    ) == ("a()\nb1()\nb2()\nc()\nd()\n")


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


def test_a_form_feed_between_definitions_is_no_obstacle() -> None:
    file = read("def f():\n    return a\n\n\n\f\ndef g():\n    return b\n")
    assert changed(file, Replace(expression(file, "a"), "c")) == file.text.replace("a\n", "c\n")


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
    with pytest.raises(ChangeError, match="# why"):
        checked([edit], lambda filename: file)


def test_an_edit_of_nothing_but_a_comment_may_remove_it() -> None:
    file = read("x = 1  # why\n")
    edit = Edit("shop/app.py", 5, 12, "", Location(1, 6), Location(1, 13))
    assert checked([edit], lambda filename: file) == (edit,)


# new files


def created(*changes: Change, file: SourceFile | None = None) -> str:
    (edit,) = to_edits(changes, file or read("x = 1\n"), unopened)
    return edits.apply("", [edit])


def test_a_new_file_has_its_text() -> None:
    assert created(CreateModule("shop/books.py", "A = 1\n")) == "A = 1\n"


def test_a_new_file_may_be_empty() -> None:
    assert created(CreateModule("shop/__init__.py")) == ""


def test_a_new_file_gets_imports_and_definitions() -> None:
    made = created(
        CreateModule("shop/books.py", '"""Books."""\n'),
        AppendToModule("shop/books.py", "def list_books():\n    return db.session"),
        AddImport("shop/books.py", "shop.extensions", "db"),
        AddImport("shop/books.py", "os"),
    )
    assert made == (
        '"""Books."""\n\nimport os\n\nfrom shop.extensions import db\n\n\n'
        "def list_books():\n    return db.session\n"
    )


def test_a_new_file_has_the_line_ends_of_the_file_that_asks_for_it() -> None:
    file = read("x = 1\r\n")
    assert created(CreateModule("shop/books.py", "A = 1\n"), file=file) == "A = 1\r\n"


def test_a_file_that_exists_is_not_made() -> None:
    file = read("x = 1\n")
    with pytest.raises(ChangeError, match="exists already"):
        to_edits([CreateModule("shop/books.py")], file, lambda filename: file)


def test_a_new_file_that_does_not_parse_is_refused() -> None:
    with pytest.raises(BrokenError, match="syntax"):
        created(CreateModule("shop/books.py", "def\n"))
