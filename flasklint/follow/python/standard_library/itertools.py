"""What `itertools` puts together."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from flasklint.follow.python import containers
from flasklint.follow.python.standard_library.arguments import Args, Function, Keywords
from flasklint.follow.values import ListValue, Value

if TYPE_CHECKING:
    from flasklint.follow.machine import Machine


def _chain(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    made = ListValue([])
    for arg in args:
        containers.extend(made, arg)
    return made


def _chain_all(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    items = containers.elements(args[0]) if args else None
    return None if items is None else _chain(ev, tuple(items), {})


def _product(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    lists = [containers.elements(arg) for arg in args]
    known = [items for items in lists if items is not None]
    if keywords or len(known) < len(lists):
        return None
    rows = itertools.islice(itertools.product(*known), containers.LONGEST_LIST)
    return ListValue([ListValue(list(row)) for row in rows])


FUNCTIONS: dict[str, Function] = {
    "itertools.chain": _chain,
    "itertools.chain.from_iterable": _chain_all,
    "itertools.product": _product,
}
