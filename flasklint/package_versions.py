"""Which versions of packages the code of a project shows that it runs with."""

from __future__ import annotations

from collections.abc import Iterable

from flasklint.facts import code

_PYDANTIC_2 = frozenset((
    "AfterValidator", "AliasChoices", "BeforeValidator", "ConfigDict", "PlainSerializer",
    "PlainValidator", "RootModel", "TypeAdapter", "WrapValidator", "computed_field",
    "field_serializer", "field_validator", "model_serializer", "model_validator",
))  # fmt: skip


def uses_pydantic_2(modules: Iterable[code.Module]) -> bool:
    """Whether some module imports what only pydantic 2 has."""
    return any(
        node.module.partition(".")[0] == "pydantic_settings"
        or (node.module == "pydantic" and any(name in _PYDANTIC_2 for name, _ in node.names))
        for module in modules
        for node in module.imports
    )
