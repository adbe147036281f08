"""What a row in the tables of names says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gone:
    """A name that a package no longer has.

    `path` is where it was, as the world knows it (`flask.Markup`, `flask.Flask().json_encoder`,
    `flask.send_file(cache_timeout)`), `since` the first version without it and `deprecated` the
    first that warned. `moved` is the path of what does the same, `instead` what to write if that
    takes more than a new import or a new name. `safe` says whether the other one may simply stand
    for it.
    """

    path: str
    since: str
    instead: str = ""
    moved: str = ""
    deprecated: str = ""
    safe: bool = True

    @property
    def name(self) -> str:
        """The name itself."""
        return self.path.rstrip(")").replace("(", ".").rpartition(".")[2]

    @property
    def advice(self) -> str:
        """What to write."""
        return self.instead or f"`{self.moved}`"


@dataclass(frozen=True, slots=True)
class Package:
    """The rows of one package.

    `imports` are names that cannot be imported any more, `modules` those that are gone with all
    that they had, `attributes` what objects have lost, `arguments` what functions no longer take.
    """

    name: str
    title: str
    imports: tuple[Gone, ...] = ()
    modules: tuple[Gone, ...] = ()
    attributes: tuple[Gone, ...] = ()
    arguments: tuple[Gone, ...] = ()
