"""Where nodes stand: offsets in the text, lines and columns from 1, columns in code points."""

from __future__ import annotations

import ast
import re
from unicodedata import normalize

import libcst as cst
import pytest

from flasklint.diagnostics.positions import Lines, Location, PositionError
from flasklint.languages.python.source import SourceFile, parse
from flasklint.languages.python.spans import spans
from flasklint.limits import SourceError


def source(text: str) -> SourceFile:
    return parse(text.encode(), "a.py", "a", False)


def code(text: str, kind: type[cst.CSTNode], index: int = 0) -> str:
    """The text of one node of a type."""
    file = source(text)
    return file.code(file.tree.all(kind)[index])


def test_the_span_of_an_expression_leaves_its_parentheses_out() -> None:
    # As Python's own syntax tree does: `(a + b)` is the sum `a + b`. What replaces an expression
    # stands in the same parentheses.
    assert code("x = (a + b)\n", cst.BinaryOperation) == "a + b"
    assert code("x = ((a))\n", cst.Name, 1) == "a"
    assert code("(f)(1)\n", cst.Call) == "(f)(1)"


def test_the_span_of_a_parenthesised_tuple_has_what_is_between_the_parentheses() -> None:
    assert code("x = (1, 2)\n", cst.Tuple) == "1, 2"
    assert code("x = ()\n", cst.Tuple) == ""


def test_the_span_of_a_generator_has_what_is_between_the_parentheses() -> None:
    assert code("x = sum(a for a in b)\n", cst.GeneratorExp) == "a for a in b"


def test_a_decorator_begins_at_its_at_sign() -> None:
    text = "@app.route('/x')  # here\n@other\ndef f(): pass\n"
    assert code(text, cst.Decorator).startswith("@app.route('/x')")
    assert code(text, cst.Decorator, 1).startswith("@other")


def test_a_definition_begins_at_its_keyword() -> None:
    text = "@app.route('/x')\nasync def f():\n    pass\n\n\n@x\nclass C: pass\n"
    assert code(text, cst.FunctionDef).startswith("async def f()")
    assert code(text, cst.ClassDef).startswith("class C")


def test_chained_calls_have_their_own_spans() -> None:
    text = "x = (\n    a\n    .b(1)\n    .c()\n)\n"
    assert code(text, cst.Call) == "a\n    .b(1)\n    .c()"
    assert code(text, cst.Call, 1) == "a\n    .b(1)"


def test_a_call_over_several_lines_ends_behind_its_parenthesis() -> None:
    text = "f(\n    1,\n    k=2,  # two\n)\n"
    assert code(text, cst.Call) == text.rstrip("\n")
    assert code(text, cst.Arg, 1) == "k=2"


def test_a_statement_ends_before_the_comment_behind_it() -> None:
    assert code("x = 1  # one\n", cst.SimpleStatementLine) == "x = 1"


def located(text: str, kind: type[cst.CSTNode], index: int = 0) -> tuple[int, int, int, int]:
    file = source(text)
    start, end = file.spans[file.tree.all(kind)[index]]
    first, last = file.lines.location(start), file.lines.location(end)
    return first.row, first.column, last.row, last.column


def test_columns_count_code_points() -> None:
    assert located("x = '𝄞é'; y()\n", cst.Call) == (1, 11, 1, 14)


def test_a_tab_is_one_column() -> None:
    assert located("if x:\n\ty()\n", cst.Call) == (2, 2, 2, 5)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_of_python_ends_a_line(end: str) -> None:
    text = end.join(["a()", "b()", "", "if x:", "    c()"])
    assert located(text, cst.Call, 2) == (5, 5, 5, 8)
    assert [source(text).lines.line(row) for row in (1, 4)] == ["a()", "if x:"]


def test_mixed_line_ends_count_once_each() -> None:
    assert located("a()\r\nb()\rc()\nd()", cst.Call, 3) == (4, 1, 4, 4)


def test_line_separators_of_unicode_end_no_line() -> None:
    assert located("x = '\u2028\x0b\x85'\ny()\n", cst.Call) == (2, 1, 2, 4)


FORM_FEEDS = [
    "\x0ca()\n",
    "\x0c\na()\n",
    "x = 1\n\x0ca()\n",
    "x = 1\n\x0c\na()\n",
    "x = 1\n\x0c\n\x0c\na()\n",
    "def f():\n    b()\n\x0c\na()\n",
    "\x0c# comment\na()\n",
    "class C:\n    x = 1\n\x0c\n    def f(self):\n        a()\n",
    "x = 1\n\x0c\n@a()\ndef f(): pass\n",
    "b(); a()\n\x0c",
    "x = 'y\x0cz'; a()\n",
    "b(1,\x0c2); a()\n",
]


@pytest.mark.parametrize("text", FORM_FEEDS)
def test_form_feeds_shift_what_comes_behind_them(text: str) -> None:
    file = source(text)
    calls = {file.code(node): file.spans[node] for node in file.tree.all(cst.Call)}
    assert "a()" in calls
    for written, (start, end) in calls.items():
        assert file.text[start:end] == written


