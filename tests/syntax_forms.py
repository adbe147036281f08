"""Code in every form that Python has, with what parsers are known to tell differently."""

from __future__ import annotations

import re
import sys

_PLAIN = r"""
## strings side by side
x = 'a' 'b'
y = 'pack' 'age.mod' '.ule'
z = b'a' b'b'
## strings on lines of their own
x = ('a'
     # why
     'b')
## a doc string in pieces
'a' 'b'
def f():
    ('c'
     'd')
    ...
## statements that only name a value
None
1
-1
True
x
'a'
b'a'
...
1j
## f-strings
x = f'a{b}c{{d}}{e!r}{g:>{h()}}{i()}' f'' 'j' f'{k}' 'l'
## f-strings that hold only text
x = f''
y = f'a'
z = f'{{' '}}'
w = '' f'' ''
## f-strings that say what they show
x = f'a {b=} {c = !s} { d() = :>{e()}} {f (1)=} {g() = :} {h()!r:}'
## f-strings without a width
x = f'{a:}'
## escapes in f-strings
y = RF'\d{a}' U'\n' fR'\"{b}'
x = f'\n\x7b{a}\'"{b}\\' rf'\n{c}\d' f"\"'{d}\N{BULLET}{{\}}"
## long f-strings
x = f'''a
"b" {c}"\
d'''
## values in f-strings
x = f"{'a'}{1}{f'{b}'}{(lambda: c)()}{ {1: d()}[1] }"
## keys
a[b]; a['k']; a[b, c()]; a[(b, c)]; a[b,]; a[1:2]; a[1:2, ::d()]; a[:]; a[()]
## stars in keys
a[*b]; a[*b, c]; a[b, *c()]
## arguments
f(*a, b, c=d(), *e(), **g(), h=i)
f(a for a in b)
f(**a, b=1)
## classes
@a()
class B(c(), *d(), k=e(), **f()):
    def __init__(self): self.g = h
## parameters
def f(a: b() = c(), /, d: 'e' = g, *h: i(), j: k = l(), m, **n: o) -> p(): q()
## a star between parameters
def f(a, *, b=1): pass
def g(*args: *Ts): pass
## lambdas
x = lambda a=lambda: b(), *c, d=e(), **g: (yield)
y = f(lambda: g(lambda: h))
## decorators
@a(lambda: 1)
@b.c('d')
async def e(f=g()): await h()
## functions in functions
def a():
    def b(): c()
    d()
    class E:
        def f(self): g()
g()
## functions in blocks
if a:
    def b(): c()
else:
    def d(): return e
f()
## loops
for a, *b in c():
    d()
else:
    import e
while f():
    import g
    break
else: h()
## unclosed tuples
for a in *b, c(): pass
x = *a, b
def f(): return *a, b()
y = 1,
## deleting
del a
del b, c[d()]
del (e, f)
del [g], (h)
del i,
del (j), k
## annotations
a: int = b()
c: 'd.e[f()]'
self.g: h.i[j()] = k
l: 'm' 'n'
o: None = p
q: 1
## assigning
a = b.c, d[e] = [f, *g] = h()
i += j()
k -= l()
m @= n
## raising
raise
raise a
raise b.C(d()) from e()
## asserting
assert a(), b()
c()
## imports
import a.b as c, d
from . import e
from ..f.g import (h as i, j)
from k import *
## imports beyond the root
from ... import a
from ....b import c
## imports for type checkers
if TYPE_CHECKING:
    import a
elif t.TYPE_CHECKING:
    import b
## imports of computed names
import_module(a); __import__('b')
def f(): run_path(*c)
## programs
if __name__ == '__main__': a()
if '__main__' == __name__ == b: c()
## conditions
if a == 'b': c
elif d in ('e', f'g{h}'): i
else:
    if j: k
while 'l': m
## trying
try:
    a()
except b() as c:
    import d
except: e()
else: f()
finally: g()
h()
## groups of exceptions
try:
    a()
except* b():
    c()
finally: d()
e()
## with
with a() as b, c(): d()
with (e() as f, g() as (h, i)): j()
with (k): l()
## async
async def f():
    async with a() as b: c()
    async for d in e(): g()
    [h async for h in i]
## match
match a():
    case B(c, d=1) if e(): f()
    case [g, *_] | {'h': i, **j}: k
    case 1+2j: l()
## comprehensions
[a(b) for b in c() if d(b) if e]
{a: f() for a in b}
{a() for b in c for d in e()}
## loops over keys in a comprehension
{k(): v for k, v in a() for b in c(lambda: d) if e()}
f()
## generators
def f():
    a = yield
    yield b, c
    yield from d()
    return (yield)
## operators
a + b - c * d / e | f % g ** -h // ~i @ j << +k
## conditional expressions
a() if b('k') == 'l' else c()
not 'x' or d and (e and f or g)
## comparisons
a < b; a <= b < c; a is not b; a not in 'b'; a != 'c'; a is None
## numbers
x = 1_000, 0x_ff, 1e400, -0.0, 1j, -True, +1, ~1, 10**2, -(-1)
## walrus
if (a := b('c')): d
[e for f in g if (h := f)]
## reads of keys
a.get('b', c); d.pop(e); f.setdefault(*g); get('h')
## names
global_ = 1
def f():
    global a, b
    nonlocal c
## names that look alike
ﬁle = 1
K = ﬁle.ªttr(ﬁ=ﬁ)
import ﬀ.a as ﬁ
def ﬂ(ﬁ: ﬀ = 1): pass
## several on a line
a(); b(); c = d(); import e
if f: g(); h()
## surrogates
x = '\ud800', b'\xff', '\N{BULLET}', '\d', r'\d', u'a'
"""
_NEWER = r"""
## generics
def f[T: a()](b: T): c()
class D[*Ts, **P](e()): f()
g()
## types
type A[T: b()] = c[d()]
f()
## quotes in f-strings
x = f'{a['b']}' f'{c(
  d # e
)}'
"""


def _sections(text: str) -> dict[str, str]:
    parts = re.split(r"^## (.*)\n", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


FORMS = {
    **_sections(_PLAIN),
    "Windows line ends": "x = '''a\r\nb'''\r\ny = f'''c\r\n{d}\r\n'''\r\nz = 'e\\\r\nf'\r\n",
    "old Macintosh line ends": "x = '''a\rb'''\ry = f'''c\r{d}'''\r",
    "form feeds": "x = 1\n\x0c\ndef f(): pass\n",
    "nothing": "",
    "comments": "# a\n",
}
"""By what is in it: code."""
if sys.version_info >= (3, 12):
    FORMS |= _sections(_NEWER)
