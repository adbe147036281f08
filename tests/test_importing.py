from __future__ import annotations

import pytest

from flasklint.diagnostics import edits
from flasklint.fixes.changes import ChangeError, to_edits
from flasklint.languages.python.source import SourceFile, parse
from flasklint.rule import AddImport

FILENAME = "shop/api/app.py"


def read(code: str) -> SourceFile:
    return parse(code.encode(), FILENAME, "shop.api.app", False)


def unopened(filename: str) -> SourceFile:
    raise KeyError(filename)


def with_imports(code: str, *wanted: tuple[str, ...]) -> str:
    file = read(code)
    changes = [AddImport(FILENAME, *one) for one in wanted]
    return edits.apply(file.text, to_edits(changes, file, unopened))


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        ("import os\n", ("os",)),
        ("import os.path\n", ("os",)),
        ("import os.path\n", ("os.path",)),
        ("import os as o\n", ("os", "", "o")),
        ("from flask import (\n    Flask,\n    g,\n)\n", ("flask", "g")),
        ("from flask import g as h\n", ("flask", "g", "h")),
        ("from .errors import A\n", ("shop.api.errors", "A")),
        ("from ..errors import A\n", ("shop.errors", "A")),
        ("from . import errors\n", ("shop.api", "errors")),
        ("x = 1\n\n\ndef f(): ...\n\n\nimport os\n", ("os",)),
    ],
)
def test_what_is_imported_already_is_not_imported_again(code: str, wanted: tuple[str, ...]) -> None:
    assert with_imports(code, wanted) == code


@pytest.mark.parametrize(
    "code",
    [
        "if TYPE_CHECKING:\n    from flask import g\n",
        "def f():\n    from flask import g\n",
    ],
)
def test_an_import_that_does_not_run_at_the_top_does_not_count(code: str) -> None:
    assert with_imports(code, ("flask", "g")).startswith("from flask import g\n")


@pytest.mark.parametrize(
    "code",
    [
        "g = 1\n",
        "def g(): ...\n",
        "from other import g\n",
        "try:\n    from flask import g\nexcept ImportError:\n    g = None\n",
        "for g in x: ...\n",
        "def f():\n    global g\n",
    ],
)
def test_a_name_that_means_something_else_is_left_alone(code: str) -> None:
    with pytest.raises(ChangeError, match="already means"):
        with_imports(code, ("flask", "g"))


def test_a_name_bound_in_a_function_is_no_obstacle() -> None:
    assert with_imports("def f():\n    g = 1\n", ("flask", "g")) == (
        "from flask import g\n\n\ndef f():\n    g = 1\n"
    )


# beside the names of the same module


@pytest.mark.parametrize(
    ("code", "after"),
    [
        ("from flask import Flask, request\n", "from flask import Flask, g, request\n"),
        ("from flask import request, Flask\n", "from flask import request, Flask, g\n"),
        ("from flask import abort\n", "from flask import abort, g\n"),
        ("from flask import (Flask)\n", "from flask import (Flask, g)\n"),
        ("from flask import (Flask, request,)\n", "from flask import (Flask, g, request,)\n"),
        ("from flask import abort  # why\n", "from flask import abort, g  # why\n"),
        (
            "from flask import (\n    Flask,  # one\n    # two\n    request,  # three\n)\n",
            "from flask import (\n    Flask,  # one\n    g,\n    # two\n    request,  # three\n)\n",
        ),
        (
            "from flask import (\n    Flask,\n    abort,  # last\n)\n",
            "from flask import (\n    Flask,\n    abort,  # last\n    g,\n)\n",
        ),
        (
            "from flask import (\n    Flask,\n    abort  # last\n)\n",
            "from flask import (\n    Flask,\n    abort,  # last\n    g\n)\n",
        ),
        (
            "from flask import (\n    Flask,\n    abort)\n",
            "from flask import (\n    Flask,\n    abort,\n    g)\n",
        ),
        (
            "from flask import (\n    Flask,\n    abort,)\n",
            "from flask import (\n    Flask,\n    abort,\n    g,)\n",
        ),
        (
            "from flask import (\n    Flask, abort,\n    request\n)\n",
            "from flask import (\n    Flask, abort,\n    g, request\n)\n",
        ),
        (
            "from flask import Flask, \\\n    request\n",
            "from flask import Flask, \\\n    g, request\n",
        ),
    ],
)
def test_a_name_joins_those_of_its_module(code: str, after: str) -> None:
    assert with_imports(code, ("flask", "g")) == after


