"""Which views validate the body of a request before they use it, and which surely do not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from flasklint.facts import code
from flasklint.facts.node import Place
from flasklint.follow.classes import ancestors
from flasklint.follow.evaluation import Evaluation
from flasklint.follow.local_values import LocalValues, lineage
from flasklint.follow.mentions import Mentions
from flasklint.follow.paths import Paths
from flasklint.follow.values import (
    Attached,
    Bound,
    ClassValue,
    External,
    FunctionValue,
    Instance,
    Value,
)
from flasklint.packages import validation_api as validators
from flasklint.project.bodies import BodyCustom
from flasklint.project.hooks import Hook
from flasklint.project.routes.table import Route
from flasklint.project.views import View

MOST_USERS = 30
"""In how many functions a name may be mentioned that leads to a validator; a name in more of them
is an ordinary word."""
_READING = frozenset({"get_json", "json", "form", "get_data", "data", "values"})
_EARLY = ("before_request", "before_app_request")
_WITHOUT_BODY = {"GET", "HEAD", "OPTIONS"}
_DEEPEST = 8


@dataclass(frozen=True)
class Validation:
    """Where a view validates, and with what: the last name of a schema or function."""

    node: int
    name: str


class ValidatedBodies:
    """What the views of a project do with bodies."""

    def __init__(
        self,
        evaluation: Evaluation,
        views: Mapping[str, list[View]],
        routes: Iterable[Route],
        hooks: Mapping[str, list[Hook]],
    ) -> None:
        self._evaluation = evaluation
        self._views = views
        self._hooks = hooks
        self._functions = {each.place: each for each in evaluation.defined}
        self._methods: dict[str, set[str]] = {}
        for route in routes:
            self._methods.setdefault(route.view or "", set()).update(route.methods or ("?",))

    def may_validate_at(self, paths: Paths, path: str) -> bool:
        """Whether the function or class at a path may validate what it is passed; so if it cannot
        be told."""
        value, rest = paths.value(path)
        function = value.function if isinstance(value, Bound) else value
        if rest or not isinstance(function, (FunctionValue, ClassValue)):
            return True
        return self.may_validate(function)

    def may_validate(self, function: FunctionValue | ClassValue) -> bool:
        """Whether a function or class may validate what it is passed."""
        if isinstance(function, FunctionValue):
            return not self._validating_for_views.isdisjoint(function.code.names)
        self._evaluation.words |= validators.names()
        bases = ancestors(function)
        own = [base for base in bases if isinstance(base, ClassValue)]
        named = {base.code.name for base in own}
        return any(
            name in named and not validators.names().isdisjoint(names)
            for base in own
            for name, names in base.scope.top.module.definitions
        )

    def custom(self, filename: str, own: Collection[str]) -> BodyCustom:
        """How many views validate, an example of it in this file if there is one, and the views of
        this file that surely do not; `own` are the paths of functions that validate."""
        if self._validated_early:
            return BodyCustom(0, 0, None, "", frozenset())
        validated, reading = 0, 0
        example: tuple[Place, str] | None = None
        without: set[int] = set()
        for where, views in sorted(self._views.items()):
            for view in views:
                function = self._functions.get(Place(where, view.node))
                if function is None or not self._takes_body(view, function):
                    continue
                look = _Look(self._evaluation, function, own)
                found = look.validation()
                if found is not None:
                    validated += 1
                    if example is None or (where == filename and example[0].filename != where):
                        example = Place(where, found.node), found.name
                elif look.reads_body():
                    reading += 1
                    if where == filename and not self._may_read_and_validate(function):
                        without.add(view.node)
        place, name = example or (None, "")
        return BodyCustom(validated, reading, place, name, frozenset(without))

    def _may_read_and_validate(self, view: FunctionValue) -> bool:
        """Whether a view may validate a body that it does not pass on: itself, or by a function
        that reads it."""
        names = view.code.names
        if not validators.names().isdisjoint(names):
            return True
        found = self._evaluation.mentions.leading_to(_READING, MOST_USERS)
        self._evaluation.words |= found
        return not (self._validating & found).isdisjoint(names - _READING)

    @cached_property
    def _validating(self) -> frozenset[str]:
        """The names that may lead to a validator."""
        found = self._evaluation.mentions.leading_to(validators.names(), MOST_USERS)
        self._evaluation.words |= found
        return found

    @cached_property
    def _validating_for_views(self) -> frozenset[str]:
        """The names that may lead to a validator other than through a view: what a view does, what
        it calls does not do. (A class view has a `get`, and so has every session.)"""
        places = [Place(where, view.node) for where, views in self._views.items() for view in views]
        views = {
            (place.filename, (made.code.name, made.code.names))
            for place in places
            if (made := self._functions.get(place)) is not None
        }
        modules = (
            module._replace(
                definitions=tuple(
                    made for made in module.definitions if (module.filename, made) not in views
                )
            )
            for module in self._evaluation.modules.values()
        )
        found = Mentions(modules).leading_to(validators.names(), MOST_USERS)
        self._evaluation.words |= found
        return found

    @cached_property
    def _validated_early(self) -> bool:
        """Whether a function that runs before all views may validate their bodies."""
        self._evaluation.words |= _READING
        for where, hooks in self._hooks.items():
            for hook in hooks:
                function = self._functions.get(hook.function)
                if hook.kind not in _EARLY or function is None or hook.function.filename != where:
                    continue
                names = function.code.names
                if not (names.isdisjoint(_READING) or names.isdisjoint(self._validating)):
                    return True
        return False

    def _takes_body(self, view: View, function: FunctionValue) -> bool:
        """Whether requests with a body come to a view, as far as its methods show."""
        if view.is_method:
            return function.code.name not in ("get", "head", "options")
        methods = self._methods.get(view.path, {"?"})
        return not methods <= _WITHOUT_BODY


class _Look:
    """A look at the code of one view: names are followed to what is assigned to them, and nothing
    is called."""

    def __init__(
        self, evaluation: Evaluation, function: FunctionValue, own: Collection[str]
    ) -> None:
        self._evaluation = evaluation
        self._function = function
        self._own = own
        self._values = LocalValues(evaluation, function)

    def validation(self) -> Validation | None:
        """Where the view surely validates a body."""
        for decorator in self._function.code.decorators:
            found = self._validates(decorator, as_decorator=True)
            if found is not None:
                return found
        for param in self._function.code.params:
            cls = self._values.value(param.annotation)
            if isinstance(cls, ClassValue) and self._library_of(cls) == "pydantic":
                return Validation(self._function.code.node, cls.code.name)
        for node in _nodes(self._function.code.body):
            if isinstance(node, code.Call):
                found = self._validates(node, as_decorator=False)
                if found is not None:
                    return found
        return None

    def reads_body(self) -> bool:
        """Whether the view surely takes the body of the request."""
        return any(
            isinstance(node, code.Attribute)
            and node.attr in validators.BODIES
            and self._values.path(node.value) == "flask.request"
            for node in _nodes(self._function.code.body)
        )

    def _validates(self, node: object, as_decorator: bool) -> Validation | None:
        """Where and with what a call or decorator validates; None if it surely does not, or if
        that is not sure."""
        func: object = node
        place = self._function.code.node
        given: tuple[code.Expression, ...] = ()
        keywords: dict[str, code.Expression] = {}
        if isinstance(node, code.Call):
            func, place, given = node.func, node.node, node.args
            keywords = {each.name: each.value for each in node.keywords}
        where = keywords.get("location")
        if isinstance(where, code.Constant) and where.value in validators.ELSEWHERE:
            return None
        args = (*given, *keywords.values())
        schema = next(filter(None, map(self._schema, args)), None)
        asked = keywords.get("validate") == code.Constant(True)
        for path in self._values.paths(func):
            by_library = (
                validators.is_decorator(path, asked)
                if as_decorator
                else validators.is_function(path)
            )
            if by_library or path in self._own:
                return Validation(place, schema or path.rpartition(".")[2])
        value = self._values.value(func)
        function = value.function if isinstance(value, Bound) else value
        if isinstance(function, FunctionValue):
            return Validation(place, schema) if schema and self._parses(function) else None
        return None if as_decorator else self._by_schema(value, func, place, args)

    def _by_schema(
        self, value: Value | None, func: object, place: int, args: Iterable[object]
    ) -> Validation | None:
        """What calling a method of a schema or form, or making a pydantic model, validates."""
        if isinstance(value, ClassValue):
            is_model = self._library_of(value) == "pydantic"
            made = is_model and self._takes_request(args)
            return Validation(place, value.code.name) if made else None
        if not isinstance(func, code.Attribute):
            return None
        owner = self._values.value(func.value)
        cls = owner.cls if isinstance(owner, Instance) else owner
        if not isinstance(cls, (ClassValue, External, Attached)):
            return None
        if not any(validators.validates(base, func.attr) for base in lineage(cls)):
            return None
        if self._library_of(cls) != "wtforms" and not self._takes_request(args):
            return None
        return Validation(place, cls.path.rpartition(".")[2])

    def _takes_request(self, args: Iterable[object]) -> bool:
        """Whether something that a client sent is among the arguments."""
        return any(self._comes_from_request(arg, 0) for arg in args)

    def _comes_from_request(self, node: object, depth: int) -> bool:
        if depth > _DEEPEST:
            return False
        if isinstance(node, code.Name):
            value = self._values.assigned.get(node.id)
            return value is not None and self._comes_from_request(value, depth + 1)
        if isinstance(node, code.Attribute):
            if self._values.path(node.value) == "flask.request":
                return node.attr in _READING
            return self._comes_from_request(node.value, depth + 1)
        if isinstance(node, code.Call):
            return self._comes_from_request(node.func, depth + 1) or any(
                self._comes_from_request(arg, depth + 1) for arg in node.args
            )
        if isinstance(node, code.Boolean):
            return self._comes_from_request(node.left, depth + 1)
        return isinstance(node, code.Subscript) and self._comes_from_request(node.value, depth + 1)

    def _parses(self, function: FunctionValue) -> bool:
        """Whether a function of the project that is given a schema reads the body with it."""
        names = function.code.names
        self._evaluation.words |= _READING | validators.METHOD_NAMES
        return not (names.isdisjoint(_READING) or names.isdisjoint(validators.METHOD_NAMES))

    def _schema(self, node: object) -> str | None:
        """The name of the project's schema or form that an expression is."""
        value = self._values.value(node)
        cls = value.cls if isinstance(value, Instance) else value
        if not isinstance(cls, ClassValue) or self._library_of(cls) is None:
            return None
        return cls.code.name

    @staticmethod
    def _library_of(cls: ClassValue | External | Attached) -> str | None:
        return next(filter(None, map(validators.library, lineage(cls))), None)


def _nodes(item: object) -> Iterator[object]:
    """All parts of some code, those of nested functions included."""
    if isinstance(item, code.Function):
        item = (item.params, item.body)
    elif isinstance(item, tuple) and hasattr(item, "_fields"):
        yield item
    if isinstance(item, tuple):
        for part in item:
            if isinstance(part, tuple):
                yield from _nodes(part)
