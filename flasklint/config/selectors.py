"""Words that mean rules: a name, a code, the beginning of a code, a family, a category, `ALL`."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, get_args

from flasklint.diagnostics.diagnostic import Category
from flasklint.diagnostics.own_codes import SUPPRESSION_CODES, own_code

if TYPE_CHECKING:
    from flasklint.rule import Rule


FAMILIES = {
    "blueprints": "FLK1",
    "routing": "FLK2",
    "services": "FLK3",
    "errors": "FLK4",
    "requests": "FLK5",
    "config": "FLK6",
    "factory": "FLK7",
    "context": "FLK8",
}
"""The beginnings of codes by the words for them, which are those of the folders of rules."""


def precision(selectors: Iterable[str], rule: type[Rule]) -> int:
    """How precisely the best of some selectors means a rule: 0 is not at all, 100 by name."""
    return fit(selectors, rule.code, rule.name(), rule.category)


def fit(selectors: Iterable[str], code: str, name: str, category: str) -> int:
    """The same for what has this code, name and category: a rule, or what is said about
    suppressions."""
    best = 0
    for selector in selectors:
        if selector in (name, code):
            return 100
        selector = FAMILIES.get(selector, selector)
        if re.fullmatch(r"[A-Z]+[0-9]*", selector) and code.startswith(selector):
            best = max(best, 10 + len(selector))
        elif selector == category:
            best = max(best, 2)
        elif selector == "ALL":
            best = max(best, 1)
    return best


def problem(
    selector: str, rules: Sequence[type[Rule]], *, suppressions: bool = False
) -> str | None:
    """What is wrong with a selector: it fits no rule. With `suppressions` it may also mean what is
    reported about suppressions."""
    if selector == "ALL" or selector in get_args(Category) or precision_in(selector, rules):
        return None
    own = SUPPRESSION_CODES if suppressions else ()
    if any(fit((selector,), one.code, one.name, one.category) for one in own):
        return None
    words = [*(rule.name() for rule in rules), *(rule.code for rule in rules)]
    words += [word for one in own for word in (one.name, one.code)]
    words += [*FAMILIES, *get_args(Category), "ALL"]
    return unknown("rule", selector, words, listed=False)


def precision_in(selector: str, rules: Iterable[type[Rule]]) -> int:
    """How precisely a selector means one of some rules."""
    return max((precision((selector,), rule) for rule in rules), default=0)


def unknown(what: str, word: str, known: Iterable[str], *, listed: bool = True) -> str:
    """Say that a word is not known, with the nearest known one, or else, if `listed`, all. Of what
    is reported without a rule, say that it is none."""
    own = own_code(word) if what == "rule" else None
    if own is not None:
        return f"`{word}` is no rule: {own.always}"
    words = list(known)
    folded = {known_word.lower(): known_word for known_word in reversed(words)}
    nearest = difflib.get_close_matches(word.lower().replace("_", "-"), folded, n=1)
    if nearest:
        return f"unknown {what} `{word}`; did you mean `{folded[nearest[0]]}`?"
    if listed and words:
        return f"unknown {what} `{word}`; known: {', '.join(sorted(words))}"
    return f"unknown {what} `{word}`"