STATEMENTS = [
    "import a.b as c, d",
    "from . import e as f, g",
    "from x import (h, i as j,)",
    "@a.b(c)\nclass K(A, b=C): pass",
    "class L[T]: pass",
    "async def z(a: int, /, b=1, *c, d: str = 2, **e) -> int: return a",
    "def q(*, a): yield a",
    "def w[T](x): yield from x",
    "try: pass\nexcept A: pass\nexcept (A, B): pass\nexcept A as e: pass\nexcept: pass\n"
    "else: pass\nfinally: pass",
    "try: pass\nexcept* A: pass\nexcept* A as e: pass",
    "if a: pass\nelif b: pass\nelse: pass",
    "while a: pass\nelse: pass",
    "for a, b in c: pass\nelse: pass",
    "with a as b, c as d: pass",
    "with (a as b, c): pass",
    "async def y():\n    async with a: pass\n    async for b in c: pass\n    await d",
    "match a:\n    case 1 | b.c: pass\n    case [b, *c]: pass\n    case {'k': v, **r} if v: pass\n"
    "    case P(d, x=e) as q: pass\n    case _: pass",
    "x = lambda a, *b, c=1, **d: a",
    "x: int = y",
    "x += 1; y = z = 2",
    "del a, b[c]",
    "global g",
    "assert a, b",
    "raise A from b",
    "print(*a, **b, c=d, e=f if g else h)",
    "x = a[b:c:d, ..., :]",
    "x = {a: b, **c}; y = {a, *b}",
    "x = not a and b or c is not d not in e",
    "x = -a + ~b ** c // d @ e << f",
    "x = [i for i in j if k for l in m]",
    "x = {i: j for i in k}; y = (i for i in j)",
    'x = f"{a!r:>{b}}" "b" f\'{c=}\'',
    "x = (y := z)",
    "type A[T: int] = list[T]",
]


@pytest.mark.parametrize("text", STATEMENTS)
@pytest.mark.parametrize("layout", [" ", " \\\n ", "\f"], ids=["blank", "backslash", "form feed"])
def test_names_are_where_they_stand_whatever_layout_libcst_drops(text: str, layout: str) -> None:
    for end in (match.end() for match in re.finditer(r"\w+|[^\w\s]", text)):
        written = f"{text[:end]}{layout}{text[end:]}\n"
        try:
            file = source(written)
        except SourceError:
            continue
        for name in file.tree.all(cst.Name):
            assert file.code(name) == name.value, written


def test_a_line_that_is_only_a_backslash_moves_nothing() -> None:
    file = source("a = 1\n\\\nb = c\n")
    assert [file.code(name) for name in file.tree.all(cst.Name)] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ﬁle = f(ª.ﬀ, ﬃ)\n", ["file", "f", "a", "ffi"]),
        ("e\u0301 = f('“ﬁ”', e\u0301)  # ﬁ\n", ["é", "f", "é"]),
    ],
    ids=["longer", "shorter"],
)
def test_names_are_read_in_their_normal_form_and_stand_where_they_are_written(
    text: str, names: list[str]
) -> None:
    file = source(text)
    found = file.tree.all(cst.Name)
    assert [name.value for name in found] == names
    assert [normalize("NFKC", file.code(name)) for name in found] == names


def test_an_error_in_the_middle_of_the_text_is_found() -> None:
    module = cst.parse_module("x = 1\n")
    with pytest.raises(PositionError):
        spans(module, "x = 2\n")


def test_offsets_and_locations_go_both_ways() -> None:
    text = "a\r\nbc\rd\n\ne"
    lines = Lines(text)
    for offset in range(len(text) + 1):
        assert lines.offset(lines.location(offset)) == offset
    assert lines.location(len(text)) == Location(5, 2)
    assert len(lines) == 5


TEXT = '''
import os
from a import (b,
               c as d)

@b.route("/x", methods=["GET"])
def view(x, *, y: int = 1) -> str:
    """Says something."""
    with open(x) as f, b:
        for i, j in f.items():
            yield i if j else [k for k in (1, 2)]
    return f"{x!r:>10} {y}" % {"a": 1, **d} or not x[1:2]


class C(b.Model, metaclass=d):
    z = lambda self: (self.a
                      .b("ü")["ß"])
'''


def test_calls_and_attributes_stand_where_python_says() -> None:
    file = source(TEXT)

    def ours(kind: type[cst.CSTNode]) -> set[tuple[int, int, int, int]]:
        found = set()
        for node in file.tree.all(kind):
            start, end = (file.lines.location(offset) for offset in file.spans[node])
            found.add((start.row, start.column, end.row, end.column))
        return found

    def python(kind: type[ast.expr]) -> set[tuple[int, int, int, int]]:
        rows = [line.encode() for line in TEXT.split("\n")]
        found = set()
        for node in ast.walk(ast.parse(TEXT)):
            if isinstance(node, kind):
                assert node.end_lineno is not None and node.end_col_offset is not None
                start = len(rows[node.lineno - 1][: node.col_offset].decode())
                end = len(rows[node.end_lineno - 1][: node.end_col_offset].decode())
                found.add((node.lineno, start + 1, node.end_lineno, end + 1))
        return found

    assert ours(cst.Call) == python(ast.Call)
    assert ours(cst.Attribute) == python(ast.Attribute)
    assert ours(cst.Subscript) == python(ast.Subscript)
    assert ours(cst.Lambda) == python(ast.Lambda)
