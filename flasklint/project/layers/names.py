"""How the modules of a layer are called."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

SERVICE_NAMES = ("services", "service")

LAYER_NAMES: dict[str, tuple[str, ...]] = {
    "routes": (
        "routes", "routers", "views", "view", "api", "apis", "controllers", "controller",
        "blueprints", "endpoints", "resources", "handlers", "pages", "web", "rest",
    ),
    "models": ("models", "model"),
    "schemas": ("schemas", "schema", "serializers", "dto", "dtos", "marshmallow"),
    "services": SERVICE_NAMES,
}  # fmt: skip
"""How modules and packages of a layer are called."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word in the name of a module that says a layer."""

    text: str
    kind: str


@cache
def words_of(module: str) -> tuple[Word, ...]:
    """What in the name of a module says its layer, last first: `services` and `api` of
    `shop.api.services`, `service` of `shop.orders.book_service`."""
    return tuple(word for part in reversed(module.split(".")) for word in _words_in(part))


@cache
def _words_in(part: str) -> tuple[Word, ...]:
    return tuple(
        Word(name, kind)
        for kind, names in LAYER_NAMES.items()
        for name in names
        if part == name or part.endswith(f"_{name}")
    )