def test_several_names_join_at_once() -> None:
    assert with_imports("from flask import abort, request\n", ("flask", "url_for"), ("flask", "g"),
                        ("flask", "Flask")) == (
        "from flask import Flask, abort, g, request, url_for\n"
    )  # fmt: skip


def test_several_names_join_below_each_other() -> None:
    assert with_imports("from flask import (\n    abort\n)\n", ("flask", "h"), ("flask", "g")) == (
        "from flask import (\n    abort,\n    g,\n    h\n)\n"
    )


def test_a_name_joins_a_relative_import_of_its_module() -> None:
    assert with_imports("from .errors import B\n", ("shop.api.errors", "A")) == (
        "from .errors import A, B\n"
    )


def test_a_line_that_would_get_too_long_is_put_in_parentheses() -> None:
    long = "a" * 70
    lines = f"from importlib import (\n    {long},\n    bbbbbbbb,\n)\n"
    assert with_imports(f"from importlib import {long}\n", ("importlib", "bbbbbbbb")) == lines


def test_a_line_with_a_comment_that_would_get_too_long_gets_a_second_one() -> None:
    long = f"from flask import {'a' * 66}  # ours\n"
    assert with_imports(long, ("flask", "request")) == long + "from flask import request\n"


def test_an_import_on_a_shared_line_is_not_joined() -> None:
    assert with_imports("from flask import a; b = 1\n", ("flask", "g")) == (
        "from flask import a; b = 1\nfrom flask import g\n"
    )


# a line of its own


SORTED = """\
from __future__ import annotations

import os
import sys

from flask import Flask

from shop.models import Book

app = Flask(__name__)
"""


@pytest.mark.parametrize(
    ("wanted", "line", "before"),
    [
        (("json",), "import json", "import os"),
        (("re",), "import re", "import sys"),
        (("pathlib", "Path"), "from pathlib import Path", ""),
        (("click", "echo"), "from click import echo", "from flask"),
        (("werkzeug", "run"), "from werkzeug import run", ""),
        (("shop.errors", "E"), "from shop.errors import E", "from shop.models"),
        (("zoo",), "import zoo", "from flask"),
    ],
)
def test_a_line_takes_its_place_in_its_group(
    wanted: tuple[str, ...], line: str, before: str
) -> None:
    if wanted[0] == "zoo":
        before = "from flask"
    lines = with_imports(SORTED, wanted).splitlines()
    at = lines.index(line)
    following = lines[at + 1]
    assert following.startswith(before) if before else following == ""
    assert [one for one in lines if one != line] == SORTED.splitlines()


def test_a_group_that_is_not_there_is_made_between_blank_lines() -> None:
    code = "import os\n\nfrom .models import Book\n\nx = 1\n"
    assert with_imports(code, ("flask", "g")) == (
        "import os\n\nfrom flask import g\n\nfrom .models import Book\n\nx = 1\n"
    )


def test_a_first_group_is_made_above_the_others() -> None:
    code = '"""Doc."""\n\n# web\nfrom flask import g\n'
    assert with_imports(code, ("os",)) == (
        '"""Doc."""\n\nimport os\n\n# web\nfrom flask import g\n'
    )


def test_a_last_group_is_set_off_from_the_code() -> None:
    assert with_imports("import os\nx = 1\n", ("flask", "g")) == (
        "import os\n\nfrom flask import g\n\nx = 1\n"
    )


def test_imports_without_blank_lines_stay_so() -> None:
    code = "import os\nfrom flask import g\nfrom shop import b\n\nx = 1\n"
    assert with_imports(code, ("json",), ("flask_login", "user")) == (
        "import json\nimport os\nfrom flask import g\nfrom flask_login import user\n"
        "from shop import b\n\nx = 1\n"
    )


def test_a_group_that_is_not_sorted_gets_the_line_last() -> None:
    assert with_imports("import sys\nimport os\nimport re\n", ("json",)) == (
        "import sys\nimport os\nimport re\nimport json\n"
    )


