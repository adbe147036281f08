"""Code that makes large, deep or endless values."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from hostile_cases.case import APP, Case

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
