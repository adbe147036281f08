"""Code that libcst would not survive, or take minutes for, in whatever layout it is written."""

from __future__ import annotations

import pytest

from flasklint.languages.python.source import SourceFile, parse
from flasklint.limits import SourceError

NESTED = {
    "a condition over many lines": "x = " + "not \\\n" * 20_000 + "1",
    "a disjunction over many lines": "x = (a" + " or\na" * 20_000 + ")",
    "conditions without blanks": "if(x):pass\n" + "elif(x):pass\n" * 20_000,
    "functions over many lines": "x = (" + "lambda\n:" * 20_000 + "1)",
    "a module in modules": "import a." + "\\\na." * 100_000 + "a",
    "dots at the ends of lines": "x = (a." + "\nb." * 4_000 + "c)",
    "attributes": "x = a" + ".b" * 3_900,
    "shifts": "x = a" + " << a" * 20_000,
    "choices": "x = " + "a if b else " * 3_000 + "c",
    "powers": "x = a" + " ** b" * 3_000,
    "values of a pattern": "match a:\n case a" + ".b" * 4_000 + ": pass",
    "many chains": ("x = a" + "[1]" * 900 + "\n") * 20,
    "many chains in texts": ("x = f'{a" + "[1]" * 300 + "}'\n") * 100,
    "another encoding": "# coding: utf-7\nx = a" + "+AC4-b" * 20_000,
    "texts that look like statements": "x = (a" + ' + b + """\ndef """' * 2_000 + ")",
    "texts in their own quotes": "x = f\"{'}'[\"x\"]}\"; y = ''" + " + '' + a" * 2_000,
    "code that goes on": "x = " + "not " * 20_000 + "1\ndef(",
}


def parsed(text: str) -> SourceFile:
    """The file with this text."""
    return parse(text.encode() + b"\n", "a.py", "a", False)


@pytest.mark.parametrize("text", NESTED.values(), ids=NESTED)
def test_deep_code_is_refused_before_it_is_parsed(text: str) -> None:
    with pytest.raises(SourceError):
        parsed(text)


ORDINARY = {
    "words in a comment": "# " + "lambda not " * 20_000,
    "signs in a text": 'x = """' + "-- a.b(c) " * 5_000 + '"""',
    "many functions": "def f():\n    return a.b(c)[1] + d.e()\n" * 500,
    "a long sum": "x = (a" + "\n + b" * 400 + ")",
}


@pytest.mark.parametrize("text", ORDINARY.values(), ids=ORDINARY)
def test_what_only_looks_deep_is_parsed(text: str) -> None:
    assert parsed(text).text.startswith(text[:5])


def test_texts_that_do_not_end_are_looked_at_once() -> None:
    with pytest.raises(SourceError, match="syntax error"):
        parsed("'''" + "\\'''" * 40_000 + "." * 2_000)
