"""Facts are the same whether Python's own parser or libcst has read the code."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import libcst as cst
import pytest
from generated_code import code_blocks
from hypothesis import given
from syntax_forms import FORMS

from flasklint.facts import code, encoding
from flasklint.facts.module import Dynamic, Module
from flasklint.facts.walk import last_name
from flasklint.languages.python import gather_ast_statements
from flasklint.languages.python.facts import facts_of, module_facts
from flasklint.languages.python.source import parse
from flasklint.limits import LIMITS, SourceError
from flasklint.run.rule_loading import load_rules
from flasklint.testing.examples.running import files_of

pytestmark = pytest.mark.filterwarnings("ignore:.*invalid escape sequence")

TESTS = Path(__file__).parent
LIBRARY = Path(json.__file__).parents[1]


def from_libcst(data: bytes) -> Module:
    file = parse(data, "shop/a.py", "shop.a", False)
    return module_facts(file.tree, "shop.a", "shop/a.py", False)


def from_ast(data: bytes) -> Module:
    tree = ast.parse(data)
    return gather_ast_statements.module_facts(tree, "shop.a", "shop/a.py", False)


def assert_read_alike(data: bytes) -> None:
    assert encoding.encode(from_ast(data)) == encoding.encode(from_libcst(data))


@pytest.mark.parametrize("form", FORMS)
def test_a_form_is_read_alike(form: str) -> None:
    assert_read_alike(FORMS[form].encode())


@pytest.mark.parametrize("form", FORMS)
def test_what_follows_in_another_function_is_numbered_alike(form: str) -> None:
    lines = re.split(r"(?<=\n)", FORMS[form])
    inside = "".join(f"    {line}" for line in lines if line.strip())
    if "'''" in inside or '"""' in inside or "import *" in inside:
        return
    assert_read_alike(f"def a():\n    pass\n{inside}def b(c=d()): e()\nf()\n".encode())


ENCODED = {
    "a byte order mark": "\ufeffx = 'é'\n".encode(),
    "latin-1": "# coding: latin-1\nx = 'é', f'é{é}'\n".encode("latin-1"),
    "cp1252": "# -*- coding: cp1252 -*-\n'€'\nx = b'a' b'b', '€' '€'\n".encode("cp1252"),
}


@pytest.mark.parametrize("data", ENCODED.values(), ids=ENCODED)
def test_an_encoding_is_read_alike(data: bytes) -> None:
    assert_read_alike(data)


def examples() -> Iterator[bytes]:
    """The texts of all examples of rules."""
    shown = [example for rule in load_rules(isolated=True) for example in rule.examples]
    for path in sorted((TESTS / "rule_examples").rglob("*.py")):
        yield path.read_bytes()
        shown += getattr(
            import_module(f"rule_examples.{path.parent.name}.{path.stem}"), "EXAMPLES", ()
        )
    for example in shown:
        texts = [example.files, getattr(example, "fixed", None)]
        for name, text in (item for each in texts if each for item in files_of(each).items()):
            if name.endswith(".py"):
                yield text.encode()


def test_the_examples_of_all_rules_are_read_alike() -> None:
    compared = 0
    for data in examples():
        try:
            expected = encoding.encode(from_libcst(data))
        except SourceError:
            continue
        assert encoding.encode(from_ast(data)) == expected, data.decode()
        compared += 1
    assert compared > 500


SAMPLE = [
    *sorted((TESTS.parent / "examples").rglob("*.py")),
    *(LIBRARY / name for name in ("json/decoder.py", "enum.py", "dataclasses.py", "ast.py")),
    *sorted((TESTS.parent / "flasklint" / "follow").rglob("*.py")),
]


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.name)
def test_real_code_is_read_alike(path: Path) -> None:
    assert_read_alike(path.read_bytes())


