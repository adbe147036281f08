"""Bytes in: whatever is in a file, it is parsed faithfully or refused with one line."""

from __future__ import annotations

import codecs
import gc

import libcst as cst
import pytest

from flasklint.languages.python.facts import module_facts
from flasklint.languages.python.source import SourceFile, parse
from flasklint.limits import SourceError


def source(data: bytes) -> SourceFile:
    return parse(data, "shop/a.py", "shop.a", False)


def refusal(data: bytes) -> SourceError:
    with pytest.raises(SourceError) as raised:
        source(data)
    assert "\n" not in raised.value.message
    return raised.value


READABLE = {
    "an empty file": b"",
    "one line without its end": b"x = 1",
    "a comment only": b"# nothing",
    "blank lines": b"\n\n\n",
    "a byte order mark": codecs.BOM_UTF8 + b"x = 1\n",
    "a byte order mark and a cookie": codecs.BOM_UTF8 + b"# coding: utf-8\nx = 1\n",
    "a latin-1 cookie": "# coding: latin-1\nx = 'é'\n".encode("latin-1"),
    "a cookie in the second line": "#!/usr/bin/python\n# -*- coding: cp1252 -*-\nx = '€'\n".encode(
        "cp1252"
    ),
    "Windows line ends": b"def f():\r\n    return 1\r\n",
    "old Macintosh line ends": b"def f():\r    return 1\r",
    "mixed line ends": b"x = 1\r\ny = 2\nz = 3\r",
    "form feeds": b"x = 1\n\x0c\ndef f():\n    pass\n\x0c\n",
    "tabs": b"def f():\n\tif x:\n\t\treturn 1\n",
    "unicode names and columns": "größe = 'ß𝄞'; x = größe\n".encode(),
    "line separators that end no line": "x = '\u2028\x85'\n".encode(),
    "a backslash at the end of a line": b"x = 1 + \\\n    2\n",
    "trailing white space at the end": b"x = 1\n   ",
    "an f-string in an f-string": b"x = f'{f\"{y}\"}'\n",
}


@pytest.mark.parametrize("title", READABLE)
def test_what_python_reads_comes_back_byte_for_byte(title: str) -> None:
    data = READABLE[title]
    file = source(data)
    assert file.encode(file.text) == data
    assert set(file.spans) >= set(file.tree.nodes) - {file.tree.module}


@pytest.mark.parametrize("title", READABLE)
def test_nothing_that_is_read_stops_the_facts(title: str) -> None:
    file = source(READABLE[title])
    assert module_facts(file.tree, "shop.a", "shop/a.py", False).name == "shop.a"


def test_the_text_has_no_byte_order_mark() -> None:
    assert source(codecs.BOM_UTF8 + b"x = 1\n").text == "x = 1\n"


def test_a_syntax_error_tells_where_it_is() -> None:
    error = refusal(b"x = 1\ndef f(:\n    pass\n")
    assert error.message.startswith("syntax error: ")
    assert error.location.row == 2


REFUSED = {
    "Python 2": b"print 'hello'\n",
    "a Python 2 exec": b"exec 'x' in y\n",
    "bytes that are no UTF-8": b"x = '\xff\xfe'\n",
    "an unknown encoding": b"# coding: klingon\nx = 1\n",
    "a template": b"{% if x %}\nimport y\n{% endif %}\n",
    "wrong indentation": b"def f():\nreturn 1\n",
    "UTF-16": "x = 1\n".encode("utf-16"),
}


@pytest.mark.parametrize("title", REFUSED)
def test_what_python_refuses_is_refused_in_one_line(title: str) -> None:
    assert refusal(REFUSED[title]).message


def test_nul_bytes_are_refused() -> None:
    assert "NUL" in refusal(b"x = 1\0\n").message


def test_a_file_of_five_megabytes_is_not_parsed() -> None:
    assert "limits.file-size" in refusal(b"x = 1\n" * 850_000).message


@pytest.mark.parametrize("depth", [30, 300, 20_000])
@pytest.mark.parametrize(("opening", "closing"), [("(", ")"), ("[", "]"), ("f(", ")"), ("-", "")])
def test_deep_nesting_is_read_or_refused(opening: str, closing: str, depth: int) -> None:
    data = f"x = {opening * depth}1{closing * depth}\n".encode()
    try:
        file = source(data)
        module_facts(file.tree, "shop.a", "shop/a.py", False)
        assert file.spans
    except SourceError as error:
        assert depth > 100, error.message


@pytest.mark.parametrize("count", [100, 1_000])
def test_long_sums_and_chains_are_read_or_refused(count: int) -> None:
    for text in ("x = " + " + ".join(["y"] * count), "x = y" + ".z()" * count):
        try:
            file = source(text.encode())
            module_facts(file.tree, "shop.a", "shop/a.py", False)
            assert file.spans
        except SourceError as error:
            assert count > 500, error.message


def test_an_expression_of_thousands_of_parts_is_refused() -> None:
    assert "links" in refusal(b"x = " + b" + ".join([b"1"] * 10_000) + b"\n").message


def test_a_condition_of_thousands_of_branches_is_refused() -> None:
    assert "links" in refusal(b"if a: pass\n" + b"elif b: pass\n" * 10_000).message


def test_a_long_string_of_data_is_read() -> None:
    assert source(b"x = '" + b"a+b/" * 10_000 + b"'\n").spans


def test_brackets_in_strings_are_not_nested() -> None:
    assert source(b"x = '('\ny = \"[\"\n" * 300).spans


def test_parsing_leaves_the_garbage_collector_as_it_was() -> None:
    was = gc.isenabled()
    try:
        for wanted in (True, False):
            (gc.enable if wanted else gc.disable)()
            source(b"x = 1\n")
            with pytest.raises(SourceError):
                source(b"x = (\n")
            assert gc.isenabled() is wanted
    finally:
        (gc.enable if was else gc.disable)()


def test_places_are_the_same_for_equal_text() -> None:
    text = b"from a import b\n\n@b.c('/x')\ndef f(x=1):\n    return b(x)\n"
    first, second = source(text), source(text)
    one = [first.place(node) for node in first.tree.nodes]
    assert one == [second.place(node) for node in second.tree.nodes]
    assert len(set(one)) == len(one)
    assert all(first.node(place) is node for place, node in zip(one, first.tree.nodes, strict=True))


def test_places_differ_not_by_layout_and_comments() -> None:
    first = source(b"x = f(1, 2)\n")
    second = source(b"# a comment\n\nx = f(\n    1,  # one\n    2,\n)\n")
    assert [type(node) for node in first.tree.nodes] == [type(node) for node in second.tree.nodes]


def test_another_file_is_opened_through_the_project() -> None:
    file = source(b"x = 1\n")
    assert file.open("shop/a.py") is file
    with pytest.raises(KeyError):
        file.open("shop/b.py")


def test_every_name_is_numbered_once() -> None:
    file = source(b"x = [a.b(c=d) for e in f if g]\n")
    names = [node.value for node in file.tree.nodes if isinstance(node, cst.Name)]
    assert names == ["x", "a", "d", "e", "f", "g"]
