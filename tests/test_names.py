"""What a name refers to, for every way in which Python binds one."""

from __future__ import annotations

from textwrap import dedent

import libcst as cst
import pytest

from flasklint.languages.python.source import SourceFile, parse


def source(text: str, module: str = "shop.api.books", is_package: bool = False) -> SourceFile:
    return parse(dedent(text).encode(), "books.py", module, is_package)


def path(text: str, module: str = "shop.api.books", is_package: bool = False) -> str | None:
    """The path of the argument of the only call of `look`, in the text."""
    file = source(text, module, is_package)
    (call,) = [
        node
        for node in file.tree.all(cst.Call)
        if isinstance(node.func, cst.Name) and node.func.value == "look"
    ]
    return file.names.path(call.args[0].value)


IMPORTS = {
    "import os\nlook(os.path)": "os.path",
    "import os.path\nlook(os.path.join)": "os.path.join",
    "import os.path\nlook(os.environ)": "os.environ",
    "import os.path as p\nlook(p.join)": "os.path.join",
    "from os import path\nlook(path)": "os.path",
    "from os import path as p\nlook(p.join)": "os.path.join",
    "from . import db\nlook(db)": "shop.api.db",
    "from .. import db\nlook(db.session)": "shop.db.session",
    "from ..models import Book as B\nlook(B.query)": "shop.models.Book.query",
    "from .models import Book\nlook(Book)": "shop.api.models.Book",
    "from flask.app import Flask\nlook(Flask)": "flask.Flask",
    "import flask\nlook(flask.helpers.make_response)": "flask.make_response",
    "def f():\n    from flask import request\n    look(request.args)": "flask.request.args",
    "def f():\n    import flask\nlook(flask)": None,
    "from .. import models\nimport models.books\nlook(models)": "shop.api.books.models",
}


@pytest.mark.parametrize(("text", "wanted"), IMPORTS.items())
def test_imports_bind_names(text: str, wanted: str | None) -> None:
    assert path(text) == wanted


def test_relative_imports_of_a_package_start_from_itself() -> None:
    assert path("from .models import Book\nlook(Book)", "shop.api", True) == "shop.api.models.Book"
    assert path("from ..models import Book\nlook(Book)", "shop.api", True) == "shop.models.Book"


EXPRESSIONS = {
    "from db import session\nlook(session.query(1).first())": "db.session.query().first()",
    "from db import rows\nlook(rows[0].name)": "db.rows[].name",
    "from db import get\nasync def f():\n    look(await get())": "db.get()",
    "from db import a\nlook(a if x else a)": "db.a",
    "from db import a, b\nlook(a if x else b)": None,
    "from db import a\nlook((a))": "db.a",
    "look(1)": None,
    "look('x'.join)": None,
    "look(unknown)": None,
}


@pytest.mark.parametrize(("text", "wanted"), EXPRESSIONS.items())
def test_paths_of_expressions(text: str, wanted: str | None) -> None:
    assert path(text) == wanted


def inside(body: str, head: str = "def f():") -> str:
    lines = "\n".join(f"    {line}" for line in dedent(body).strip().split("\n"))
    return f"from db import a, b, make, items\n{head}\n{lines}\n"


LOCALS = {
    "s = a.session\nlook(s.add)": "db.a.session.add",
    "s: object = a\nlook(s)": "db.a",
    "s = t = a\nlook(s)": "db.a",
    "for x in items:\n    look(x.name)": "db.items[].name",
    "for x, y in items:\n    look(x)": None,
    "with make() as x:\n    look(x.add)": "db.make().__enter__().add",
    "try:\n    pass\nexcept a as e:\n    look(e.args)": "db.a().args",
    "look([x for x in items][0])": None,
    "[look(x.name) for x in items]": "db.items[].name",
    "{x: look(x) for x in items}": "db.items[]",
    "if (x := make()):\n    look(x)": "db.make()",
    "if (x := a):\n    pass\nlook(x)": "db.a",
    "[y := z for z in items]\nlook(y)": "db.items[]",
    "s = a\ns = b\nlook(s)": "db.b",
    "s = a\nlook(s)\ns = b": "db.a",
    "if make():\n    s = a\nelse:\n    s = b\nlook(s)": None,
    "if make():\n    s = a\nelse:\n    s = a\nlook(s)": "db.a",
    "s = a\nif make():\n    s = b\nlook(s)": None,
    "if make():\n    s = a\n    look(s)\nelse:\n    s = b": "db.a",
    "s = a\nfor _ in items:\n    look(s)\n    s = b": None,
    "s = a\nwhile make():\n    s = s.next\nlook(s)": None,
    "s = a\ns += 1\nlook(s)": None,
    "s = a\ndel s\nlook(s)": None,
    "s = s2 = a\ns = s.parent\nlook(s)": "db.a.parent",
    "try:\n    s = a\nexcept KeyError:\n    s = b\nlook(s)": None,
    "match make():\n    case s:\n        look(s)": None,
    "match make():\n    case [*s]:\n        look(s)": None,
    "match make():\n    case {**s}:\n        look(s)": None,
    "x, y = a, b\nlook(x)": None,
    "s = a\ndef g():\n    look(s)": "db.a",
    "s = a\ndef g():\n    s = b\n    look(s)": "db.b",
    "s = a\nlambda: look(s)": "db.a",
    "lambda s: look(s)": None,
    "def g(): pass\nlook(g)": "shop.api.books.f.<locals>.g",
    "class C:\n    s = a\n    look(s)": "db.a",
    "class C:\n    s = a\n    def g(self):\n        look(s)": None,
}


