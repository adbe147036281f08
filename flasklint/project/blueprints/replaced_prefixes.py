"""URL prefixes of Blueprints that are replaced where they are registered."""

from __future__ import annotations

from flasklint.facts.node import Place
from flasklint.follow.values import Known, Value
from flasklint.project.blueprints import ReplacedPrefix
from flasklint.project.wiring import Blueprint, Wiring


def replaced_prefixes(wiring: Wiring) -> list[ReplacedPrefix]:
    """Every Blueprint whose own prefix no registration uses, where all is known for sure.

    One that is given its own prefix again, or one that has it at an end, is none.
    """
    found = [each for made in wiring.blueprints if (each := _replaced(made)) is not None]
    return [each._replace(sibling=_sibling(each, found)) for each in found]


def _replaced(made: Blueprint) -> ReplacedPrefix | None:
    if len(made.parents) != 1 or made.escapes or made.instance.foreign:
        return None
    registration = made.parents[0]
    own, instead = _text(made.url_prefix), _text(registration.options.get("url_prefix"))
    if registration.event.open_ended or not registration.event.certain or not (own and instead):
        return None
    inner, outer = (f"/{prefix.strip('/')}/" for prefix in (own, instead))
    if "//" in (inner, outer) or _ends(inner, outer) or _ends(outer, inner):
        return None
    return ReplacedPrefix(own, instead, made.place, registration.event.place, None)


def _ends(part: str, whole: str) -> bool:
    return whole.startswith(part) or whole.endswith(part)


def _sibling(prefix: ReplacedPrefix, found: list[ReplacedPrefix]) -> Place | None:
    others = (each for each in found if each.instead == prefix.instead and each.own != prefix.own)
    return next((each.place for each in others), None)


def _text(value: Value | None) -> str | None:
    if isinstance(value, Known) and isinstance(value.value, str) and not value.assumed:
        return value.value
    return None
