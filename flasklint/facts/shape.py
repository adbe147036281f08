"""What a project has seen of a file: its facts without what was never looked at.

Bodies of functions may say whatever they want while nobody reads them, but for what the facts of
the file say of all its code: which names it mentions, what it imports and raises. Of names, those
count whose being mentioned has decided something (`Evaluation.words`). If the shape of a file stays
the same, the project answers as before.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Container
from typing import Any

from flasklint.facts import code, encoding
from flasklint.facts.module import Module

_MODULE = encoding.KINDS.index(Module)
_NUMBER = code.ImportFrom._fields.index("node")
_NAMES = code.Function._fields.index("names")


def shape(text: str, read: Collection[int], words: Container[str]) -> str | None:
    """The shape of facts as text, if the bodies with the numbers `read` have been read; None for a
    file that cannot be read as Python."""
    packed, bodies = json.loads(text)
    kind, *values = packed
    if kind != _MODULE:
        return None
    module = dict(zip(Module._fields, values, strict=True))
    module["body"] = _known(module["body"], words)
    # In a body that nobody has followed, nobody has seen an import: where it stands says nothing.
    module["imports"] = [made[1:][:_NUMBER] for made in module["imports"]]
    module["names"] = _among(module["names"], words)
    module["definitions"] = [[name, _among(names, words)] for _, name, names in
                             module["definitions"]]  # fmt: skip
    module["raised"] = [name for name in module["raised"] if name in words]
    seen = [bodies[number] for number in sorted(read) if number < len(bodies)]
    return json.dumps([module, len(bodies), seen])


def _known(value: Any, words: Container[str]) -> Any:
    if value.__class__ is not list:
        return value
    if value and value[0] == encoding.FUNCTION and value[1 + encoding.BODY].__class__ is int:
        value = value.copy()
        value[1 + _NAMES] = _among(value[1 + _NAMES], words)
    return [_known(item, words) for item in value]


def _among(names: dict[str, list[str]], words: Container[str]) -> list[str]:
    return [name for name in names["set"] if name in words]
