"""What a method of a service is called that asks for what a view asked for.

A name says all that a query chooses by, or there is none: `list_books` gives every book.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import libcst as cst

from flasklint.rule import Checker
from flasklint_rules.services.shared.accesses import Access
from flasklint_rules.services.shared.queries import MANY, ONE, Step, steps, value_of
from flasklint_rules.services.shared.usage import CannotMove
from flasklint_rules.services.shared.values import is_given
from flasklint_rules.services.shared.words import noun, plural

_OWN = {"get": "get", "get_by": "get", "get_all": "list", "get_all_by": "list", "all": "list"}
"""What models call their own ways to be found."""
_CHOOSING = {
    "filter", "filter_by", "where", "objects", "get_by", "get_all_by", "get_all", "all", "count",
}  # fmt: skip
_BY_KEY = {"get", "get_or_404", "get_by_id", "get_one"}
_HARMLESS = {
    "query", "select", "session", "order_by", "options", "join", "execute", "scalars", "scalar",
    "unique", "count", "paginate", "delete", "exec",
} | ONE | MANY | _CHOOSING | _OWN.keys()  # fmt: skip
_KEYS = {"id", "pk", "uuid"}
_MOST = 2
_LONGEST = 48
_NO_NAME = "no name says what the query chooses"


@dataclass
class _Chosen:
    """What a query chooses by: columns compared with what is passed, flags that are set, and
    where among the columns the key is, if it is one of them."""

    by: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    key_at: int | None = None


def query_name(access: Access, checker: Checker) -> str:
    """A name for a method that returns the value of a query: `list_books`, `get_book_by_isbn`,
    `count_sold_books`. Raises CannotMove."""
    value = value_of(access.node, access.is_own)
    if value is None or access.model is None:
        raise CannotMove(_NO_NAME)
    name = _Query(access.model, checker).name(value)
    if len(name) > _LONGEST:
        raise CannotMove(_NO_NAME)
    return name


@dataclass(frozen=True)
class _Query:
    model: str
    checker: Checker

    def name(self, value: Step) -> str:
        chained = list(_all_steps(value.node))
        called = {step.name for step in chained if step.call is not None}
        if not called <= _HARMLESS:
            raise CannotMove(_NO_NAME)
        is_counted = value.name == "count" or self._counts(chained)
        chosen = self._chosen(chained)
        has_key = chosen.key_at is not None
        if chosen.by and chosen.key_at is not None:
            # Not `get_order_by_user`, which sounds as if a user had one.
            chosen.by.insert(chosen.key_at, "id")
        if len(chosen.by) > _MOST or len(chosen.flags) > 1:
            raise CannotMove(_NO_NAME)
        by = f"_by_{'_and_'.join(chosen.by)}" if chosen.by else ""
        one = "_".join([*chosen.flags, noun(self.model, self.checker.project)])
        verb = "count" if is_counted else _verb(value.name)
        if verb in {"get", "delete"} and not (by or has_key):
            raise CannotMove(_NO_NAME)
        if verb == "get" and "order_by" in called:
            raise CannotMove(_NO_NAME)
        if verb == "get":
            return f"get_{one}{by}" + "_or_404" * value.name.endswith("_or_404")
        if has_key:
            if verb != "delete" or by:
                raise CannotMove(_NO_NAME)
            return f"delete_{one}"
        return f"{'page_of' if verb == 'page' else verb}_{plural(one)}{by}"

    def _counts(self, chained: list[Step]) -> bool:
        """Whether a query is one for a number of rows; otherwise it is one for whole rows of the
        model. Raises CannotMove for what is neither."""
        for step in chained:
            if step.name not in {"query", "select"} or step.call is None:
                continue
            given = [arg.value for arg in step.call.args]
            if len(given) == 1 and self.checker.file.code(given[0]).startswith(
                ("func.count(", "db.func.c")
            ):
                return True
            if len(given) != 1 or not self._is_model(given[0]):
                raise CannotMove(_NO_NAME)
        return False

    def _is_model(self, node: cst.BaseExpression) -> bool:
        path = self.checker.canonical(node)
        return path is not None and path.rpartition(".")[2] == self.model

    def _chosen(self, chained: list[Step]) -> _Chosen:
        chosen = _Chosen()
        for step in chained:
            if step.call is None:
                continue
            if step.name in _BY_KEY | ONE:
                self._key(step.call, chosen)
            elif step.name in _CHOOSING:
                for arg in step.call.args:
                    self._condition(arg, chosen)
        return chosen

    def _key(self, call: cst.Call, chosen: _Chosen) -> None:
        """`get(book_id)`, `get(Book, book_id)`, `get(Book.id == book_id)`, `first()`."""
        args = [
            arg for arg in call.args if arg.keyword is None or arg.keyword.value != "description"
        ]
        if args and not args[0].star and self._is_model(args[0].value):
            del args[0]
        for arg in args:
            if arg.keyword is not None or isinstance(arg.value, cst.Comparison):
                self._condition(arg, chosen)
            elif is_given(arg.value, self.checker.file):
                chosen.key_at = len(chosen.by)
            elif value_of(arg.value) is not None or not _is_statement(arg.value):
                raise CannotMove(_NO_NAME)

    def _condition(self, arg: cst.Arg, chosen: _Chosen) -> None:
        match arg:
            case cst.Arg(star="", keyword=cst.Name(value=column), value=value):
                self._compared(column, value, chosen)
            case cst.Arg(
                star="",
                value=cst.Comparison(
                    left=cst.Attribute() as column,
                    comparisons=[cst.ComparisonTarget(operator=cst.Equal(), comparator=value)],
                ),
            ):
                self._compared(self._column(column, value), value, chosen)
            case cst.Arg(
                star="",
                value=cst.Call(
                    func=cst.Attribute(value=cst.Attribute() as column, attr=cst.Name(value="is_")),
                    args=[cst.Arg(value=value)],
                ),
            ):
                self._compared(self._column(column, value), value, chosen)
            case cst.Arg(
                star="",
                value=cst.Call(
                    func=cst.Attribute(value=cst.Attribute() as column, attr=cst.Name(value="in_")),
                    args=[cst.Arg(value=value)],
                ),
            ) if is_given(value, self.checker.file):
                chosen.by.append(plural(self._column(column, value)))
            case _:
                raise CannotMove(_NO_NAME)

    def _column(self, node: cst.Attribute, value: cst.BaseExpression) -> str:
        """`title` for `Book.title`; `author_name` for `Author.name` in a query for books, but for
        flags."""
        owner = self.checker.canonical(node.value) or ""
        name, model = node.attr.value, owner.rpartition(".")[2]
        if not model or model == self.model or not is_given(value, self.checker.file):
            return name
        owned = noun(model, self.checker.project)
        return owned if name in _KEYS else f"{owned}_{name}"

    def _compared(self, column: str, value: cst.BaseExpression, chosen: _Chosen) -> None:
        if "__" in column:
            raise CannotMove(_NO_NAME)
        if is_given(value, self.checker.file):
            if column in {*_KEYS, f"{noun(self.model, self.checker.project)}_id"}:
                chosen.key_at = len(chosen.by)
            else:
                chosen.by.append(column.removesuffix("_id"))
        elif isinstance(value, cst.Name) and value.value == "True":
            chosen.flags.append(column.removeprefix("is_"))
        else:
            raise CannotMove(_NO_NAME)


def _verb(last: str) -> str:
    """What a call that ends a query does."""
    if last in _OWN:
        return "list" if last in MANY else _OWN[last]
    if last in ONE or last == "scalar":
        return "get"
    if last in {"delete", "paginate"}:
        return last.replace("paginate", "page")
    if last in MANY:
        return "list"
    raise CannotMove(_NO_NAME)


def _all_steps(node: cst.BaseExpression) -> Iterator[Step]:
    """The steps of a chain, and of the statement that is given to it: `execute(select(Book))`."""
    for step in steps(node):
        yield step
        for arg in step.call.args[:1] if step.call is not None else ():
            if _is_statement(arg.value):
                yield from _all_steps(arg.value)


def _is_statement(node: cst.BaseExpression) -> bool:
    return any(step.name == "select" for step in steps(node))
