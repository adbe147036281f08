"""Runs flasklint on values, trees and settings that are made to stop, stall or silence it.

    python benchmarks/hostile.py [--only WORD] [--commands check,routes]

Each case is a small project with a Blueprint beside it that nothing registers. For each command:

- it ends within 5 seconds of CPU (10 for the largest trees) and 1 GB;
- it exits with 0 or 1, and with 2 only for settings, in one line that names them;
- the Blueprint is reported, or the output names the file that may register it.

Prints what does not hold, then the dearest cases; exits with 1 if anything does not hold.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

SECONDS, LARGE_SECONDS, MEGABYTES = 5, 10, 1_000
APP = (
    "from flask import Blueprint, Flask\n\napp = Flask(__name__)\n\n\ndef view():\n    return ''\n"
)
FORGOTTEN = "from flask import Blueprint\n\nbp = Blueprint('forgotten', __name__)\n"
SETTINGS = "flasklint.toml"


class Case(NamedTuple):
    """`make` writes a project into a directory; `is_refused` if its settings are."""

    name: str
    make: Callable[[Path], object]
    is_large: bool = False
    is_refused: bool = False


class Outcome(NamedTuple):
    """What a command came to."""

    code: int
    seconds: float
    megabytes: float
    stdout: bytes
    stderr: str


BODIES = {
    "nothing": "pass",
    "text": "x = f'{a}-{b}'",
    "sum": "x = a + b",
    "percent": "x = '%s-%s' % (a, b)",
    "format": "x = '{}{}'.format(a, b)",
    "join": "x = '-'.join([str(a), str(b)])",
    "replace": "x = str(a).replace('1', 'aaaaaaaaaaaaaaaaaaaaaaaa')",
    "split": "x = WORDS.split(',')",
    "append": "LIST.append([a, b])",
    "insert": "LIST.insert(0, a)",
    "extend": "LIST.extend([a, b])",
    "double": "LIST.extend(LIST)",
    "set": "TABLE[f'{a}{b}'] = [a]",
    "update": "TABLE.update({a: b})",
    "default": "TABLE.setdefault(a, []).append(b)",
    "attribute": "setattr(Thing, f'a{a}', b)",
    "object": "x = Thing()",
    "class": "class Other(Thing): x = a",
    "function": "def f(): return a",
    "lambda": "x = (lambda y: y)(a)",
    "call": "x = give(a)",
    "decorated": "x = put(give)",
    "partial": "x = partial(give, a, b)",
    "range": "x = list(range(2000))",
    "sorted": "x = sorted(LIST, key=give)",
    "zip": "x = list(zip(range(50), range(50)))",
    "enumerate": "x = list(enumerate(range(99)))",
    "comprehension": "x = [c for c in range(99)]",
    "dict comprehension": "x = {c: a for c in range(99)}",
    "in": "x = a in NUMBERS",
    "compare": "x = [a, b] == [b, a]",
    "slice": "x = NUMBERS[1:]",
    "merge": "x = {**TABLE, 'a': a}",
    "sub": "x = re.sub('a+', 'b', WORDS)",
    "isinstance": "x = isinstance(a, (int, str, Thing))",
    "getattr": "x = getattr(Thing, f'a{a}', None)",
    "try": "try: x = a\n{0}except ValueError: x = b",
    "if": "if unknown(a): x = a\n{0}else: x = b",
    "with": "with held(a) as x: pass",
    "config": "app.config[f'A{a}'] = b",
    "route": "app.add_url_rule(f'/{a}/{b}', f'{a}-{b}', view)",
    "hook": "app.before_request(view)",
    "blueprint": "x = Blueprint(f'b{a}', __name__)",
    "register": "app.register_blueprint(Blueprint(f'b{a}-{b}', __name__))",
}
HEAD = """
import re
from contextlib import contextmanager
from functools import partial

WORDS = "a," * 5000
LIST, TABLE, NUMBERS = [], {}, list(range(2000))


class Thing:
    pass


def give(x):
    return x


def put(function):
    def inner(*args):
        return function(*args)
    return inner


@contextmanager
def held(x):
    yield x
    yield x