@pytest.mark.parametrize(("body", "wanted"), LOCALS.items())
def test_names_in_a_function(body: str, wanted: str | None) -> None:
    assert path(inside(body)) == wanted


def test_a_class_body_does_not_bind_names_in_its_methods() -> None:
    text = inside("b = a\ndef g(self):\n    look(b)", "class C:")
    assert path(text) == "db.b"


def test_global_and_nonlocal_names_belong_to_the_outer_scope() -> None:
    assert path(inside("global s\ns = a\nlook(s)")) == "shop.api.books.s"
    assert path(inside("s = a\ndef g():\n    nonlocal s\n    s = b\nlook(s)")) is None


def test_a_nonlocal_name_is_not_one_of_the_module() -> None:
    text = "from db import s\n" + inside("s = a\ndef g():\n    nonlocal s\n    look(s)\n    s = b")
    assert path(text) is None


PARAMETERS = {
    "def f(x):\n    look(x)": None,
    "def f(x: a):\n    look(x.name)": "db.a().name",
    "def f(x: 'a'):\n    look(x)": "db.a()",
    "def f(x: Optional[a]):\n    look(x)": "db.a()",
    "def f(x: 'Optional[a]' = None):\n    look(x)": "db.a()",
    "def f(x: a | None):\n    look(x)": "db.a()",
    "def f(x: None | a):\n    look(x)": "db.a()",
    "def f(x: Annotated[a, 1]):\n    look(x)": "db.a()",
    "def f(x: a | b):\n    look(x)": None,
    "def f(x: list[a]):\n    look(x)": None,
    "def f(x: type[a]):\n    look(x)": None,
    "def f(*x: a):\n    look(x)": None,
    "def f(**x: a):\n    look(x)": None,
    "def f(x: a):\n    x = b\n    look(x)": "db.b",
    "def f(x: a):\n    if b:\n        x = b\n    look(x)": None,
    "def f(x=look(a), *, a=1): pass": "db.a",
    "class C:\n    def f(self):\n        look(self.x)": "shop.api.books.C().x",
    "class C:\n    @classmethod\n    def f(cls):\n        look(cls.x)": "shop.api.books.C.x",
    "class C:\n    @staticmethod\n    def f(x):\n        look(x)": None,
    "class C:\n    def f(this, /):\n        look(this)": "shop.api.books.C()",
    "class C:\n    def f(self):\n        def g():\n            look(self)": "shop.api.books.C()",
}


@pytest.mark.parametrize(("text", "wanted"), PARAMETERS.items())
def test_parameters(text: str, wanted: str | None) -> None:
    head = "from db import a, b\nfrom typing import Annotated, Optional\n"
    assert path(head + text) == wanted


MODULE = {
    "look(open)": "builtins.open",
    "open = 1\nlook(open)": "shop.api.books.open",
    "from codecs import open\nlook(open)": "codecs.open",
    "from somewhere import *\nlook(open)": "shop.api.books.open",
    "from somewhere import *\nlook(Book)": "shop.api.books.Book",
    "session = db.session\nlook(session)": "shop.api.books.session",
    "def f(): pass\nlook(f)": "shop.api.books.f",
    "class C:\n    class D: pass\nlook(C.D)": "shop.api.books.C.D",
    "try:\n    import json\nexcept ImportError:\n    import simplejson as json\nlook(json)":
        "shop.api.books.json",
    "try:\n    from flask import g\nexcept ImportError:\n    g = None\nlook(g)":
        "shop.api.books.g",
    "if x:\n    from flask import g\nelse:\n    from flask import g\nlook(g)": "flask.g",
    "import os.path\nimport os\nlook(os)": "os",
    "def f():\n    global g\n    from flask import g\nlook(g)": "shop.api.books.g",
    "import json\ndel json\nlook(json)": "shop.api.books.json",
    "for x in range(3): pass\nlook(x)": "shop.api.books.x",
}  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), MODULE.items())
def test_names_of_a_module(text: str, wanted: str | None) -> None:
    # A name of the module itself is followed by Project.canonical, with all files at hand.
    assert path(text) == wanted


def test_an_import_inside_one_function_does_not_bind_in_another() -> None:
    text = "def f():\n    from flask import g\n\ndef h():\n    look(g)\n"
    assert path(text) is None


def test_names_in_decorators_and_defaults_are_those_around_the_function() -> None:
    text = "from db import a\n@look(a)\ndef a(): pass\n"
    assert path(text) == "shop.api.books.a"
    text = "from db import a\ndef f():\n    @look(a)\n    def g(a): pass\n"
    assert path(text) == "db.a"


def test_the_iterable_of_a_comprehension_sees_the_names_around_it() -> None:
    assert path("from db import x\ndef f():\n    [x for x in look(x)]\n") == "db.x"


def test_annotations_without_a_value_bind_a_local_name() -> None:
    assert path("from db import a\ndef f():\n    a: int\n    look(a)\n") is None


def test_definitions_have_the_qualified_names_of_python() -> None:
    file = source("class C:\n    def f(self):\n        def g(): pass\n")
    paths = [file.names.definition_path(node) for node in file.tree.all(cst.FunctionDef)]
    assert paths == ["shop.api.books.C.f", "shop.api.books.C.f.<locals>.g"]


def test_a_name_that_is_bound_again_and_again_is_looked_at_once() -> None:
    again = "".join(f"    if a{n}:\n        q = q.f{n}(q)\n" for n in range(40))
    assert path(f"def f(start):\n    q = start\n{again}    look(q)") is None
