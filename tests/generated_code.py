"""Code that nobody has written: statements and expressions with others in every hole."""

from __future__ import annotations

import re

from hypothesis import strategies as st

_SMALL = (
    "a", "b.c", "f()", "g(h())", "'k'", "'p.q'", "1", "None", "x['k']", "...",
    "'a' f'b{c}' 'd'", "f'{g()!r}{h():>9}'", "f\"{f'{i}' 'j'}{'k'}{(lambda: l)()}\"",
)  # fmt: skip
_AROUND = """
§ + §,§ | §,§ % §,-§,not §,§ and § or §,§ == §,§ < § <= §,§ if § else §,(lambda: §)(§),§.a,(§),
[§; *§],(§; §),{§: §; **§},{§},f(§; *§; k=§; **§),f(k=§; *§),§.get(§),import_module(§),
a[§],a[§; §],a[§:§],a[§:§; §],a[*§],[§ for a in § if §],(§ for a in §),
{§: § for a in § for b in § if §},(w := §),(yield §),(yield from §),(await §),
lambda a=§; *b; c=§: §
"""
_SIMPLE = """
§,a = §,a; b.c = d[§] = §,a: t = §,a: t[§] = §,a += §,a *= §,return §,raise §,raise § from §,
assert §; §,import a.b as c; d,from . import a,del a[§]; b,pass,'a' 'b',global a
"""
_COMPOUND = """
if §:¶,if §:¶/else:¶,if §:¶/elif §:¶/else:¶,if TYPE_CHECKING:¶,for a in §:¶/else:¶,while §:¶/else:¶,
with § as a; §:¶,try:¶/except §:¶/else:¶/finally:¶,@§/def f(a: § = §) -> §:¶,async def g(*; a=§):¶,
@§/class A(§; k=§):¶,match §:/  case 1 if §:¶/  case _:¶
"""
"""In a hole § stands an expression, in ¶ a block; a semicolon is a comma, a slash a new line."""


def _split(forms: str) -> list[str]:
    return [form.replace(";", ",") for form in forms.replace("\n", "").split(",") if form]


def _filled(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    @st.composite
    def filled(draw: st.DrawFn) -> str:
        form = draw(st.sampled_from(_split(_AROUND)))
        return re.sub("§", lambda _: f"({draw(inner)})", form)

    return filled()


_EXPRESSIONS = st.recursive(st.sampled_from(_SMALL), _filled, max_leaves=6)


@st.composite
def code_blocks(draw: st.DrawFn, depth: int = 2) -> str:
    """Some statements, with blocks in them up to `depth`."""
    forms = _split(_SIMPLE) + (_split(_COMPOUND) if depth else [])
    lines: list[str] = []
    for form in draw(st.lists(st.sampled_from(forms), min_size=1, max_size=3)):
        for line in form.split("/"):
            lines.append(re.sub("§", lambda _: draw(_EXPRESSIONS), line.removesuffix("¶")))
            if line.endswith("¶"):
                margin = "    " if line.startswith(" ") else "  "
                lines += (margin + inner for inner in draw(code_blocks(depth - 1)).split("\n"))
    return "\n".join(lines)
