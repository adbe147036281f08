"""The JSON Schema of the JSON report, made from its types.

`python -m flasklint.reports.schema` prints it.
"""

from __future__ import annotations

import dataclasses
import inspect
import json
import sys
import types
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from flasklint.reports.json import Document

TITLE = "flasklint report"
_SIMPLE: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
}


def schema() -> dict[str, Any]:
    """The schema (draft 2020-12). A later flasklint may add properties: they are not forbidden."""
    definitions: dict[str, dict[str, Any]] = {}
    _of(Document, definitions)
    top = definitions.pop("Document")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": TITLE,
        **top,
        "$defs": dict(sorted(definitions.items())),
    }


def render() -> str:
    """The schema as it is published."""
    return json.dumps(schema(), indent=2) + "\n"


def _of(kind: Any, definitions: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The schema of a type; those of dataclasses go into `definitions`."""
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        if kind.__name__ not in definitions:
            definitions[kind.__name__] = {}
            definitions[kind.__name__].update(_object(kind, definitions))
        return {"$ref": f"#/$defs/{kind.__name__}"}
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Literal:
        return {"const": arguments[0]} if len(arguments) == 1 else {"enum": list(arguments)}
    if origin is tuple:
        return {"type": "array", "items": _of(arguments[0], definitions)}
    if origin in (Union, types.UnionType):
        return {"anyOf": [_of(argument, definitions) for argument in arguments]}
    raise TypeError(f"no schema for {kind}")


def _object(kind: type, definitions: dict[str, dict[str, Any]]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    names = [item.name for item in dataclasses.fields(kind)]
    properties = {name: _of(hints[name], definitions) for name in names}
    for name in names:
        if name in ("row", "column", "noqa_row"):
            properties[name] = {**properties[name], "minimum": 1}
    return {
        "description": " ".join((inspect.getdoc(kind) or "").split()),
        "type": "object",
        "properties": properties,
        "required": names,
    }


if __name__ == "__main__":
    sys.stdout.write(render())
