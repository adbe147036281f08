"""What expressions mean while a project is followed: names, attributes, calls."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flasklint.facts import code
from flasklint.follow.flask import config as app_config
from flasklint.follow.naming import name_of
from flasklint.follow.python import attributes, calls, containers
from flasklint.follow.python.truth import Truth, both, compare, negated, told, truth
from flasklint.follow.values import (
    LONGEST_PATH,
    Attached,
    Bound,
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
    Wraps,
    each,
    one_of,
)
from flasklint.packages import flask_api

if TYPE_CHECKING:
    from flasklint.follow.machine import Machine

TOO_MUCH = Unknown("more than is followed")
_WIDE = re.compile(r"%[^a-zA-Z%]*(\*|\d{4})")
"""A width in a template for `%` that is computed or large."""
_NAME = re.compile(r"%\([^()]*\)")
_KINDS = {
    "staticmethod": "staticmethod",
    "classmethod": "classmethod",
    "property": "property",
    "functools.cached_property": "property",
    "werkzeug.utils.cached_property": "property",
    "contextlib.contextmanager": "contextmanager",
}


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


def decorate(ev: Machine, scope: Scope, decorator: Value, target: Value, node: int) -> Value:
    """What the name of a decorated function or class is bound to."""
    if isinstance(decorator, External) and isinstance(target, FunctionValue):
        kind = decorator.path.removeprefix("builtins.")
        kind = _KINDS.get(kind, kind)
        if kind in _KINDS.values():
            return FunctionValue(
                target.code, target.scope, target.qualname, target.owner, kind,
                attributes=target.attributes,
            )  # fmt: skip
        return target
    if isinstance(decorator, Wraps):
        if isinstance(target, FunctionValue):
            target.wraps = decorator.function
        return target
    place = ev.site(scope, node)
    results = []
    for option in each(decorator):
        with ev.branches.perhaps(forks=isinstance(decorator, Several)):
            results.append(calls.call(ev, option, (target,), {}, place, False))
    return _renamed(target, one_of(results))


def _renamed(target: Value, result: Value) -> Value:
    """The function that was decorated, by the name of what the decorator made of it."""
    if not isinstance(target, FunctionValue) or not isinstance(result, FunctionValue):
        return target
    name = name_of(result)
    if name is None or name == name_of(target):
        return target
    return replace(target, renamed=name)


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
        _default(ev, scope, base, index)
    if isinstance(node.key, code.Slice):
        return _sliced(ev, scope, base, node.key)
    key = index.value if isinstance(index, Known) else None
    match base:
        case DictValue():
            if not isinstance(index, Known) or index.assumed:
                ev.budget.size(base, fresh=True)
            if containers.key_of(index) in base.items:
                return containers.held(base, index)
            if base.complete and not isinstance(index, Known):
                return one_of(list(base.items.values()))
            return Unknown("a key that is not there")
        case Known(value=str() as text) if isinstance(key, int) and -len(text) <= key < len(text):
            return Known(text[key])
        case ListValue(items=items, complete=True) if isinstance(key, int):
            return items[key] if -len(items) <= key < len(items) else Unknown("an index")
        case External(path=path) | Attached(path=path) if len(path) > LONGEST_PATH:
            return Unknown("what is at a long path")
        case External(path=path):
            return External(f"{path}[]")
        case Instance(cls=External(path=flask_api.CONFIG)) if isinstance(key, str):
            return app_config.setting(ev, base, key)
        case Instance(cls=External(), attributes=fields) if isinstance(key, int) and fields:
            return list(fields.values())[key] if key < len(fields) else Unknown("an index")
        case Instance(cls=ClassValue()) if isinstance(key, int):
            items = containers.elements(ev.budget.size(base)) or []
            return items[key] if -len(items) <= key < len(items) else Unknown("an index")
        case Attached(receiver=receiver, path=path):
            if path.endswith("().config") and isinstance(key, str):
                return app_config.setting(ev, receiver, key)
            return External(f"{path}[]")
    return Unknown(f"the item {key}", key) if isinstance(key, str) else Unknown("a subscript")


def _default(ev: Machine, scope: Scope, table: DictValue, key: Known) -> None:
    """Give a `defaultdict` a key that it does not have."""
    if table.factory is not None and key.value not in table.items:
        ev.touch(table)
        table.items[key.value] = calls.call(ev, table.factory, (), {}, ev.site(scope, 0), False)


def _sliced(ev: Machine, scope: Scope, base: Value, node: code.Slice) -> Value:
    parts = [evaluate(ev, scope, part) for part in (node.lower, node.upper, node.step)]
    if not all(isinstance(part, Known) for part in parts):
        return Unknown("a computed slice")
    try:
        cut: Any = slice(*(part.value for part in parts if isinstance(part, Known)))
        match base:
            case Known(value=str() as text):
                return ev.budget.size(Known(text[cut]))
            case ListValue(items=items, complete=True):
                return ev.budget.size(ListValue(items[cut]))
    except (TypeError, ValueError):
        pass
    return Unknown("a slice")


def _slice(ev: Machine, scope: Scope, node: code.Slice) -> Value:
    return Unknown("a slice")


def _divided(ev: Machine, scope: Scope, node: code.Divided) -> Value:
    left, right = evaluate(ev, scope, node.left), evaluate(ev, scope, node.right)
    if isinstance(left, Instance) and isinstance(left.cls, ClassValue):
        method = attributes.attribute(ev, left, "__truediv__")
        if isinstance(method, Bound):
            return ev.call_function(method.function, left, (right,), {}, None)
    return Unknown("a division")


def _merged(ev: Machine, scope: Scope, node: code.Merged) -> Value:
    left, right = evaluate(ev, scope, node.left), evaluate(ev, scope, node.right)
    if isinstance(left, DictValue) and isinstance(right, DictValue):
        merged = DictValue(dict(left.items), left.complete)
        containers.merge(merged, right)
        return ev.budget.size(merged)
    if isinstance(left, ListValue) and isinstance(right, ListValue):
        return ev.budget.size(containers.added(left, right))
    return Unknown("a union")


def _joined(ev: Machine, scope: Scope, node: code.Joined) -> Value:
    return ev.budget.size(containers.joined([evaluate(ev, scope, part) for part in node.parts]))


def _sum(ev: Machine, scope: Scope, node: code.Sum) -> Value:
    left, right = evaluate(ev, scope, node.left), evaluate(ev, scope, node.right)
    return ev.budget.size(containers.added(left, right))


def _percent(ev: Machine, scope: Scope, node: code.Percent) -> Value:
    template, values = evaluate(ev, scope, node.template), evaluate(ev, scope, node.values)
    if isinstance(values, DictValue):
        ev.budget.size(values)
        return ev.budget.size(_filled(template, values))
    given = values.items if isinstance(values, ListValue) else [values]
    plain = [value.value for value in given if isinstance(value, Known)]
    if isinstance(template, Known) and isinstance(template.value, str) and len(plain) == len(given):
        if _WIDE.search(template.value) or containers.is_long(template.value, plain):
            return Unknown("a long string")
        try:
            return ev.budget.size(Known(template.value % tuple(plain)))
        except (TypeError, ValueError, OverflowError):
            return Unknown("a % that does not fit")
    return Unknown("a computed string")


def _filled(template: Value, values: DictValue) -> Value:
    """`"%(name)s" % {"name": ...}`."""
    plain = {key: item.value for key, item in values.items.items() if isinstance(item, Known)}
    if not isinstance(template, Known) or not isinstance(template.value, str):
        return Unknown("a computed string")
    if len(plain) < len(values.items) or not values.complete:
        return Unknown("a computed string")
    unnamed = _NAME.sub("%", template.value)
    is_wide = "%(" in unnamed or _WIDE.search(unnamed)
    if is_wide or containers.is_long(template.value, plain.values()):
        return Unknown("a long string")
    try:
        return Known(template.value % plain)
    except (TypeError, ValueError, KeyError, OverflowError):
        return Unknown("a % that does not fit")


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
    return function_value(scope, node)


def function_value(scope: Scope, node: code.Function) -> FunctionValue:
    """The function that a `def` or lambda makes here."""
    prefix = f"{scope.qualname}." if scope.qualname else ""
    owner = scope.names.get("__class__") if scope.outer else None
    if isinstance(owner, ClassValue):
        outer = scope.outer
        assert outer is not None
        return FunctionValue(node, outer, prefix + node.name, owner)
    return FunctionValue(node, scope, prefix + node.name)


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


def parameters(
    ev: Machine,
    function: FunctionValue,
    receiver: Value | None,
    args: tuple[Value, ...],
    keywords: dict[str, Value],
    open_ended: bool,
) -> dict[str, Value]:
    """What the parameters of a function are bound to in a call; `open_ended` if more may have
    been passed than is known."""
    given = [receiver, *args] if receiver is not None else list(args)
    names: dict[str, Value] = {}
    left = dict(keywords)
    for param in function.code.params:
        if param.kind == "*":
            rest = [value for value in given if value is not None]
            names[param.name] = ev.budget.size(ListValue(rest, not open_ended))
            given = []
        elif param.kind == "**":
            names[param.name] = DictValue({**left}, not open_ended)
        elif param.name in left and param.kind != "/":
            names[param.name] = left.pop(param.name)
        elif given and param.kind != "kw":
            first = given.pop(0)
            names[param.name] = Unknown() if first is None else first
        elif param.default is not None and not open_ended:
            names[param.name] = evaluate(ev, function.scope, param.default)
        else:
            names[param.name] = Unknown(f"the parameter {param.name}")
    return names


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
