"""Steps are counted for what an operation takes: whatever is done in loops ends soon."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_hostile import APP, FORGOTTEN, at, checked

LOOPS = "for a in range(2000):\n    for b in range(2000):\n        {0}\n"
TEXTS = "BIG = []\n" + LOOPS.format("BIG.append(f'{a}-{b}')")
TABLE = "BIG = {}\n" + LOOPS.format("BIG[f'{a}-{b}'] = 1")
NAMES = ", ".join(f"n{n}" for n in range(2000))
DEAR = {
    "paths from outside": "from foo import y\n" + LOOPS.format(f"y = y{'.aaa' * 300}"),
    "paths of an app": "y = app.foo\n" + LOOPS.format(f"y = y{'.aaa' * 300}"),
    "calls from outside": "from foo import y\n" + LOOPS.format("y = y()"),
    "calls of what is not known": LOOPS.format("y = y()"),
    "removing": TEXTS + LOOPS.format("BIG.remove(5)"),
    "sorting": TEXTS + LOOPS.format("BIG.sort()"),
    "updating": TABLE + "E = {}\n" + LOOPS.format("E.update(BIG)"),
    "any key": TABLE
    + "import os\nk = os.environ.get('x', '1-1')\nBIG['1-1'] = app\n"
    + LOOPS.format("x = BIG[k]"),
    "what is not run": TABLE + LOOPS.format("if False: BIG['x'] = 1"),
    "settings": LOOPS.format("app.config[f'a{a}{b}'] = 1") + LOOPS.format("x = app.config['zz']"),
    "joining": f"s = '{'a' * 16_000}'\nB = [s for _ in range(2000)]\n"
    + LOOPS.format("x = ''.join(B)"),
    "objects in a list": "T = [object() for _ in range(2000)]\n" + LOOPS.format("x = app in T") * 4,
    "named tuples": "from collections import namedtuple\n"
    f"T = namedtuple('T', '{NAMES}')\nt = T(*range(2000))\n"
    + LOOPS.format("x = len(t)")
    + LOOPS.format("x, y = t"),
    "chains of classes": "class D: pass\nfor a in range(2000):\n    class D(D): pass\no = D()\n"
    + LOOPS.format("x = o.missing") * 4,
    "members": "import inspect\nclass T: pass\nfor a in range(2000): setattr(T, f'a{a}', 1)\n"
    + LOOPS.format("inspect.getmembers(T, lambda v: v)"),
    "tables of objects": "class T: pass\no = T()\n"
    + LOOPS.format("setattr(o, f'a{a}-{b}', 1); x = o.__dict__"),
    "what is recorded": "bp = Blueprint('b', __name__)\nfor n in range(2000):\n"
    "    bp.record(lambda s: s.app.register_blueprint(bp))\napp.register_blueprint(bp)\n",
    "templates that double": "x = 'aaaa'\n" + "x = '%(a)s%(a)s' % {'a': x}\n" * 60,
    "a wide template": "x = '%(a)9999999999s' % {'a': 1}\n",
    "alternatives": "import re\n"
    f"x = re.sub({'(a|)' * 40 + 'b'!r}, 'c', {'a' * 40!r})\n"
    f"y = re.sub({'(a|aa)' * 32 + 'b'!r}, 'c', {'a' * 60!r})\n",
    "options": "import re\nx = re.sub(r'" + r"\(?" * 40 + "b', 'c', '" + "(" * 40 + "')\n",
}


FEW_STEPS = ("--config", "limits.steps=30_000")


@pytest.mark.parametrize("text", DEAR.values(), ids=DEAR)
def test_what_takes_long_counts_much(text: str, tmp_path: Path) -> None:
    root = at(tmp_path, {"app.py": f"{APP}{text}", "pages.py": FORGOTTEN})
    report = json.loads(checked(root, *FEW_STEPS).stdout)
    told = {item["filename"] for item in report["diagnostics"]}
    assert "pages.py" in told or [file["filename"] for file in report["unread"]] == ["app.py"]


FILES = {
    "stars of stars": (
        {
            f"m{n}.py": "".join(f"from m{m} import *\n" for m in range(13)) + f"a{n} = 1\n"
            for n in range(13)
        },
        "import inspect\nimport m0\ndir(m0)\nvars(m0)\ninspect.getmembers(m0)\n",
    ),
    "many stars": (
        {f"m{n}.py": "a = 1\n" for n in range(300)}
        | {"s.py": "".join(f"from m{n} import *\n" for n in range(300))},
        "from s import *\n" + LOOPS.format("x = zzz"),
    ),
    "many files": (
        {f"m{n}.py": "a = 1\n" for n in range(300)},
        "import os\n" + LOOPS.format("os.path.isdir('zz')"),
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_what_looks_through_many_files_counts_much(name: str, tmp_path: Path) -> None:
    files, text = FILES[name]
    root = at(tmp_path, {**files, "app.py": f"{APP}{text}", "pages.py": FORGOTTEN})
    assert "pages.py" in {
        item["filename"] for item in json.loads(checked(root, *FEW_STEPS).stdout)["diagnostics"]
    }


def test_what_takes_all_memory_is_beyond_one_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flasklint.facts import code
    from flasklint.follow.python import statements

    def fail(*_: object) -> str:
        raise MemoryError

    monkeypatch.delenv("FLASKLINT_DEBUG", raising=False)
    monkeypatch.setitem(statements._STATEMENTS, code.Do, fail)
    root = at(tmp_path, {"app.py": f"{APP}print()\n", "pages.py": FORGOTTEN})
    report = json.loads(checked(root).stdout)
    assert [item["filename"] for item in report["diagnostics"]] == ["pages.py"]
    assert [file["filename"] for file in report["unread"]] == ["app.py"]
