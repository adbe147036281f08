"""What expressions mean while a project is followed: names, attributes, calls."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from flasklint.facts import code
from flasklint.follow.python import attributes, calls, containers, functions, operators, subscripts
from flasklint.follow.python.truth import Truth, both, compare, negated, told, truth
from flasklint.follow.values import (
    Attached,
    ClassValue,
    DictValue,
    External,
    FunctionValue,
    Instance,
    Known,
    ListValue,
    Scope,
    Several,
    SuperOf,
    Unknown,
    Value,
    each,
    one_of,
)

if TYPE_CHECKING:
    from flasklint.follow.machine import Machine

TOO_MUCH = Unknown("more than is followed")


def evaluate(ev: Machine, scope: Scope, node: code.Expression) -> Value:
    """The value of an expression in a scope."""
    budget = ev.budget
    budget.left -= 1
    if budget.left < 0:
        if not budget.is_idle:
            return TOO_MUCH
        with budget.question():
            return evaluate(ev, scope, node)
    return _EXPRESSIONS[node.__class__](ev, scope, node)


def _constant(ev: Machine, scope: Scope, node: code.Constant) -> Value:
    return Known(node.value)


def _name(ev: Machine, scope: Scope, node: code.Name) -> Value:
    return ev.look_up(scope, node.id)


def _attribute(ev: Machine, scope: Scope, node: code.Attribute) -> Value:
    base = evaluate(ev, scope, node.value)
    if isinstance(base, Several):
        found = [attributes.attribute(ev, option, node.attr) for option in base.options]
        return one_of([value for value in found if not isinstance(value, Unknown)] or found)
    return attributes.attribute(ev, base, node.attr)


def _call(ev: Machine, scope: Scope, node: code.Call) -> Value:
    func = evaluate(ev, scope, node.func)
    place = ev.budget.near = ev.site(scope, node.node)
    args: list[Value] = []
    open_ended = False
    for arg in node.args:
        if isinstance(arg, code.Starred):
            items = containers.elements(evaluate(ev, scope, arg.value))
            open_ended = open_ended or items is None
            args.extend(items or ())
        else:
            args.append(evaluate(ev, scope, arg))
    keywords: dict[str, Value] = {}
    for keyword in node.keywords:
        value = evaluate(ev, scope, keyword.value)
        if keyword.name:
            keywords[keyword.name] = value
        elif isinstance(value, DictValue) and value.complete:
            keywords.update((str(key), item) for key, item in value.items.items())
        else:
            open_ended = True
    if isinstance(func, External) and func.path == "builtins.super":
        return _super(ev, scope)
    options = list(each(func))
    if isinstance(func, Several):
        options = [option for option in options if not isinstance(option, Known)]
    results = []
    for option in options:
        # Of several values one is called.
        with ev.branches.perhaps(forks=len(options) > 1):
            results.append(calls.call(ev, option, tuple(args), keywords, place, open_ended))
    return ev.budget.size(one_of(results), fresh=True)


def _super(ev: Machine, scope: Scope) -> Value:
    function = ev.frames[-1].function if ev.frames else None
    if function is None or function.owner is None or not function.code.params:
        return Unknown("super()")
    receiver = scope.names.get(function.code.params[0].name)
    return SuperOf(function.owner, receiver) if receiver is not None else Unknown("super()")


def _items(ev: Machine, scope: Scope, node: code.Items) -> Value:
    made = ListValue([], literal=True)
    for item in node.items[: containers.LONGEST_LIST]:
        if isinstance(item, code.Starred):
            made.literal = False
            containers.extend(made, evaluate(ev, scope, item.value))
        else:
            made.items.append(evaluate(ev, scope, item))
    made.complete = made.complete and len(node.items) <= containers.LONGEST_LIST
    return ev.budget.size(made)


_KEYS = (Known, External, Instance, ClassValue, FunctionValue)


def _table(ev: Machine, scope: Scope, node: code.Table) -> Value:
    made = DictValue({})
    for key, item in node.items[: containers.LONGEST_LIST]:
        known, value = evaluate(ev, scope, key), evaluate(ev, scope, item)
        if key == code.OPAQUE:
            containers.merge(made, value)
        elif containers.is_any(known) or not isinstance(known, _KEYS):
            containers.forget(made)
        else:
            made.items[containers.key_of(known)] = value
    made.complete = made.complete and len(node.items) <= containers.LONGEST_LIST
    return ev.budget.size(made)


def _subscript(ev: Machine, scope: Scope, node: code.Subscript) -> Value:
    base, index = evaluate(ev, scope, node.value), evaluate(ev, scope, node.key)
    if isinstance(base, DictValue) and isinstance(index, Known):
        subscripts.default(ev, scope, base, index)
    if isinstance(node.key, code.Slice):
        bounds = (node.key.lower, node.key.upper, node.key.step)
        return subscripts.sliced(ev, base, [evaluate(ev, scope, bound) for bound in bounds])
    return subscripts.item(ev, base, index)


def _slice(ev: Machine, scope: Scope, node: code.Slice) -> Value:
    return Unknown("a slice")


def _divided(ev: Machine, scope: Scope, node: code.Divided) -> Value:
    left, right = evaluate(ev, scope, node.left), evaluate(ev, scope, node.right)
    return operators.divided(ev, left, right)


def _merged(ev: Machine, scope: Scope, node: code.Merged) -> Value:
    left, right = evaluate(ev, scope, node.left), evaluate(ev, scope, node.right)
    return operators.merged(ev, left, right)


def _joined(ev: Machine, scope: Scope, node: code.Joined) -> Value:
    return ev.budget.size(containers.joined([evaluate(ev, scope, part) for part in node.parts]))


def _sum(ev: Machine, scope: Scope, node: code.Sum) -> Value:
    left, right = evaluate(ev, scope, node.left), evaluate(ev, scope, node.right)
    return ev.budget.size(containers.added(left, right))


def _percent(ev: Machine, scope: Scope, node: code.Percent) -> Value:
    template, values = evaluate(ev, scope, node.template), evaluate(ev, scope, node.values)
    return operators.percent(ev, template, values)


def holds(ev: Machine, scope: Scope, test: code.Expression) -> Truth:
    """Whether a test holds."""
    ev.deciding += 1
    answer = _holds(ev, scope, test)
    ev.deciding -= 1
    return answer


def _holds(ev: Machine, scope: Scope, test: code.Expression) -> Truth:
    match test:
        case code.Not(value=value):
            return negated(holds(ev, scope, value))
        case code.Boolean(op="and", left=left, right=right):
            first = holds(ev, scope, left)
            return first if first == "no" else both(first, holds(ev, scope, right))
        case code.Boolean(left=left, right=right):
            first = negated(holds(ev, scope, left))
            if first == "no":
                return "yes"
            return negated(both(first, negated(holds(ev, scope, right))))
        case code.Comparison(left=left, op=op, right=right):
            item, holder = evaluate(ev, scope, left), evaluate(ev, scope, right)
            if isinstance(holder, ListValue) and not isinstance(item, Known):
                # Constants are looked up, anything else is compared with one after another.
                ev.budget.left -= 4 * len(holder.items)
            return compare(item, op, ev.budget.size(holder))
    return truth(evaluate(ev, scope, test))


def _test(ev: Machine, scope: Scope, node: code.Not | code.Comparison) -> Value:
    return told(holds(ev, scope, node))


def _boolean(ev: Machine, scope: Scope, node: code.Boolean) -> Value:
    left = evaluate(ev, scope, node.left)
    first = truth(left) if node.op == "or" else negated(truth(left))
    if first == "yes" or (first == "on" and isinstance(left, Known)):
        return left
    with ev.branches.perhaps(forks=first != "no"):
        right = evaluate(ev, scope, node.right)
    if first == "no" or (first == "off" and isinstance(left, Known)):
        if first == "off" and isinstance(right, Known):
            return Known(right.value, assumed=True)
        return right
    possible = [option for option in each(left) if option != Known(None)]
    return one_of([*possible, right])


def _choice(ev: Machine, scope: Scope, node: code.Choice) -> Value:
    answer = holds(ev, scope, node.test)
    sides = [node.body, node.orelse]
    if answer != "?":
        sides = sides[:1] if answer in ("yes", "on") else sides[1:]
    found = []
    for side in sides:
        with ev.branches.perhaps(forks=answer not in ("yes", "no")):
            found.append(evaluate(ev, scope, side))
    return found[0] if len(found) == 1 else one_of(found)


def _comprehension(ev: Machine, scope: Scope, node: code.Comprehension) -> Value:
    over = evaluate(ev, scope, node.iterable)
    items = containers.known_elements(over)
    is_whole = containers.elements(over) is not None
    if not items and not is_whole:
        return Unknown("a comprehension over unknown values")
    is_sure = isinstance(over, ListValue) and over.literal and not node.tests
    made = ListValue([], is_whole)
    for item in items:
        ev.budget.left -= 1
        if ev.budget.left < 0:
            return TOO_MUCH
        inner = Scope(scope.module, {}, scope, qualname=scope.qualname)
        ev.assign(inner, node.target, item)
        # What is only perhaps in the list is taken to be in it.
        if not any(holds(ev, inner, test) in ("no", "off") for test in node.tests):
            with ev.branches.perhaps(forks=not is_sure):
                made.items.append(evaluate(ev, inner, node.element))
    return containers.table_of_pairs(made) if node.is_table else made


def _yield(ev: Machine, scope: Scope, node: code.Yield) -> Value:
    value = evaluate(ev, scope, node.value)
    items = containers.elements(value) if node.every else [value]
    for item in [Unknown("what a generator yields")] if items is None else items:
        if scope.on_yield is not None:
            scope.on_yield(item)
    return Unknown("what is sent to a generator")


def _lambda(ev: Machine, scope: Scope, node: code.Function) -> Value:
    return functions.function_value(scope, node)


def _named(ev: Machine, scope: Scope, node: code.Named) -> Value:
    value = evaluate(ev, scope, node.value)
    ev.assign(scope, node.target, value)
    return value


def _starred(ev: Machine, scope: Scope, node: code.Starred) -> Value:
    return evaluate(ev, scope, node.value)


def _opaque(ev: Machine, scope: Scope, node: code.Opaque) -> Value:
    return Unknown("an expression that is not followed")


def entered(value: Value) -> Value:
    """What `with value as name` binds."""
    match value:
        case External(path):
            return External(f"{path}.__enter__()")
        case Attached(path=path):
            return External(f"{path}.__enter__()")
    return value


_EXPRESSIONS: dict[type, Callable[[Machine, Scope, Any], Value]] = {
    code.Constant: _constant,
    code.Name: _name,
    code.Attribute: _attribute,
    code.Call: _call,
    code.Items: _items,
    code.Table: _table,
    code.Subscript: _subscript,
    code.Divided: _divided,
    code.Merged: _merged,
    code.Joined: _joined,
    code.Sum: _sum,
    code.Percent: _percent,
    code.Choice: _choice,
    code.Boolean: _boolean,
    code.Not: _test,
    code.Comparison: _test,
    code.Slice: _slice,
    code.Yield: _yield,
    code.Comprehension: _comprehension,
    code.Function: _lambda,
    code.Named: _named,
    code.Starred: _starred,
    code.Opaque: _opaque,
}