def test_groups_sorted_by_module_alone_stay_so() -> None:
    assert with_imports("from a import b\nimport c\nfrom e import f\n", ("d",)) == (
        "from a import b\nimport c\nimport d\nfrom e import f\n"
    )


def test_a_file_with_relative_imports_gets_a_relative_one() -> None:
    code = "from flask import g\n\nfrom ..models import Book\nfrom .errors import E\n"
    assert with_imports(code, ("shop.services.books", "BookService")) == (
        "from flask import g\n\nfrom ..models import Book\n"
        "from ..services.books import BookService\nfrom .errors import E\n"
    )


def test_several_new_lines_at_one_place_stand_in_order() -> None:
    assert with_imports("x = 1\n", ("flask", "g"), ("os",), ("flask", "abort")) == (
        "import os\n\nfrom flask import abort, g\n\nx = 1\n"
    )


def test_a_new_line_that_is_too_long_is_put_in_parentheses() -> None:
    long = "a" * 90
    assert with_imports("", ("flask", long)) == f"from flask import (\n    {long},\n)\n"


@pytest.mark.parametrize(
    ("code", "after"),
    [
        ("", "import os\n"),
        ("x = 1\n", "import os\n\nx = 1\n"),
        ('"""Doc."""\n', '"""Doc."""\n\nimport os\n'),
        ('"""Doc."""', '"""Doc."""\n\nimport os'),
        ('"""Doc."""\nx = 1\n', '"""Doc."""\n\nimport os\n\nx = 1\n'),
        ('"""Doc."""\n\n\nx = 1\n', '"""Doc."""\n\nimport os\n\n\nx = 1\n'),
        ("#!/py\n# coding: utf-8\nx = 1\n", "#!/py\n# coding: utf-8\n\nimport os\n\nx = 1\n"),
        ("# Licence\n\n# about x\nx = 1\n", "# Licence\n\nimport os\n\n# about x\nx = 1\n"),
        ("# Licence\n", "# Licence\n\nimport os\n"),
        (
            "from __future__ import annotations\n\nx = 1\n",
            "from __future__ import annotations\n\nimport os\n\nx = 1\n",
        ),
        ("\fx = 1\n", "import os\n\n\fx = 1\n"),
    ],
)
def test_a_file_without_imports_gets_its_first(code: str, after: str) -> None:
    assert with_imports(code, ("os",)) == after


def test_the_future_comes_first() -> None:
    code = '"""Doc."""\n\nimport os\n'
    assert with_imports(code, ("__future__", "annotations")) == (
        '"""Doc."""\n\nfrom __future__ import annotations\n\nimport os\n'
    )


def test_an_import_behind_an_assignment_is_no_place() -> None:
    code = "from flask import Flask\n\napp = Flask()\n\nfrom shop import views\n"
    assert with_imports(code, ("shop", "errors")) == (
        "from flask import Flask\n\nfrom shop import errors\n\napp = Flask()\n\n"
        "from shop import views\n"
    )


def test_line_ends_follow_the_file() -> None:
    assert with_imports("import os\r\n\r\nx = 1\r\n", ("flask", "g")) == (
        "import os\r\n\r\nfrom flask import g\r\n\r\nx = 1\r\n"
    )


def test_a_line_joins_those_of_its_package_where_the_group_is_not_sorted() -> None:
    text = "from shop.z import z\nfrom shop.s.a import a\nfrom shop.s.c import c\nimport shop.y\n"
    lines = text.splitlines(keepends=True)
    wanted = "".join((*lines[:2], "from shop.s.b import b\n", *lines[2:]))
    assert with_imports(text, ("shop.s.b", "b")) == wanted


def test_names_stand_on_lines_of_their_own_where_all_others_do() -> None:
    flask = "from flask import abort\nfrom flask import jsonify\n"
    assert with_imports(flask, ("flask", "g"), ("shop.api", "a"), ("shop.api", "b")) == (
        flask.replace("from flask import j", "from flask import g\nfrom flask import j")
        + "\nfrom shop.api import a\nfrom shop.api import b\n"
    )


def test_one_import_of_a_module_takes_more_names() -> None:
    code = "from flask import abort\nfrom libcst import Name\n"
    assert with_imports(code, ("flask", "g")) == code.replace("abort", "abort, g")