"""
NESTS = {
    "loops": "for a in range(2000):\n    for b in range(2000):\n        {0}\n",
    "recursion": "def g(a, b=1):\n    app.g = a\n    {0}\n    g(f'{{a}}x')\n    g(f'{{a}}y')\n\n\n"
    "g('')\n",
    "generator": "def g():\n    while True:\n        for a in range(2000):\n"
    "            yield a\n\n\nfor a in g():\n    for b in g():\n        {0}\n",
}


def values() -> Iterator[Case]:
    """Each thing that code may do, in each nest."""
    for nest, outside in NESTS.items():
        indent = " " * (4 if nest == "recursion" else 8)
        for body, inside in BODIES.items():
            text = outside.format(inside.replace("{0}", indent))
            yield Case(f"{body} in {nest}", _app(f"{HEAD}{text}"))
    for name, text in BIG.items():
        yield Case(name, _app(f"{text.format(LOOPS, LARGE_LIST, LARGE_TABLE)}\n"))
    for name, text in {**SINGLE, **DEEP}.items():
        yield Case(name, _app(text), is_large=name.startswith("routes times"))


BIG = {
    "long paths": "from foo import y\n{0}y = y" + ".aaa" * 300,
    "paths of an app": "y = app.foo\n{0}y = y" + ".aaa" * 300,
    "calls of calls": "from foo import y\n{0}y = y()",
    "remove": "{1}{0}BIG.remove(5)",
    "sort": "{1}{0}BIG.sort()",
    "update from a large one": "{2}E = {{}}\n{0}E.update(BIG)",
    "any key": "{2}import os\nk = os.environ.get('x', '1-1')\nBIG['1-1'] = app\n{0}x = BIG[k]",
    "not run": "{2}{0}if False: BIG['x'] = 1",
    "settings": "{0}app.config[f'a{{a}}{{b}}'] = 1\n{0}x = app.config['zz']",
    "join of long texts": "B = ['a' * 16_000 for _ in range(2000)]\n{0}x = ''.join(B)",
    "objects in a list": "T = [object() for _ in range(2000)]\n" + "{0}x = app in T\n" * 4,
    "missing in a chain": "class D: pass\nfor a in range(2000):\n    class D(D): pass\n"
    "o = D()\n" + "{0}x = o.missing\n" * 4,
    "table of an object": "class T: pass\no = T()\n{0}setattr(o, f'a{{a}}-{{b}}', 1); o.__dict__",
    "recorded": "bp = Blueprint('b', __name__)\nfor n in range(2000):\n"
    "    bp.record(lambda s: s.app.register_blueprint(bp))\napp.register_blueprint(bp)",
}
"""What is done in loops (0) to a list (1) or a dict (2) that is large."""
LOOPS = "for a in range(2000):\n  for b in range(2000):\n    "
LARGE_LIST = f"BIG = []\n{LOOPS}BIG.append(f'{{a}}-{{b}}')\n"
LARGE_TABLE = f"BIG = {{}}\n{LOOPS}BIG[f'{{a}}-{{b}}'] = 1\n"
DEEP = {
    "not over lines": "x = " + "not \\\n" * 20_000 + "1",
    "or over lines": "x = (a" + " or\na" * 20_000 + ")",
    "elif without blanks": "if(x):pass\n" + "elif(x):pass\n" * 20_000,
    "lambda over lines": "x = (" + "lambda\n:" * 20_000 + "1)",
    "dots of an import": "import a." + "\\\na." * 100_000 + "a",
    "lambda in a comment": "# " + "lambda " * 20_000,
    "dots at line ends": "x = (a." + "\nb." * 4_000 + "c)",
    "attributes": "x = a" + ".b" * 3_900,
    "shifts": "x = a" + " << a" * 20_000,
    "choices": "x = " + "a if b else " * 20_000 + "c",
    "many chains": ("x = a" + "[1]" * 900 + "\n") * 100,
    "alternatives": "import re\nx = re.sub('" + "(a|)" * 40 + "b', 'c', '" + "a" * 40 + "')",
    "named template": "x = '%(a)9999999999s' % {'a': 1}\ny = 'aaaa'\n"
    + "y = '%(a)s%(a)s' % {'a': y}\n" * 60,
    "many codes in a comment": "x = 1 # noqa: " + ",".join(["FLK101"] * 5_000),
    "routes times registrations": "bp = Blueprint('b', __name__)\n"
    "for n in range(300): bp.add_url_rule(f'/{n}', f'e{n}', view)\n"
    "for n in range(300): app.register_blueprint(bp, name=f'n{n}', url_prefix=f'/{n}')",
}
SINGLE = {
    "text that doubles": "x = 'a'\n" + "x = x + x\n" * 60,
    "list that doubles": "x = [1]\n" + "x = x + x\n" * 60,
    "large power": "x = 10 ** 10 ** 10\ny = 1 << 10 ** 10\n",
    "wide format": "x = '{:>1000000000}'.format(1)\ny = f'{1:>{10 ** 9}}'\n"
    "z = '%*d' % (10 ** 9, 1)\n",
    "partial of partials": "from functools import partial\n\n\ndef f(*a):\n"
    "    return partial(f, *a, *a)\n\n\nx = f(1)\n" + "x = x(1)\n" * 40,
    "diamonds": "class A0: pass\nclass B0: pass\n"
    + "".join(
        f"class A{n + 1}(A{n}, B{n}): pass\nclass B{n + 1}(A{n}, B{n}): pass\n" for n in range(40)
    )
    + "A40().x()\n",
    "chain of classes": "class A0: pass\n"
    + "".join(f"class A{n + 1}(A{n}): pass\n" for n in range(3000))
    + "A3000().x()\n",
    "tower of lambdas": "f = lambda x: x\n"
    + "f = (lambda g: lambda x: g(g(x)))(f)\n" * 40
    + "f(1)\n",
    "many branches": "".join(
        f"if unknown({n}):\n    x = [{n}]\nelse:\n    x = [-{n}]\n" for n in range(3000)
    ),
    "deep branches": "".join(f"{'  ' * n}if unknown({n}):\n" for n in range(90))
    + "  " * 90
    + "x = 1\n",
    "Blueprints in each other": "b = Blueprint('b', __name__)\nfor n in range(2000):\n"
    "    c = Blueprint(f'c{n}', __name__)\n    c.register_blueprint(b)\n"
    "    c.register_blueprint(b, name='z')\n    b = c\napp.register_blueprint(b)\n",
    "backtracking": "import re\n\nx = re.sub('(a+)+$', 'b', 'a' * 40 + '!')\n"
    "y = re.sub('a*' * 30 + 'b', 'c', 'a' * 200)\n",
    "many decorators": "def d(f):\n    return lambda *a: f(*a)\n\n\n"
    + "@d\n" * 500
    + "def f(): pass\n",
    "list in itself": "x = []\nx.append(x)\nfor a in x:\n    for b in a:\n        for c in b:\n"
    "            app.g = c\n",
    "long sum": "x = (\n" + "a.b(c)[1] +\n" * 3_900 + "1)\n",
    "long chain": "x = (y\n" + ".filter(a)\n" * 3_000 + ")\n",
    "many digits": "x = " + "1" * 5_000 + "\n",
    "blank before a colon": "try: pass\nexcept OSError :\n    pass\n",
    "line of a backslash": "x = 1\n\\\ny = 2\n",
    "dense list": "x = [" + "1," * 990_000 + "]\n",
    "dense lines": "a=1\n" * 499_000,
    "dense texts": "x = f'{a}{b}{c}{d}'\n" * 100_000,
}


def _app(text: str) -> Callable[[Path], object]:
    return lambda root: (root / "app.py").write_text(f"{APP}{text}")


def trees() -> Iterator[Case]:
    """Directories and files that are odd, many or large."""
    for name in (
        ".gitignore",
        "pyproject.toml",
        "requirements.txt",
        "Procfile",
        "odd.py",
        "setup.cfg",
    ):
        yield Case(f"{name} is a pipe", lambda root, name=name: os.mkfifo(root / name))
        yield Case(
            f"{name} is endless", lambda root, name=name: (root / name).symlink_to("/dev/zero")
        )
    yield Case("links in a circle", _linked)
    yield Case("a directory called x.py", lambda root: (root / "x.py" / "y.py").mkdir(parents=True))
    yield Case("a name that is not UTF-8", _misnamed)
    yield Case("names with control characters", _controlled)
    yield Case(
        "a line of 200 MB", lambda root: (root / "x.py").write_text(f"x = '{'a' * 200_000_000}'")
    )
    yield Case("a million lines", lambda root: (root / "x.py").write_text("a=1\n" * 1_000_000))
    yield Case(
        "a large .gitignore",
        lambda root: (root / ".gitignore").write_text("*a*b*c\n" * 100_000),
        True,
    )
    yield Case("stars from each other", _stars)
    yield Case("names of stars of stars", _stars_of_stars)
    yield Case("imports in a circle", _circle)
    yield Case("a chain of imports", _chain, True)
    yield Case("10,000 files", _many, True)
    yield Case("20,000 routes", _routes, True)
    yield Case("5,000 Blueprints", _blueprints, True)
    yield Case("deep directories", _deep, True)


def _linked(root: Path) -> None:
    (root / "a.py").symlink_to("b.py")
    (root / "b.py").symlink_to("a.py")
    (root / "up").symlink_to("..")
    (root / "etc.py").symlink_to("/etc/passwd")


def _misnamed(root: Path) -> None:
    directory = os.path.join(os.fsencode(root), b"caf\xe9")
    os.mkdir(directory)
    for name in (b"m.py", b"\xff.py"):
        with open(os.path.join(directory, name), "w") as file:
            file.write("x = 1\n")


def _controlled(root: Path) -> None:
    for name in ("a\nb.py", "\x1b[31mred.py", "x::error::y.py", "\u202eyp.py", "\x9b31m.py"):
        (root / name).write_text("def broken(:\n")


def _stars(root: Path) -> None:
    for n in range(40):
        lines = "".join(f"from m{other} import *\n" for other in range(40))
        (root / f"m{n}.py").write_text(f"{lines}unknown()\nother.unknown()\n")


def _stars_of_stars(root: Path) -> None:
    for n in range(13):
        lines = "".join(f"from m{other} import *\n" for other in range(13))
        (root / f"m{n}.py").write_text(f"{lines}a{n} = 1\n")
    (root / "app.py").write_text(f"{APP}import m0\ndir(m0)\nvars(m0)\n")


def _circle(root: Path) -> None:
    for n in range(60):
        lines = "".join(f"from m{other} import b{other}, missing\n" for other in range(60))
        (root / f"m{n}.py").write_text(f"{lines}b{n} = [b{(n + 1) % 60}]\n")


def _chain(root: Path) -> None:
    for n in range(3_000):
        (root / f"m{n}.py").write_text(f"import m{n + 1}\nfrom m{n + 1} import x{n + 1} as x{n}\n")


def _many(root: Path) -> None:
    for n in range(100):
        (root / f"p{n}").mkdir()
        for m in range(100):
            (root / f"p{n}" / f"m{m}.py").write_text(f"x = {m}\n")


def _routes(root: Path) -> None:
    for n in range(20):
        text = "".join(f"@bp.get('/{n}/r{m}')\ndef r{m}(): return ''\n\n" for m in range(1_000))
        head = f"from flask import Blueprint\n\nbp = Blueprint('b{n}', __name__)\n\n"
        (root / f"r{n}.py").write_text(f"{head}{text}")
    lines = "".join(f"import r{n}\napp.register_blueprint(r{n}.bp)\n" for n in range(20))
    (root / "app.py").write_text(f"{APP}{lines}")


def _blueprints(root: Path) -> None:
    text = "".join(
        f"b{n} = Blueprint('b{n}', __name__)\n@b{n}.get('/{n}')\ndef r{n}(): return ''\n"
        f"app.register_blueprint(b{n})\n"
        for n in range(5_000)
    )
    (root / "app.py").write_text(f"{APP}{text}")


def _deep(root: Path) -> None:
    here = os.getcwd()
    os.chdir(root)
    for _ in range(1_000):
        os.mkdir("d")
        os.chdir("d")
        Path("m.py").write_text("x = 1\n")
    os.chdir(here)


STARS = "*a" * 60
REFUSED = {
    "deep brackets": f"a = {'[' * 100_000}",
    "deep tables": "a = {b = " * 5_000,
    "a key of many dots": f"{'a.' * 100_000}a = 1",
    "a table of many dots": f"[{'a.' * 100_000}a]",
    "a large file": "select = [" + "'x'," * 500_000 + "]",
    "not TOML": "select = ",
    "not UTF-8": "select = '\udcff'",
    "NUL": "select = '\0'",
    "an unknown key": "selct = ['FLK1']",
    "a wrong type": "select = 1",
    "an unknown rule": "select = ['FLK999']",
    "an endless number": f"jobs = {'9' * 100_000}",
    "a glob that leads out": "[architecture]\nservices = ['../../**']",
    "an absolute glob": "[architecture]\nlibraries = ['/etc/passwd']",
    "a description outside": "[architecture]\nlibraries = ['../*.py']",
    "a description of nothing": "[architecture]\nlibraries = ['nothing.py']",
    "a factory that is not there": "[architecture]\nfactory = 'shop.create'",
    "a factory with control characters": "[architecture]\nfactory = 'shop.\\u001b[31m'",
    "many unknown words": "select = [" + ", ".join(f'"word{n}"' for n in range(20_000)) + "]",
    "20,000 globs": "exclude = [" + ", ".join(f"'a{n}*b'" for n in range(20_000)) + "]",
    "a severity of nothing": "[severity]\nFLK105 = 'red'",
}
TAKEN = {
    "exclude with stars": f"exclude = ['{STARS}c.py']",
    "exclude with directories": f"exclude = ['{'**/a*/' * 60}b.py']",
    "tests with stars": f"[architecture]\ntests = ['{STARS}c.py']",
    "ignores with stars": f"[per-file-ignores]\n'{STARS}c.py' = ['FLK1']",
    "4,000 globs": "exclude = [" + ", ".join(f"'a{n}*b'" for n in range(4_000)) + "]",
}


def settings() -> Iterator[Case]:
    """Settings that are refused, and odd ones that are taken."""
    for name, text in REFUSED.items():
        yield Case(f"settings: {name}", _set(text), is_refused=True)
    for name, text in TAKEN.items():
        yield Case(f"settings: {name}", _set(text))


def _set(text: str) -> Callable[[Path], object]:
    def make(root: Path) -> None:
        (root / SETTINGS).write_text(text, errors="surrogateescape")
        (root / f"{'a' * 200}b.py").write_text("x = 1\n")

    return make


def run(command: list[str], root: Path, seconds: float) -> Outcome:
    """Run flasklint, at most twice as long as it may take."""
    argv = [sys.executable, "-m", "flasklint", *command]

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (8_000_000_000, 8_000_000_000))

    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(
            argv, cwd=root, stdin=subprocess.DEVNULL, stdout=out, stderr=err,
            preexec_fn=bound, start_new_session=True,
        )  # fmt: skip
        end = time.monotonic() + 4 * seconds
        while True:
            done, status, used = os.wait4(process.pid, os.WNOHANG)
            if done:
                break
            if time.monotonic() > end:
                os.killpg(process.pid, 9)
                _, status, used = os.wait4(process.pid, 0)
                break
            time.sleep(0.01)
        out.seek(0)
        err.seek(0)
        text = err.read().decode(errors="replace")
        code = os.waitstatus_to_exitcode(status)
        taken = used.ru_utime + used.ru_stime
        return Outcome(code, taken, used.ru_maxrss / 1_000, out.read(), text)


def wrong(case: Case, command: str, outcome: Outcome) -> Iterator[str]:
    """What does not hold."""
    seconds = LARGE_SECONDS if case.is_large else SECONDS
    if outcome.seconds > seconds:
        yield f"takes {outcome.seconds:.1f} s"
    if outcome.megabytes > MEGABYTES:
        yield f"takes {outcome.megabytes:.0f} MB"
    if outcome.code not in ((2,) if case.is_refused else (0, 1)):
        yield f"exits with {outcome.code}: {outcome.stderr[-200:]!r}"
    elif case.is_refused:
        if "internal error" in outcome.stderr or len(outcome.stderr) > 2_000:
            yield f"says {outcome.stderr[:200]!r}"
    elif command == "check":
        report = json.loads(outcome.stdout)
        told = {item["filename"] for item in report["diagnostics"]}
        if "forgotten.py" not in told and not report["unread"]:
            yield "is silent about the Blueprint"
    if any(char < " " and char not in "\n" for char in outcome.stderr):
        yield "writes control characters"


def main() -> int:
    """Make, run, look, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--only", default="", metavar="WORD", help="cases with this in their name")
    parser.add_argument("--commands", default="check,routes")
    options = parser.parse_args()
    cases = [each for each in (*trees(), *settings(), *values()) if options.only in each.name]
    bad, taken = 0, []
    for case in cases:
        root = Path(tempfile.mkdtemp(prefix="flasklint-hostile-"))
        try:
            (root / SETTINGS).write_text("")
            (root / "app.py").write_text(APP)
            (root / "forgotten.py").write_text(FORGOTTEN)
            case.make(root)
            for command in options.commands.split(","):
                argv = [command, "--output-format", "json", "."]
                argv += ["--no-cache"] if command == "check" else []
                limit = LARGE_SECONDS if case.is_large else SECONDS
                outcome = run(argv, root, limit)
                taken.append((outcome.seconds, outcome.megabytes, f"{case.name} ({command})"))
                for problem in wrong(case, command, outcome):
                    bad += 1
                    print(f"{case.name} ({command}): {problem}", flush=True)
        finally:
            # Python's own gives up on directories that are this deep.
            subprocess.run(["rm", "-rf", str(root)], check=True)
    print(f"{len(cases)} cases; {bad} problems; the dearest:")
    for seconds, megabytes, name in sorted(taken, reverse=True)[:8]:
        print(f"  {seconds:5.1f} s  {megabytes:5.0f} MB  {name}")
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
