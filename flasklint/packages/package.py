"""What is known of a package from outside, under its name.

A package of which something of its own is known has a file in `known/`, named as it is imported,
which is read when the package is first asked for. Those that do nothing to an app, and of which
no more is known, stand in `quiet`, and the standard library does nothing to an app either.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Literal, get_args

from flasklint.packages.quiet import QUIET

Effect = Literal["routes", "views", "converters", "errors"]
"""What a package may do to an app that it is handed: put routes on it; call views with something of
its own; add URL converters; answer HTTP errors, besides errors of its own."""
EFFECTS: tuple[Effect, ...] = get_args(Effect)

Role = Literal["wrap", "fill", "keep"]
"""What a decorator does with a view: give another function, which calls it with what it is called
with itself; give another function, which may call it with other arguments; give the view itself,
or what is called just like it."""

Answered = Literal["", "views", "apps"]
"""Whose errors a package answers where it is in use: those of the views that it makes or
decorates, or those of whole apps."""

_KNOWN = Path(__file__).parent / "known"


@dataclass(frozen=True, kw_only=True)
class Package:
    """What is known of a package. Paths are without its name: `Cache().cached`."""

    name: str
    """By which it is imported."""
    may: tuple[Effect, ...] = EFFECTS
    """What it may do to an app that it is handed: anything, where nobody has looked. Routes count
    that its description has."""
    extensions: Mapping[str, int] = field(default_factory=dict)
    """The classes that can be bound to an app later, with `init_app`, and at which position they
    take it."""
    wrapping: tuple[str, ...] = ()
    filling: tuple[str, ...] = ()
    keeping: tuple[str, ...] = ()
    """The decorators by what they do with a view, see `Role`."""
    using_answers: tuple[str, ...] = ()
    """The decorators that do something with the answer of a view, which they do not see if it is
    raised."""
    validating: tuple[str, ...] = ()
    validating_if_asked: tuple[str, ...] = ()
    """The decorators that validate the body of a request before the view has it, always or where
    they are told to: `validate=True`."""
    answers_errors_of: Answered = ""
    tried: str = ""
    """The distribution and its version with which this was proved; "" if it was only read."""


@cache
def package(name: str) -> Package | None:
    """What is known of a package; None if nothing is."""
    if name in _names():
        known: Package = import_module(f"{__package__}.known.{name}").PACKAGE
        return known
    if name in QUIET or name in sys.stdlib_module_names:
        return Package(name=name, may=())
    return None


@cache
def packages() -> tuple[Package, ...]:
    """All packages that have a file in `known/`, by their names."""
    return tuple(known for name in sorted(_names()) if (known := package(name)) is not None)


@cache
def _names() -> frozenset[str]:
    return frozenset(path.stem for path in _KNOWN.glob("*.py") if path.stem != "__init__")


def known_at(path: str) -> tuple[Package | None, str]:
    """The package that a path leads into, and the way from there."""
    name, _, inner = path.partition(".")
    return package(name), inner


def may(name: str, effect: Effect) -> bool:
    """Whether a package may do something to an app that it is handed; an unknown one may."""
    known = package(name)
    return known is None or effect in known.may


def decorator_at(path: str) -> Role | None:
    """What the decorator at a path does with a view; None if that is not known."""
    known, inner = known_at(path)
    if known is None:
        return None
    if inner in known.wrapping:
        return "wrap"
    if inner in known.filling:
        return "fill"
    return "keep" if inner in known.keeping else None


def uses_answer(path: str) -> bool:
    """Whether the decorator at a path is known to do something with the answer of a view."""
    known, inner = known_at(path)
    return known is not None and inner in known.using_answers


def app_position(path: str) -> int | None:
    """At which position the class at a path takes an app that it can also be bound to later; None
    if it is no such class."""
    known, inner = known_at(path)
    return None if known is None else known.extensions.get(inner)


def answers_errors_of(name: str) -> Answered:
    """Whose errors a package is known to answer where it is in use."""
    known = package(name)
    return "" if known is None else known.answers_errors_of
