"""What reading and setting attributes and items does while a project is followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flasklint.facts.node import Place
from flasklint.follow.classes import ancestors
from flasklint.follow.flask import objects as flask_objects
from flasklint.follow.naming import name_of
from flasklint.follow.python import fields
from flasklint.follow.python.containers import forget, key_of
from flasklint.follow.python.standard_library import constants
from flasklint.follow.values import (
    LONGEST_PATH,
    Applied,
    Attached,
    Bound,
    ClassValue,
    DictValue,
    External,
    FunctionValue,
    Instance,
    Known,
    ListValue,
    ModuleValue,
    Partial,
    Scope,
    Several,
    SuperOf,
    Unknown,
    Value,
    ValueMethod,
    one_of,
)
from flasklint.packages import flask_api

if TYPE_CHECKING:
    from flasklint.follow.machine import Machine


def attribute(ev: Machine, base: Value, name: str) -> Value:
    """`base.name`."""
    match base:
        case External(path) if name == "__name__" and _names_class(path):
            return Known(path.rpartition(".")[2])
        case External(path):
            if len(path) > LONGEST_PATH:
                return Unknown("what is at a long path", name)
            path = f"{path}.{name}"
            found = constants.constant(ev, path)
            return ev.external(path) if found is None else ev.budget.size(found)
        case ModuleValue(name=module):
            found = ev.module_name(module, name)
            if name == "__dict__" and found is None:
                return table_of(ev, base)
            if name == "__path__" and found is None:
                return ListValue([Known(module.replace(".", "/"), assumed=True)])
            if found is None:
                return Unknown(f"{module}.{name}", absent=ev.is_whole(module))
            return ev.settled(found)
        case Instance():
            if name in base.attributes:
                return base.attributes[name]
            if name == "__class__":
                return base.cls
            known = flask_objects.attribute(ev, base, name)
            if known is not None:
                return known
            if name == "__dict__":
                return ev.budget.size(DictValue(dict(base.attributes)))
            if isinstance(base.cls, ClassValue):
                found = _inherited(ev, base.cls, name, base)
                if isinstance(found, (Unknown, Attached)) and not name.startswith("__"):
                    getter = _inherited(ev, base.cls, "__getattr__", base)
                    if isinstance(getter, Bound):
                        return ev.call_function(getter.function, base, (Known(name),), {}, None)
                return found
            return Attached(base, flask_api.member(f"{base.cls.path}()", name))
        case ClassValue():
            if name in ("__name__", "__qualname__"):
                return Known(base.code.name)
            if name == "__module__":
                return Known(base.scope.module.name)
            if name == "__class__":
                return External("builtins.type")
            if name == "__dict__":
                return table_of(ev, base)
            if name == "__subclasses__":
                return Partial(External("builtins.type.__subclasses__"), (base,), {})
            return _inherited(ev, base, name, base)
        case FunctionValue() if name == "__name__":
            return Known(name_of(base))
        case FunctionValue() if name in base.attributes:
            return base.attributes[name]
        case Bound(function=function):
            return attribute(ev, function, name)
        case Attached(path=path) if len(path) > LONGEST_PATH:
            return Unknown("what is at a long path", name)
        case Attached(receiver=receiver, path=path):
            return Attached(receiver, flask_api.member(path, name))
        case Applied() if name == "__name__" and name_of(base) is not None:
            return Known(name_of(base))
        case Applied(event=event):
            return External(flask_api.canonical(f"{event.path}().{name}"))
        case SuperOf(owner=owner, receiver=receiver):
            return _inherited(ev, owner, name, receiver, skip=owner)
        case Known() if name == "value":
            return base  # a member of an Enum
        case ListValue() | DictValue() | Known():
            return ValueMethod(base, name)
        case Several(options=options):
            return one_of([attribute(ev, option, name) for option in options])
    why = base.why if isinstance(base, Unknown) else f"the attribute {name}"
    return Unknown(why, name)


def _names_class(path: str) -> bool:
    """Whether what a package from outside has at a path is a class, as its capital says."""
    return "(" not in path and path.rpartition(".")[2][:1].isupper()


def _inherited(
    ev: Machine, cls: ClassValue, name: str, receiver: Value, skip: ClassValue | None = None
) -> Value:
    """An attribute found along the bases of `cls`, bound to `receiver`."""
    bases = ancestors(cls)
    ev.budget.count(bases, 1)
    for base in bases:
        # What is known is taken before what a mixin from outside may have.
        if isinstance(base, ClassValue) and base is not skip and name in base.names:
            found = ev.settled(base.names[name])
            if isinstance(receiver, Instance) and fields.is_field(found):
                value = fields.default(ev, found, name)
                set_attribute(ev, None, receiver, name, value)
                return value
            return _bound(ev, found, receiver)
    for base in bases:
        match base:
            case External() | Attached():
                path = base.path
                if path == "builtins.object":
                    continue
                is_instance = isinstance(receiver, Instance)
                made = flask_api.member(f"{path}()" if is_instance else path, name)
                if isinstance(receiver, (Instance, ClassValue)):
                    return Attached(receiver, made)
    described = next((b for b in bases if isinstance(b, ClassValue) and b.is_library), None)
    if described is not None and isinstance(receiver, (Instance, ClassValue)):
        # What a description leaves out does not wire.
        made = described.path + ("()" if isinstance(receiver, Instance) else "")
        return Attached(receiver, flask_api.member(made, name))
    if name == "as_view" and receiver is cls:
        # Whatever a class view derives from makes its views so.
        return Attached(cls, f"{cls.path}.as_view")
    unknown = any(isinstance(base, Unknown) for base in bases)
    return Unknown(f"{cls.path}.{name}" + (" (a base class is not known)" if unknown else ""))


def _bound(ev: Machine, value: Value, receiver: Value) -> Value:
    if not isinstance(value, FunctionValue) or value.owner is None:
        return value
    if value.kind == "staticmethod":
        return value
    if value.kind == "classmethod" or value.code.name == "__init_subclass__":
        made = receiver.cls if isinstance(receiver, Instance) else receiver
        return Bound(value, made) if isinstance(made, ClassValue) else value
    if value.kind == "property":
        if isinstance(receiver, Instance):
            return ev.call_function(value, receiver, (), {}, None)
        return Unknown(f"the property {value.path}")
    return Bound(value, receiver) if isinstance(receiver, Instance) else value


def has_attribute(ev: Machine, base: Value, name: str) -> bool | None:
    """Whether `hasattr(base, name)` holds; None if cannot tell."""
    if isinstance(base, FunctionValue):
        return name in base.attributes
    if isinstance(base, Known):
        return hasattr(base.value, name)
    if isinstance(base, Bound):
        return name in base.function.attributes
    found = attribute(ev, base, name)
    if not isinstance(found, (Unknown, Attached, External, Several, Applied)):
        return True
    cls = base.cls if isinstance(base, Instance) else base
    if isinstance(found, Unknown) and isinstance(cls, ClassValue):
        whole = all(isinstance(each, ClassValue) for each in ancestors(cls))
        return False if whole else None
    return None


def set_attribute(ev: Machine, scope: Scope | None, owner: Value, name: str, value: Value) -> None:
    """`owner.name = value`."""
    match owner:
        case Instance():
            old = owner.attributes.get(name)
            if scope is not None and scope.conditional and old is not None:
                value = one_of([old, value])
            ev.touch(owner.attributes)
            owner.attributes[name] = value
        case FunctionValue():
            ev.touch(owner.attributes)
            owner.attributes[name] = value
        case ClassValue():
            ev.touch(owner.names)
            owner.names[name] = value
        case ModuleValue(name=module):
            target = ev.run_module(module)
            if target is not None:
                ev.touch(target.names)
                target.names[name] = value


def set_item(ev: Machine, scope: Scope, owner: Value, key: Value, value: Value) -> None:
    """`owner[key] = value`."""
    match owner:
        case DictValue() if isinstance(key, (Known, Instance, ClassValue, FunctionValue)):
            ev.touch(owner)
            owner.items[key_of(key)] = value
        case DictValue() | ListValue():
            ev.touch(owner)
            forget(owner)
        case Attached(receiver=receiver, path=path):
            place = Place(scope.module.filename, 0)
            ev.note(f"{path}.__setitem__", receiver, (key, value), {}, place)
        case Instance(cls=External(path=path)) if path == flask_api.CONFIG:
            place = Place(scope.module.filename, 0)
            ev.note(f"{path}().__setitem__", owner, (key, value), {}, place)


def names_of(ev: Machine, value: Value) -> list[str] | None:
    """The names that the project gives a module, class or object; None if cannot tell."""
    match value:
        case ModuleValue(name=name):
            return ev.names_in(name)
        case ClassValue():
            found = [base for base in ancestors(value) if isinstance(base, ClassValue)]
            return list(dict.fromkeys(name for base in found for name in base.names))
        case Instance(cls=ClassValue() as cls, attributes=attributes):
            return list(dict.fromkeys([*attributes, *(names_of(ev, cls) or ())]))
    return None


def table_of(ev: Machine, value: Value) -> Value:
    """What `vars(value)` gives."""
    names = names_of(ev, value)
    if names is None:
        return Unknown("the names of something not known")
    return DictValue({name: attribute(ev, value, name) for name in names})