KINDS: dict[type, tuple[type[cst.CSTNode], ...]] = {
    code.Call: (cst.Call,),
    code.Assign: (cst.Assign, cst.AugAssign),
    code.Annotated: (cst.AnnAssign,),
    code.Do: (cst.Expr, cst.Assert),
    code.Import: (cst.Import,),
    code.ImportFrom: (cst.ImportFrom, cst.Import),
    code.Function: (cst.FunctionDef, cst.Lambda),
    code.Class: (cst.ClassDef,),
    code.Return: (cst.Return, cst.Lambda),
    code.Raise: (cst.Raise,),
    code.For: (cst.For, cst.While),
    Dynamic: (cst.Call,),
}


def facts_in(value: object) -> Iterator[tuple[object, int]]:
    """All facts that have a number, with it."""
    if isinstance(value, code.Body):
        value = value.statements
    if isinstance(value, tuple):
        number = getattr(value, "node", None)
        if number is not None:
            yield value, number
        for each in value:
            yield from facts_in(each)


@pytest.mark.parametrize("form", FORMS)
def test_numbers_from_ast_name_nodes_of_libcst(form: str) -> None:
    data = f"{FORMS[form]}\ndef last():\n    return last()\n".encode()
    file = parse(data, "shop/a.py", "shop.a", False)
    found = list(facts_in(from_ast(data)))
    for fact, number in found:
        node = file.tree.node(number)
        assert isinstance(node, KINDS[type(fact)])
        if isinstance(fact, code.Call) and isinstance(node, cst.Call):
            assert last_name(fact.func) == file.last_name(node.func)
    assert found


@given(code_blocks())
def test_generated_code_is_read_alike(text: str) -> None:
    assert_read_alike(f"{text}\n".encode())


# Which parser reads.


@pytest.mark.parametrize("text", ["'\\N{no such sign}'", "f'\\x{y}'", "'a' '\\x'"])
def test_code_that_python_refuses_is_read_by_libcst(text: str) -> None:
    data = f"x = {text}\ny = f()\n".encode()
    with pytest.raises(SyntaxError):
        compile(data, "a.py", "exec")
    facts = facts_of(data, "shop.a", "shop/a.py", False)
    assert encoding.encode(facts) == encoding.encode(from_libcst(data))


def test_syntax_that_the_reader_does_not_know_is_read_by_libcst(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(gather_ast_statements._READERS, ast.While)
    data = b"while f(): g()\n"
    facts = facts_of(data, "shop.a", "shop/a.py", False)
    assert encoding.encode(facts) == encoding.encode(from_libcst(data))


@pytest.mark.parametrize("data", [b"x = (\n", b"x = \0\n", b"# coding: nonsense\n", b"x" * 2**21])
def test_both_refuse_with_the_same_words(data: bytes) -> None:
    with pytest.raises(SourceError) as first:
        parse(data, "shop/a.py", "shop.a", False)
    with pytest.raises(SourceError) as second:
        facts_of(data, "shop.a", "shop/a.py", False, LIMITS)
    assert str(first.value) == str(second.value)


@pytest.mark.filterwarnings("error")
def test_nothing_is_warned_of() -> None:
    data = b"x = '\\d', f'\\d{y}', 1 is 1\n"
    assert encoding.encode(facts_of(data, "a", "a.py", False)) == encoding.encode(
        facts_of(data, "a", "a.py", False)
    )


def assert_placed_alike(data: bytes) -> None:
    """Nodes with numbers stand where libcst says, too."""
    file = parse(data, "shop/a.py", "shop.a", False)
    places = file._places
    assert places is not None
    for node in file.tree.nodes:
        number = file.tree.number(node)
        if number > 0:
            assert places.span(number) == file.spans[node], (number, file.code(node))
            if isinstance(node, (cst.FunctionDef, cst.ClassDef)):
                assert places.span(number, by_name=True) == file.spans[node.name]


@pytest.mark.parametrize("form", FORMS)
def test_a_form_is_placed_alike(form: str) -> None:
    assert_placed_alike(FORMS[form].encode())


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.name)
def test_real_code_is_placed_alike(path: Path) -> None:
    assert_placed_alike(path.read_bytes())
