"""What `collections` and `types` make, which behaves as a list, a dict or an object does."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from flasklint.follow.python import builtins as builtin_calls
from flasklint.follow.python import named_tuples
from flasklint.follow.python.standard_library.arguments import NOWHERE, Args, Function, Keywords
from flasklint.follow.values import DictValue, External, Instance, Value

if TYPE_CHECKING:
    from flasklint.follow.machine import Machine


def _builtin(name: str) -> Callable[..., Value | None]:
    """What behaves as a builtin does."""

    def apply(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
        return builtin_calls.call(ev, name, args, keywords)

    return apply


def _defaulting(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    """`collections.defaultdict(factory, ...)`."""
    made = builtin_calls.call(ev, "dict", args[1:], keywords)
    if isinstance(made, DictValue) and args:
        made.factory = args[0]
    return made


def _namespace(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    made = Instance(External("types.SimpleNamespace"), NOWHERE, args, keywords)
    made.attributes.update(keywords)
    return made


FUNCTIONS: dict[str, Function] = {
    "collections.OrderedDict": _builtin("dict"),
    "collections.defaultdict": _defaulting,
    "collections.deque": _builtin("list"),
    "types.MappingProxyType": _builtin("dict"),
    "werkzeug.datastructures.ImmutableDict": _builtin("dict"),
    "collections.namedtuple": named_tuples.make,
    "typing.NamedTuple": named_tuples.make,
    "types.SimpleNamespace": _namespace,
}
