"""Whether a function of the project is handed on to others, which call it when they like."""

from __future__ import annotations

from flasklint.facts import code
from flasklint.follow.evaluation import Evaluation
from flasklint.follow.values import ClassValue, FunctionValue
from flasklint.project.analysis import Analysis
from flasklint.project.calls.sites import Search, assigned


def is_handed_on(evaluation: Evaluation, wanted: FunctionValue) -> bool:
    """Whether any code names the function without calling it: as an argument, in a table, as a
    decorator. Of methods the name alone counts, of whatever object."""
    name = wanted.code.name
    evaluation.words.add(name)
    for module in evaluation.modules.values():
        aliases = {
            asname for node in module.imports for imported, asname in node.names if imported == name
        }
        if name in module.names or aliases:
            spelled = {name, *aliases}
            evaluation.words.update(spelled)
            search = Search(evaluation, module, wanted, spelled)
            if _is_in(module.body, search, frozenset()):
                return True
    return False


def _method_name(wanted: FunctionValue | ClassValue) -> str:
    """The name of a method that has to be called: a property is not."""
    is_method = isinstance(wanted, FunctionValue) and wanted.owner and wanted.kind != "property"
    return wanted.code.name if is_method else ""


def _is_in(item: object, search: Search, hidden: frozenset[str]) -> bool:
    """Whether a part of the code hands the function on; `hidden` are names of functions around."""
    match item:
        case code.Call(func=func):
            parts: list[object] = [*item.args, *item.keywords]
            parts.append(func.value if isinstance(func, code.Attribute) else ())
            if not isinstance(func, (code.Name, code.Attribute)):
                parts.append(func)
        case code.Name():
            return search.is_wanted(item, hidden)
        case code.Attribute(value=value, attr=attr):
            if search.is_wanted(item, hidden) or attr == _method_name(search.wanted):
                return True
            parts = [value]
        case code.Assign(targets=targets, value=value):
            kept = [each for each in targets if isinstance(each, code.Subscript)]
            parts = [value, *kept]
        case code.Function():
            parts = [*item.params, *item.decorators]
            if not item.names.isdisjoint(search.spelled):
                body = item.body
                imported = search.imported.keys()
                own = {param.name for param in item.params} | (assigned(body) - imported)
                if _is_in(tuple(body), search, hidden | own):
                    return True
        case tuple():
            parts = [part for part in item if isinstance(part, tuple)]
        case _:
            return False
    return any(_is_in(part, search, hidden) for part in parts)


def is_handed_on_at(analysis: Analysis, path: str) -> bool:
    """Whether the function of the project at a path is named anywhere and not called."""
    value, rest = analysis.paths.value(path)
    if rest or not isinstance(value, FunctionValue):
        return False
    return is_handed_on(analysis.evaluation, value)
