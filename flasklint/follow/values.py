"""What a name can stand for when a module's code is followed without running it.

Things from outside the project are known by the path that leads to them, with `()` for a call:
`flask.Flask`, `flask_sqlalchemy.SQLAlchemy().session`. Objects that the project makes keep their
identity, so that two blueprints with one variable name stay two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Union

from flasklint.facts import code
from flasklint.facts.module import Module
from flasklint.facts.node import Place

MOST_OPTIONS = 8
MOST_INSTANCES = 200
LONGEST_PATH = 500
"""What is at longer paths, or has longer reasons not to be known, is not told apart."""


@dataclass(frozen=True, slots=True)
class Known:
    """A constant; `assumed` if it is what a setting is while nobody sets it."""

    value: object
    assumed: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class External:
    """Something that a package outside the project defines."""

    path: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """Cannot tell, and why; `attr` if it is an attribute of something not known, `absent` if a
    module of the project is known not to have it."""

    why: str = ""
    attr: str = ""
    absent: bool = False


@dataclass(eq=False, slots=True)
class Instance:
    """An object made by calling a class; `place` is the call. `adrift` if it was made in a function
    whose callers are not known, so that it may go anywhere; `open_ended` if more was passed to the
    constructor than is known; `foreign` if a package from outside makes it; `doubts` is how many
    there were, whether it is made."""

    cls: ClassValue | External | Attached
    place: Place
    args: tuple[Value, ...] = field(default=(), repr=False)
    keywords: dict[str, Value] = field(default_factory=dict, repr=False)
    adrift: bool = False
    open_ended: bool = False
    foreign: bool = False
    doubts: int = 0
    attributes: dict[str, Value] = field(default_factory=dict, repr=False)


@dataclass(eq=False, slots=True)
class Scope:
    """The names of a module, a function call or a class body; `shared` are those that `global` and
    `nonlocal` give to other scopes."""

    module: Module = field(repr=False)
    names: dict[str, Value] = field(repr=False)
    outer: Scope | None = field(default=None, repr=False)
    shared: dict[str, Scope] = field(default_factory=dict)
    stars: list[str] = field(default_factory=list)
    qualname: str = ""
    conditional: int = 0
    returned: list[Value] = field(default_factory=list)
    on_yield: Callable[[Value], None] | None = None

    @property
    def top(self) -> Scope:
        """The scope of the module."""
        scope = self
        while scope.outer is not None:
            scope = scope.outer
        return scope


class Definition:
    """What functions and classes of the project have in common."""

    __slots__ = ()
    code: code.Function | code.Class
    scope: Scope
    qualname: str

    @property
    def is_library(self) -> bool:
        """Whether it belongs to the description of a library."""
        return self.scope.module.is_library

    @property
    def place(self) -> Place:
        return Place(self.scope.module.filename, self.code.node)

    @property
    def path(self) -> str:
        return f"{self.scope.module.name}.{self.qualname}"


@dataclass(eq=False, slots=True)
class FunctionValue(Definition):
    """A function of the project; `owner` is the class whose body defines it, `wraps` what it takes
    its name from (`functools.wraps`), `renamed` the name of what a decorator puts in its place."""

    code: code.Function = field(repr=False)
    scope: Scope = field(repr=False)
    qualname: str
    owner: ClassValue | None = field(default=None, repr=False)
    kind: str = ""
    wraps: Value | None = None
    attributes: dict[str, Value] = field(default_factory=dict)
    renamed: str = ""


@dataclass(eq=False, slots=True)
class ClassValue(Definition):
    """A class of the project; `fields` are the names that its body annotates, `subclasses` the
    classes that have derived from it so far, `line` what `ancestors` found."""

    code: code.Class = field(repr=False)
    scope: Scope = field(repr=False)
    qualname: str
    bases: tuple[Value, ...] = field(repr=False)
    names: dict[str, Value] = field(repr=False)
    fields: list[str] = field(default_factory=list, repr=False)
    subclasses: list[ClassValue] = field(default_factory=list, repr=False)
    line: list[Ancestor] = field(default_factory=list, repr=False)


@dataclass(frozen=True, slots=True)
class Bound:
    """A function of the project as a method of `receiver`."""

    function: FunctionValue
    receiver: Value


@dataclass(frozen=True, slots=True)
class Attached:
    """An attribute that an object or class of the project has from outside, by its path."""

    receiver: Instance | ClassValue
    path: str


@dataclass(frozen=True, slots=True)
class Applied:
    """The result of calling something attached: a decorator waiting for its function, perhaps."""

    event: Event


@dataclass(frozen=True, slots=True)
class Wraps:
    """`functools.wraps(function)`, waiting for its wrapper."""

    function: Value


@dataclass(eq=False, slots=True)
class Entering:
    """The context that a generator function gives (`contextlib.contextmanager`)."""

    function: FunctionValue
    receiver: Value | None
    args: tuple[Value, ...]
    keywords: dict[str, Value]


@dataclass(eq=False, slots=True)
class Partial:
    """`functools.partial(function, *args, **keywords)`."""

    function: Value
    args: tuple[Value, ...]
    keywords: dict[str, Value]


@dataclass(frozen=True, slots=True)
class SuperOf:
    """`super()` inside a method of `owner`."""

    owner: ClassValue
    receiver: Value


@dataclass(frozen=True, slots=True)
class ModuleValue:
    """A module of the project."""

    name: str


@dataclass(frozen=True, slots=True)
class Lazy:
    """A name of a module that was still being imported when it was asked for."""

    module: str
    name: str


@dataclass(eq=False, slots=True)
class ListValue:
    """A list, tuple or set; `complete` is false once something unknown went in; `literal` if it is
    written out and nothing was added later."""

    items: list[Value]
    complete: bool = True
    literal: bool = False


@dataclass(eq=False, slots=True)
class DictValue:
    """A dict with constant keys; `complete` is false once something unknown went in; `factory` is
    called for a key that is not there (`collections.defaultdict`)."""

    items: dict[Any, Value]
    complete: bool = True
    factory: Value | None = None


@dataclass(frozen=True, slots=True)
class ValueMethod:
    """A method of a string, list or dict."""

    value: Known | ListValue | DictValue
    name: str


@dataclass(frozen=True, slots=True)
class Several:
    """One of these."""

    options: tuple[Value, ...]


@dataclass(eq=False, slots=True)
class Event:
    """A call that the wiring may depend on.

    `path` is what was called (`flask.Flask().register_blueprint`; `?.register_blueprint` on
    something not known), `chain` the calls that lead to it, outermost first, `target` what the
    result was applied to. An event that is not `certain` happens only perhaps: `doubt` says why,
    and is empty in a function that nothing calls. Events of the same `branches` happen together or
    not at all, see follow/branches.
    """

    path: str
    receiver: Value | None
    args: tuple[Value, ...]
    keywords: dict[str, Value]
    place: Place
    chain: tuple[Place, ...] = ()
    within: FunctionValue | None = None
    target: Value | None = None
    open_ended: bool = False
    certain: bool = True
    doubt: str = ""
    branches: tuple[int, ...] = ()

    @property
    def method(self) -> str:
        """The last name of the path."""
        return self.path.rpartition(".")[2]

    @property
    def package(self) -> str:
        """The first name of the path."""
        return self.path.partition(".")[0]

    def argument(self, index: int, name: str) -> Value | None:
        """The argument given by position or by name."""
        if name in self.keywords:
            return self.keywords[name]
        return self.args[index] if 0 <= index < len(self.args) else None


Value = Union[
    Known, External, Unknown, Instance, FunctionValue, ClassValue, Bound, Attached, Applied,
    Wraps, Entering, Partial, SuperOf, ModuleValue, Lazy, ListValue, DictValue, ValueMethod,
    Several,
]  # fmt: skip
Ancestor = Union[ClassValue, External, Attached, Unknown]


def one_of(values: list[Value]) -> Value:
    """The value that is one of `values`."""
    if len(values) == 1:
        return values[0]
    options: list[Value] = []
    for value in values:
        for option in each(value):
            if option not in options:
                options.append(option)
                if len(options) > MOST_OPTIONS:
                    return Unknown("too many possible values")
    if not options:
        return Unknown()
    return options[0] if len(options) == 1 else Several(tuple(options))


def each(value: Value) -> Iterator[Value]:
    """The possible values of `value`."""
    if isinstance(value, Several):
        yield from value.options
    else:
        yield value


def instances(value: Value | None) -> Iterator[Instance]:
    """The objects among the possible values of `value`, those in lists included."""
    for option in each(value or Unknown()):
        items = option.items[:MOST_INSTANCES] if isinstance(option, ListValue) else [option]
        yield from (item for item in items if isinstance(item, Instance))
