"""What a rule is, what it yields, and how it says what to change."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from typing import TYPE_CHECKING, ClassVar, Literal

import libcst as cst

from flasklint.diagnostics.diagnostic import Category, Severity
from flasklint.facts.node import Place

if TYPE_CHECKING:
    from flasklint.rule.checker import Checker

Anchor = cst.CSTNode | Place
"""A node of the file being checked, or a place in any file."""


@dataclass(frozen=True, slots=True)
class Replace:
    """Put `text` in place of the code of a node. Comments in it go above the statement, unless the
    fix puts them elsewhere and they go `with_comments`."""

    node: Anchor
    text: str
    with_comments: bool = False


@dataclass(frozen=True, slots=True)
class Remove:
    """Take a whole statement out, its line included. The comments stay, unless the fix puts them
    elsewhere and they go `with_comments`."""

    node: Anchor
    with_comments: bool = False


@dataclass(frozen=True, slots=True)
class InsertBefore:
    """Put lines of code before a statement, indented as it is. Blank lines around them stay."""

    node: Anchor
    text: str


@dataclass(frozen=True, slots=True)
class InsertAfter:
    """Put lines of code after a statement, indented as it is. Blank lines around them stay."""

    node: Anchor
    text: str


@dataclass(frozen=True, slots=True)
class AppendToBody:
    """Put lines of code, a blank line before them, at the end of a class or function body."""

    node: Anchor
    text: str


@dataclass(frozen=True, slots=True)
class AppendToModule:
    """Put lines of code, two blank lines before them, at the end of a file."""

    filename: str
    text: str


@dataclass(frozen=True, slots=True)
class CreateModule:
    """Make a file that the project does not have yet, with the directories on the way to it.

    AddImport and AppendToModule may say what else it has. If the file exists there is no fix.
    """

    filename: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class AddImport:
    """Have `from module import name` (as `alias`) or, with no name, `import module` in a file.

    Nothing happens if the file has it already. The import joins an existing one of the same
    module, or goes where it belongs among the imports at the top.
    """

    filename: str
    module: str
    name: str = ""
    alias: str = ""


@dataclass(frozen=True, slots=True)
class MoveImport:
    """Have the name `old`, which the import at `node` (`from ... import old`) gets, come from
    another module, or under another name; the rest of the file says the new name then.

    It is called as before if it has an alias, if its new name is taken, or if it is to `stay`.
    """

    node: Anchor
    old: str
    module: str
    name: str
    stay: bool = False


Change = (
    Replace
    | Remove
    | InsertBefore
    | InsertAfter
    | AppendToBody
    | AppendToModule
    | CreateModule
    | AddImport
    | MoveImport
)


@dataclass(frozen=True, slots=True)
class Fix:
    """Changes that are made all or none. A fix is unsafe unless it says otherwise."""

    message: str
    changes: tuple[Change, ...]
    safe: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """Another place that the finding rests on."""

    message: str
    place: Anchor


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule's objection to a node of the file it looks at."""

    node: cst.CSTNode
    message: str
    evidence: tuple[Evidence, ...] = ()
    fix: Fix | None = None


Files = str | Mapping[str, str]
"""One module (`app.py`), or file names and their text."""


@dataclass(frozen=True)
class Good:
    """Code that the rule must not report. `title` says what the example shows.

    `works` is a request that Flask answers ("GET /books"), or "start".
    """

    title: str
    files: Files
    options: Mapping[str, object] = field(default_factory=dict)
    works: str = ""


@dataclass(frozen=True)
class Bad:
    """Code that the rule must report, just on the lines that end in a comment with its code.

    `fixed` is the text, of those files that change, after every fix. `fails` says when and how the
    code fails in Flask, and the fixed code does not: "start: ValueError: The name", "GET /books:
    TypeError: books()", "GET /books: 404", or what is wrongly answered, by status, type and body:
    "GET /books: 200 text/html all of", "GET /books: 302 text/html to /login". `says` is a part of
    the message of each finding.
    """

    title: str
    files: Files
    fixed: Files | None = None
    options: Mapping[str, object] = field(default_factory=dict)
    fails: str = ""
    says: str = ""


@dataclass(frozen=True)
class Rule(ABC):
    """A check of one file with the project at hand.

    A subclass is a frozen dataclass: its name in kebab case is the rule's name, its docstring and
    its few `examples` are the rule's page, its fields the rule's options. `fix` says whether what
    it finds has a fix. One in `preview` runs only where it is asked for. `words` are names without
    which it finds nothing: it is asked only about files whose text has one of them.
    """

    code: ClassVar[str]
    category: ClassVar[Category]
    severity: ClassVar[Severity] = "warning"
    preview: ClassVar[bool] = False
    fix: ClassVar[Literal["never", "sometimes", "always"]] = "never"
    words: ClassVar[frozenset[str]] = frozenset()
    examples: ClassVar[tuple[Good | Bad, ...]] = ()

    @abstractmethod
    def check(self, checker: Checker) -> Iterator[Finding]:
        """Yield what is wrong in the file of `checker`. Keeps no state."""

    @classmethod
    def name(cls) -> str:
        """The rule's name: `UnregisteredBlueprint` is `unregistered-blueprint`."""
        return _kebab(cls.__name__)

    @classmethod
    def summary(cls) -> str:
        """The first line of the rule's page."""
        return (cls.__doc__ or "").strip().partition("\n")[0]

    @classmethod
    def fixable(cls) -> bool:
        """Whether some of what it finds has a fix."""
        return cls.fix != "never"

    @classmethod
    def option_names(cls) -> list[str]:
        """The rule's options as they are written in the configuration."""
        return [option.name.replace("_", "-") for option in fields(cls)]


@cache
def _kebab(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name).lower()
