"""Which versions of packages the code of a project shows that it runs with."""

from __future__ import annotations

from collections.abc import Iterable

from flasklint.facts import code
from flasklint.facts.module import Module
from flasklint.facts.walk import statements_in

_PYDANTIC_2 = frozenset((
    "AfterValidator", "AliasChoices", "BeforeValidator", "ConfigDict", "PlainSerializer",
    "PlainValidator", "RootModel", "TypeAdapter", "WrapValidator", "computed_field",
    "field_serializer", "field_validator", "model_serializer", "model_validator",
))  # fmt: skip


def uses_pydantic_2(modules: Iterable[Module]) -> bool:
    """Whether some module imports what only pydantic 2 has, not only under a condition."""
    return any(
        _is_of_pydantic_2(node) and node.node not in _conditional(module)
        for module in modules
        for node in module.imports
    )


def _is_of_pydantic_2(node: code.ImportFrom) -> bool:
    if node.module.partition(".")[0] == "pydantic_settings":
        return True
    return node.module == "pydantic" and any(name in _PYDANTIC_2 for name, _ in node.names)


def _conditional(module: Module) -> set[int]:
    """The imports of a module that stand in an `if` or a `try`, by number."""
    return {
        number
        for block in module.body
        if isinstance(block, (code.If, code.Try))
        for node in statements_in((block,))
        if (number := _number_of_import(node)) is not None
    }


def _number_of_import(node: object) -> int | None:
    return node.node if isinstance(node, (code.Import, code.ImportFrom)) else None
