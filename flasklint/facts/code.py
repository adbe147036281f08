"""What a module does, reduced to what wiring is made of: names, calls, definitions, control flow.

Everything here is plain data. `node` is the number of the syntax node it was read from (see
`tree.py`). What cannot matter to wiring (arithmetic but for `+`, `/`, `|` and `%`) is `OPAQUE`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Union

from flasklint.facts.node import Node


class Constant(Node):
    value: str | int | float | bool | bytes | None


class Name(Node):
    id: str


class Attribute(Node):
    value: Expression
    attr: str


class Keyword(Node):
    """`name=value`; for `**value` the name is empty."""

    name: str
    value: Expression


class Starred(Node):
    value: Expression


class Call(Node):
    func: Expression
    args: tuple[Expression, ...]
    keywords: tuple[Keyword, ...]
    node: int


class Items(Node):
    """A list, tuple or set display."""

    items: tuple[Expression, ...]


class Table(Node):
    """A dict display; the key of `**value` is OPAQUE."""

    items: tuple[tuple[Expression, Expression], ...]


class Subscript(Node):
    value: Expression
    key: Expression


class Joined(Node):
    """Strings put together: an f-string, `"..." "..."`."""

    parts: tuple[Expression, ...]


class Sum(Node):
    """`left + right`."""

    left: Expression
    right: Expression


class Divided(Node):
    """`left / right`."""

    left: Expression
    right: Expression


class Merged(Node):
    """`left | right`."""

    left: Expression
    right: Expression


class Percent(Node):
    """`template % values`."""

    template: Expression
    values: Expression


class Choice(Node):
    """`body if test else orelse`."""

    test: Expression
    body: Expression
    orelse: Expression


class Boolean(Node):
    """`left and right` or `left or right`; `op` is the word."""

    op: str
    left: Expression
    right: Expression


class Not(Node):
    value: Expression


class Comparison(Node):
    """`left op right`; `op` as it is written: "==", "is not", "in"."""

    left: Expression
    op: str
    right: Expression


class Named(Node):
    """`(target := value)`."""

    target: Expression
    value: Expression


class Slice(Node):
    """`lower:upper:step` in a subscript; a part that is left out is the constant None."""

    lower: Expression
    upper: Expression
    step: Expression


class Yield(Node):
    """`yield value`, or `yield from value` if `every`."""

    value: Expression
    every: bool


class Comprehension(Node):
    """`[element for target in iterable if test]` with one `for`; a dict's element is (key, value),
    `is_table` tells."""

    element: Expression
    target: Expression
    iterable: Expression
    tests: tuple[Expression, ...] = ()
    is_table: bool = False


class Body:
    """The statements of a function that is not in the body of another, or what unpacks them.

    Its number is noted in `read` when somebody asks for them: bodies that nobody has read may
    change, and nobody would say anything else.
    """

    __slots__ = ("_held", "number", "read")

    def __init__(self, held: tuple[Statement, ...] | Callable[[], tuple[Statement, ...]]) -> None:
        self._held = held
        self.number = 0
        self.read: set[int] = set()

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements, unnoticed."""
        if not isinstance(self._held, tuple):
            self._held = self._held()
        return self._held


class Function(Node):
    """A `def` or a lambda (named "<lambda>", its body one Return)."""

    name: str
    params: tuple[Param, ...]
    decorators: tuple[Expression, ...]
    stored: tuple[Statement, ...] | Body
    returns: Expression
    is_generator: bool
    names: frozenset[str]
    node: int

    @property
    def body(self) -> tuple[Statement, ...]:
        """The statements."""
        stored = self.stored
        if isinstance(stored, tuple):
            return stored
        stored.read.add(stored.number)
        return stored.statements


class Param(Node):
    """`kind` is "" for a plain parameter, "/" positional only, "*" and "**", "kw" keyword only."""

    name: str
    kind: str
    default: Expression | None
    annotation: Expression


class Opaque(Node):
    pass


OPAQUE = Opaque()

Expression = Union[
    Constant, Name, Attribute, Call, Items, Table, Subscript, Slice, Joined, Sum, Divided, Merged,
    Percent, Choice, Boolean, Not, Comparison, Named, Yield, Comprehension, Starred, Function,
    Opaque,
]  # fmt: skip


class Assign(Node):
    targets: tuple[Expression, ...]
    value: Expression
    node: int


class Annotated(Node):
    """`target: annotation = value`, or without a value; of the annotation only the name."""

    target: Expression
    annotation: Expression
    value: Expression | None
    node: int


class Extend(Node):
    """`target += value`."""

    target: Expression
    value: Expression


class Do(Node):
    """An expression for its effect."""

    value: Expression
    node: int


class Delete(Node):
    targets: tuple[Expression, ...]


class Import(Node):
    """`import module as asname`."""

    module: str
    asname: str
    node: int


class ImportFrom(Node):
    """`from module import names`, the module made absolute; ("*", "*") is a star."""

    module: str
    names: tuple[tuple[str, str], ...]
    node: int


class Class(Node):
    name: str
    bases: tuple[Expression, ...]
    keywords: tuple[Keyword, ...]
    decorators: tuple[Expression, ...]
    body: tuple[Statement, ...]
    node: int


class Return(Node):
    value: Expression
    node: int


class Raise(Node):
    value: Expression
    node: int


class If(Node):
    test: Expression
    guard: str
    body: tuple[Statement, ...]
    orelse: tuple[Statement, ...]


class Leave(Node):
    """`break` or `continue`; `how` is the word."""

    how: str


class For(Node):
    """A `for` loop; a `while` loop is one over values that are not known."""

    target: Expression
    iterable: Expression
    body: tuple[Statement, ...]
    orelse: tuple[Statement, ...]
    node: int


class With(Node):
    items: tuple[tuple[Expression, Expression | None], ...]
    body: tuple[Statement, ...]


class Try(Node):
    """`except` bodies are alternatives to the end of `body`."""

    body: tuple[Statement, ...]
    handlers: tuple[tuple[Statement, ...], ...]
    orelse: tuple[Statement, ...]
    final: tuple[Statement, ...]


class Scope(Node):
    """`global` or `nonlocal` names."""

    names: tuple[str, ...]
    is_global: bool


Statement = Union[
    Assign, Annotated, Extend, Do, Delete, Import, ImportFrom, Function, Class, Return, Raise,
    Leave, If, For, With, Try, Scope,
]  # fmt: skip
