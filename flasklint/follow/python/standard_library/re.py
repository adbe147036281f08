"""What `re` gives, where it is known that it takes not long."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flasklint.follow.python import containers
from flasklint.follow.python.standard_library.arguments import Args, Function, Keywords, string_of
from flasklint.follow.values import Known, Unknown, Value

if TYPE_CHECKING:
    from flasklint.follow.machine import Machine

MOST_MATCHED = 200
"""How long a text may be that is compared with a pattern."""
MOST_TRIES = 1_000_000


def _sub(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    texts = [string_of(arg) for arg in args]
    if len(texts) != 3 or None in texts:
        return None
    pattern, replacement, text = (str(text) for text in texts)
    if containers.is_long(text, [replacement]):
        return Unknown("a long string")
    tries = _tries(pattern, text)
    ev.budget.left -= min(tries, MOST_TRIES) // 1_000
    if tries > MOST_TRIES:
        return Unknown("a pattern that may take long")
    try:
        return Known(re.sub(pattern, replacement, text))
    except (re.error, OverflowError, RecursionError):
        return Unknown("a pattern that is wrong")


def _tries(pattern: str, text: str) -> int:
    """How much matching may try at most: each repetition any part of the text, each alternative and
    option both ways. Too much for repetitions of groups, and what refers to groups."""
    bare = re.sub(r"\\\D", "x", pattern).replace("(?", "(")
    if max(len(text), len(pattern)) > MOST_MATCHED or re.search(r"\)[*+{]|\\", bare):
        return MOST_TRIES + 1
    repeated, both = len(re.findall(r"[*+{]", bare)), bare.count("?") + bare.count("|")
    return int((len(text) + 1) ** min(repeated + 1, 9) * 2 ** min(both, 99))


FUNCTIONS: dict[str, Function] = {
    "re.sub": _sub,
}
