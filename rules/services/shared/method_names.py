"""What a method of a service is called that does what a view did.

Where no name says it all there is none, and nothing moves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import libcst as cst

from flasklint.rule import Checker
from flasklint_rules.services.shared.accesses import Access, model_of
from flasklint_rules.services.shared.queries import ENDS, Step, steps, value_of
from flasklint_rules.services.shared.query_names import query_name
from flasklint_rules.services.shared.stretches import changed_object, made_model
from flasklint_rules.services.shared.usage import CannotMove
from flasklint_rules.services.shared.values import is_given
from flasklint_rules.services.shared.words import noun

Lines = Sequence[cst.SimpleStatementLine]
_KEEPING = {"refresh", "expire", "expunge"} | ENDS
_VERBS = {
    "add": "add", "save": "save", "delete": "delete", "delete_instance": "delete",
}  # fmt: skip
_UNCLEAR = "no name says what it does"
_SEVERAL = "it does several things at once"


def work_of(accesses: Sequence[Access], lines: Lines, checker: Checker) -> Work:
    """What accesses do, and the lines around them. Raises CannotMove where that is not clear."""
    work = Work(checker)
    for line in lines:
        work.line(line.body[0])
    for access in accesses:
        work.access(access)
    return work


@dataclass
class Work:
    """What lines do: `deeds` are verbs and models, with the name of the object; the names that are
    `bound`; the attributes `updated`; the access that changes many rows in `bulk`; whether it
    `is_ended` by a commit."""

    checker: Checker
    deeds: dict[tuple[str, str], str] = field(default_factory=dict)
    made: dict[str, str] = field(default_factory=dict)
    bound: set[str] = field(default_factory=set)
    updated: set[str] = field(default_factory=set)
    bulk: Access | None = None
    is_ended: bool = False
    sets_what_is_given: bool = False

    def name(self, accesses: Sequence[Access], result: str) -> str:
        """A name for a method that does it and gives the `result` of that name: `list_books`,
        `create_order`, `update_book_title`, `delete_book`. Raises CannotMove."""
        if not self.deeds:
            if len(accesses) != 1:
                raise CannotMove(_UNCLEAR)
            return query_name(accesses[0], self.checker)
        if len(self.deeds) > 1:
            raise CannotMove(_SEVERAL)
        (((verb, model), owner),) = self.deeds.items()
        if self.bulk is not None:
            return query_name(self.bulk, self.checker)
        if result not in ("", owner) or (verb == "delete" and result):
            raise CannotMove("it gives something else than what it changes")
        if verb in {"add", "delete"} and owner not in self.bound and not self.is_ended:
            raise CannotMove("it is a part of what the view does with an object")
        if verb == "update" and not self.sets_what_is_given:
            raise CannotMove(_UNCLEAR)
        what = noun(model, self.checker.project)
        if verb == "update" and len(self.updated) == 1:
            (column,) = self.updated
            what += "_" + column.strip("_").removeprefix("is_").removesuffix("_id")
        return f"{verb}_{what}"

    def line(self, small: cst.BaseSmallStatement) -> None:
        match small:
            case cst.Assign(targets=[cst.AssignTarget(target=cst.Name(value=name))], value=value):
                self.bound.add(name)
                model = made_model(value, self.checker)
                if model is not None:
                    self.made[name] = model
                    self._refuse_kind(value)
        owner = changed_object(small)
        if owner is None or not isinstance(small, (cst.Assign, cst.AugAssign)):
            return
        if is_given(small.value, self.checker.file):
            self.sets_what_is_given = True
        if owner.value in self.made:
            self._refuse_kind(small.value)
        else:
            match small:
                case (
                    cst.Assign(targets=[cst.AssignTarget(target=cst.Attribute(attr=attr))])
                    | cst.AugAssign(target=cst.Attribute(attr=attr))
                ):
                    self.updated.add(attr.value)
            self._did("update", model_of(owner, self.checker), owner.value)

    def access(self, access: Access) -> None:
        value = value_of(access.node, access.is_own)
        if value is None or value.call is None:
            raise CannotMove(_UNCLEAR)
        if value.name in _KEEPING:
            self.is_ended = self.is_ended or value.name in ENDS
            return
        owner = _owner(access, value)
        if owner in self.made and value.name in {"add", "save"}:
            self._did("create", self.made[owner], owner)
        elif owner and value.name == "save":
            self._did("update", access.model, owner)
        elif owner and value.name in _VERBS:
            if _VERBS[value.name] == "add" and not self._is_new(access, owner):
                raise CannotMove("it may have been there before")
            self._did(_VERBS[value.name], access.model, owner)
        elif value.name == "create" and access.model is not None:
            self._refuse_kind(value.call)
            self._did("create", access.model, _name_of(access.statement))
        elif value.name in {"delete", "update"}:
            self.bulk = access
            self._did(value.name, access.model, "")
        elif access.what == "the session" and not _reads(value):
            raise CannotMove(_UNCLEAR)

    def _refuse_kind(self, value: cst.BaseExpression) -> None:
        """Raise CannotMove for an object that is made of a kind: a text in it says which, or a
        flag that is set."""
        match value:
            case cst.SimpleString() if value.evaluated_value:
                raise CannotMove(_UNCLEAR)
            case cst.Name(value="True"):
                raise CannotMove(_UNCLEAR)
            case cst.Call(args=args):
                for arg in args:
                    if isinstance(arg.value, (cst.SimpleString, cst.Name)):
                        self._refuse_kind(arg.value)

    def _is_new(self, access: Access, owner: str) -> bool:
        """Whether what is stored was surely made by the view: `add()` takes known rows, too."""
        names = (
            each
            for each in self.checker.file.tree.inside(access.node)
            if isinstance(each, cst.Name)
        )
        bound = (self.checker.file.names.binding_of(name) for name in names if name.value == owner)
        return any(
            isinstance(each.value, cst.Call) and made_model(each.value, self.checker) is not None
            for each in bound
            if each is not None
        )

    def _did(self, verb: str, model: str | None, owner: str) -> None:
        if model is None:
            raise CannotMove("it is not known of which model an object is")
        self.deeds.setdefault((verb, model), owner)
        if self.deeds[verb, model] != owner:
            raise CannotMove(_SEVERAL)


def _owner(access: Access, value: Step) -> str:
    """The name of the object that is stored or deleted; "" for anything else."""
    if value.call is None:
        return ""
    match value.call:
        case cst.Call(args=[cst.Arg(keyword=None, star="", value=cst.Name(value=name))]) if (
            access.what == "the session" and value.name in _VERBS
        ):
            return name
        case cst.Call(func=cst.Attribute(value=cst.Name(value=name))) if not name[:1].isupper():
            return name if access.is_own else ""
    return ""


def _reads(value: Step) -> bool:
    """Whether an access through a session asks for something."""
    names = {step.name for step in steps(value.node)}
    if "query" in names or "get" in names or "get_one" in names:
        return True
    first = next((step.call for step in steps(value.node) if step.call is not None), None)
    given = first.args[0].value if first is not None and first.args else None
    return any(step.name == "select" for step in steps(given))


def _name_of(statement: cst.CSTNode) -> str:
    """The name that a statement gives its value."""
    match statement:
        case cst.SimpleStatementLine(
            body=[cst.Assign(targets=[cst.AssignTarget(target=cst.Name(value=name))])]
        ):
            return name
    return ""
