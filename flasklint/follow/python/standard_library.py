"""What functions of the standard library give while a project is followed."""

from __future__ import annotations

import fnmatch
import itertools
import posixpath
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from flasklint.facts import code
from flasklint.facts.node import Place
from flasklint.follow.naming import name_of
from flasklint.follow.python import attributes, containers, named_tuples
from flasklint.follow.python import builtins as builtin_calls
from flasklint.follow.python.truth import EMPTY, truth
from flasklint.follow.values import (
    Bound,
    ClassValue,
    DictValue,
    External,
    FunctionValue,
    Instance,
    Known,
    ListValue,
    Partial,
    Unknown,
    Value,
    Wraps,
)

if TYPE_CHECKING:
    from flasklint.follow.machine import Machine

MOST_MATCHED = 200
"""How long a text may be that is compared with a pattern."""
MOST_TRIES = 1_000_000
Args = tuple[Value, ...]
Keywords = dict[str, Value]
NOWHERE = Place("", 0)
_GOT = "operator.attrgetter()"
_KINDS = {
    "": "POSITIONAL_OR_KEYWORD", "/": "POSITIONAL_ONLY", "kw": "KEYWORD_ONLY",
    "*": "VAR_POSITIONAL", "**": "VAR_KEYWORD",
}  # fmt: skip


def call(ev: Machine, path: str, args: Args, keywords: Keywords) -> Value | None:
    """What a call gives; None if the function is not one that is followed."""
    function = _FUNCTIONS.get(path)
    if path in _SCANNING:
        ev.budget.count(ev.modules)
    return None if function is None else function(ev, args, keywords)


def _text(value: Value | None) -> str | None:
    return value.value if isinstance(value, Known) and isinstance(value.value, str) else None


def _wraps(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    return Wraps(args[0]) if args and name_of(args[0]) is not None else None


def _update_wrapper(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    if len(args) > 1 and isinstance(args[0], FunctionValue) and name_of(args[1]) is not None:
        args[0].wraps = args[1]
        return args[0]
    return None


def _partial(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    return Partial(args[0], args[1:], keywords) if args else None


def _sub(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    texts = [_text(arg) for arg in args]
    if len(texts) != 3 or None in texts:
        return None
    pattern, replacement, text = (str(text) for text in texts)
    if containers.is_long(text, [replacement]):
        return Unknown("a long string")
    tries = _tries(pattern, text)
    ev.budget.left -= min(tries, MOST_TRIES) // 1_000
    if tries > MOST_TRIES:
        return Unknown("a pattern that may take long")
    try:
        return Known(re.sub(pattern, replacement, text))
    except (re.error, OverflowError, RecursionError):
        return Unknown("a pattern that is wrong")


def _tries(pattern: str, text: str) -> int:
    """How much matching may try at most: each repetition any part of the text, each alternative and
    option both ways. Too much for repetitions of groups, and what refers to groups."""
    bare = re.sub(r"\\\D", "x", pattern).replace("(?", "(")
    if max(len(text), len(pattern)) > MOST_MATCHED or re.search(r"\)[*+{]|\\", bare):
        return MOST_TRIES + 1
    repeated, both = len(re.findall(r"[*+{]", bare)), bare.count("?") + bare.count("|")
    return int((len(text) + 1) ** min(repeated + 1, 9) * 2 ** min(both, 99))


# inspect


def _members(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    """`inspect.getmembers(object, predicate)`."""
    if not args:
        return None
    names = attributes.names_of(ev, args[0])
    if names is None:
        return None
    ev.budget.count(names, 1)
    predicate = args[1] if len(args) > 1 else keywords.get("predicate")
    rows: list[Value] = []
    for name in sorted(names):
        value = attributes.attribute(ev, args[0], name)
        if predicate is None or _accepts(ev, predicate, value):
            rows.append(ListValue([Known(name), value]))
    return ListValue(rows)


def _accepts(ev: Machine, predicate: Value, value: Value) -> bool:
    match predicate:
        case External(path="inspect.isfunction"):
            return isinstance(value, FunctionValue)
        case External(path="inspect.ismethod"):
            return isinstance(value, Bound)
        case External(path="inspect.isroutine"):
            return isinstance(value, (FunctionValue, Bound))
        case External(path="inspect.isclass"):
            return isinstance(value, ClassValue)
        case FunctionValue():
            answer = ev.call_function(predicate, None, (value,), {}, None)
            return truth(answer) in ("yes", "on")
    return True


def _is_class(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    return Known(isinstance(args[0], ClassValue)) if args else None


def _is_function(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    return Known(isinstance(args[0], FunctionValue)) if args else None


def _signature(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    """`inspect.signature(function)`, of which `parameters` is known."""
    function = args[0] if args else None
    skipped = 0
    if isinstance(function, Bound):
        function, skipped = function.function, 1
    if not isinstance(function, FunctionValue):
        return None
    rows = {param.name: _parameter(ev, function, param) for param in function.code.params[skipped:]}
    made = Instance(External("inspect.Signature"), NOWHERE)
    made.attributes["parameters"] = DictValue(dict(rows))
    return made


def _parameter(ev: Machine, function: FunctionValue, param: code.Param) -> Value:
    made = Instance(External("inspect.Parameter"), NOWHERE)

    def given(node: code.Expression | None) -> Value:
        return EMPTY if node is None else ev.evaluate(function.scope, node)

    is_text = any(node.module == "__future__" for node in function.scope.module.imports)
    annotated = param.annotation != code.OPAQUE and not is_text
    made.attributes.update(
        name=Known(param.name),
        kind=External(f"inspect.Parameter.{_KINDS[param.kind]}"),
        default=given(param.default),
        annotation=given(param.annotation if annotated else None),
    )
    return made


def _distributions(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    """`importlib.metadata.packages_distributions()`, as far as the project's files tell."""
    found = {package: ListValue([Known(name)]) for package, name in ev.distributions.items()}
    return DictValue(dict(found), complete=False) if found else None


def _subclasses(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    cls = args[0] if args else None
    return ListValue(list(cls.subclasses)) if isinstance(cls, ClassValue) else None


# paths: those of the project's own files are known from its root on


def _path_function(function: Callable[..., str]) -> Callable[..., Value | None]:
    def apply(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
        texts = [_text(arg) for arg in args]
        known = [text for text in texts if text is not None]
        if keywords or not known or len(known) < len(texts):
            return None
        try:
            return Known(function(*known), _is_assumed(args))
        except (TypeError, ValueError):
            return None

    return apply


def _relative(path: str, start: str = "") -> str:
    """`os.path.relpath` where the project's root is the current directory."""
    if not path:
        raise ValueError("no path")
    return posixpath.relpath(f"/{path}", f"/{start}")


def _is_assumed(args: Args) -> bool:
    return any(isinstance(arg, Known) and arg.assumed for arg in args)


def _walk(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    """`os.walk`, over folders that hold Python files."""
    top = _text(args[0]) if args else None
    if top is None:
        return None
    folders: dict[str, tuple[set[str], set[str]]] = {}
    prefix = f"{posixpath.normpath(top)}/".removeprefix("./")
    for module in ev.modules.values():
        if not module.filename.startswith(prefix):
            continue
        at = prefix.rstrip("/")
        *parents, name = module.filename.removeprefix(prefix).split("/")
        for parent in parents:
            folders.setdefault(at, (set(), set()))[0].add(parent)
            at = f"{at}/{parent}" if at else parent
        folders.setdefault(at, (set(), set()))[1].add(name)
    rows: list[Value] = []
    for folder, (inside, names) in sorted(folders.items()):
        lists = [ListValue([Known(each) for each in sorted(some)]) for some in (inside, names)]
        rows.append(ListValue([Known(folder), *lists]))
    return ListValue(rows) if rows else None


def _root_path(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    """`flask.helpers.get_root_path(import_name)`."""
    name = _text(args[0]) if args else None
    module = ev.modules.get(ev.modules.find(name, ev.here)) if name is not None else None
    return None if module is None else Known(posixpath.dirname(module.filename), assumed=True)


def _splitext(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    text = _text(args[0]) if args else None
    if text is None:
        return None
    return ListValue([Known(part, _is_assumed(args)) for part in posixpath.splitext(text)])


def _exists(is_file: bool | None) -> Callable[..., Value | None]:
    """`os.path.exists` and its like: what is not Python code may be there or not."""

    def apply(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
        text = _text(args[0]) if args else None
        if text is None:
            return None
        path = posixpath.normpath(text)
        if any(module.filename == path for module in ev.modules.values()):
            return Known(is_file is not False)
        if any(module.filename.startswith(f"{path}/") for module in ev.modules.values()):
            return Known(is_file is not True)
        return None

    return apply


def _listdir(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    folder = _text(args[0]) if args else None
    if folder is None:
        return None
    names = sorted({name for name, _ in _entries(ev, folder)})
    return ListValue([Known(name) for name in names]) if names else None


def _glob(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    pattern = _text(args[0]) if args else None
    if pattern is None or not pattern.endswith(".py"):
        return None
    folder, is_deep, last = pattern.rpartition("/**/")
    if is_deep and keywords.get("recursive") == Known(True) and "/" not in last:
        inside = f"{posixpath.normpath(folder)}/".removeprefix("./")
        files = [module.filename for module in ev.modules.values()]
        below = [name for name in files if name.startswith(inside)]
        names = sorted(name for name in below if fnmatch.fnmatch(posixpath.basename(name), last))
        return ListValue([Known(name) for name in names]) if names else None
    folder, _, last = pattern.rpartition("/")
    found = [name for name, is_package in _entries(ev, folder) if not is_package]
    names = sorted(name for name in found if fnmatch.fnmatch(name, last))
    return ListValue([Known(f"{folder}/{name}") for name in names]) if names else None


def _entries(ev: Machine, folder: str) -> Iterator[tuple[str, bool]]:
    """The Python files and packages in a folder of the project: (name, is it a package)."""
    prefix = f"{posixpath.normpath(folder)}/".removeprefix("./")
    for module in ev.modules.values():
        if module.filename.startswith(prefix):
            name, slash, _ = module.filename.removeprefix(prefix).partition("/")
            yield name, bool(slash)


# packages


def _iter_modules(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    return _scan(ev, args, keywords, deep=False)


def _walk_packages(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    return _scan(ev, args, keywords, deep=True)


def _scan(ev: Machine, args: Args, keywords: Keywords, deep: bool) -> Value | None:
    path = args[0] if args else keywords.get("path", Unknown())
    prefix = _text(args[1] if len(args) > 1 else keywords.get("prefix", Known("")))
    folders = containers.elements(path)
    if folders is None or prefix is None:
        return None
    rows: list[Value] = []
    for folder in folders:
        name = _text(folder)
        package = None if name is None else package_at(ev, name)
        if package is None:
            return None
        for found, is_package in modules_in(ev, package, deep):
            row = Instance(External("pkgutil.ModuleInfo"), NOWHERE)
            row.attributes["module_finder"] = Unknown("a finder")
            row.attributes["name"] = Known(prefix + found)
            row.attributes["ispkg"] = Known(is_package)
            rows.append(row)
    return ListValue(rows)


def _find_modules(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    """`werkzeug.utils.find_modules(import_path, include_packages=False, recursive=False)`."""
    given = dict(zip(("import_path", "include_packages", "recursive"), args, strict=False))
    given.update(keywords)
    name = _text(given.get("import_path"))
    if name is None or not ev.modules.find(name, ev.here):
        return None
    deep = given.get("recursive", Known(False)) == Known(True)
    packages = given.get("include_packages", Known(False)) == Known(True)
    found = modules_in(ev, ev.modules.find(name, ev.here), deep)
    return ListValue(
        [Known(f"{name}.{each}") for each, is_package in found if packages or not is_package]
    )


def package_at(ev: Machine, folder: str) -> str | None:
    """The package whose files lie in a folder of the project."""
    name = posixpath.normpath(folder).removeprefix("./").replace("/", ".")
    if name == ".":
        return ""
    return name if name in ev.modules.packages or ev.modules.is_module(name) else None


def modules_in(ev: Machine, package: str, deep: bool) -> list[tuple[str, bool]]:
    """The modules in a package, by their names inside it, and whether each is a package."""
    prefix = f"{package}." if package else ""
    found = {}
    for name in {*ev.modules, *ev.modules.packages}:
        rest = name.removeprefix(prefix)
        if name.startswith(prefix) and rest and (deep or "." not in rest):
            module = ev.modules.get(name)
            found[rest] = module is None or module.is_package
    return sorted(found.items())


def _chain(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    made = ListValue([])
    for arg in args:
        containers.extend(made, arg)
    return made


def _chain_all(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    items = containers.elements(args[0]) if args else None
    return None if items is None else _chain(ev, tuple(items), {})


def _product(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    lists = [containers.elements(arg) for arg in args]
    known = [items for items in lists if items is not None]
    if keywords or len(known) < len(lists):
        return None
    rows = itertools.islice(itertools.product(*known), containers.LONGEST_LIST)
    return ListValue([ListValue(list(row)) for row in rows])


def _builtin(name: str) -> Callable[..., Value | None]:
    """What behaves as a builtin does."""

    def apply(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
        return builtin_calls.call(ev, name, args, keywords)

    return apply


def _defaulting(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    """`collections.defaultdict(factory, ...)`."""
    made = builtin_calls.call(ev, "dict", args[1:], keywords)
    if isinstance(made, DictValue) and args:
        made.factory = args[0]
    return made


def _getter(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    """`operator.attrgetter(name)`, which waits for the object."""
    return Partial(External(_GOT), args, {}) if len(args) == 1 else None


def _got(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    name = _text(args[0])
    if name is None or len(args) != 2 or "." in name:
        return None
    return attributes.attribute(ev, args[1], name)


def _namespace(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    made = Instance(External("types.SimpleNamespace"), NOWHERE, args, keywords)
    made.attributes.update(keywords)
    return made


_FUNCTIONS: dict[str, Callable[[Machine, Args, Keywords], Value | None]] = {
    "functools.wraps": _wraps,
    "functools.update_wrapper": _update_wrapper,
    "functools.partial": _partial,
    "itertools.chain": _chain,
    "itertools.chain.from_iterable": _chain_all,
    "itertools.product": _product,
    "collections.OrderedDict": _builtin("dict"),
    "collections.defaultdict": _defaulting,
    "collections.deque": _builtin("list"),
    "types.MappingProxyType": _builtin("dict"),
    "werkzeug.datastructures.ImmutableDict": _builtin("dict"),
    "collections.namedtuple": named_tuples.make,
    "typing.NamedTuple": named_tuples.make,
    "re.sub": _sub,
    "types.SimpleNamespace": _namespace,
    "importlib.metadata.packages_distributions": _distributions,
    "inspect.getmembers": _members,
    "inspect.isclass": _is_class,
    "inspect.isfunction": _is_function,
    "inspect.signature": _signature,
    "builtins.type.__subclasses__": _subclasses,
    "operator.attrgetter": _getter,
    _GOT: _got,
    "os.path.join": _path_function(posixpath.join),
    "posixpath.join": _path_function(posixpath.join),
    "urllib.parse.urljoin": _path_function(urljoin),
    "os.path.dirname": _path_function(posixpath.dirname),
    "os.path.basename": _path_function(posixpath.basename),
    "os.path.abspath": _path_function(posixpath.normpath),
    "os.path.realpath": _path_function(posixpath.normpath),
    "os.path.normpath": _path_function(posixpath.normpath),
    "os.path.splitext": _splitext,
    "os.path.exists": _exists(None),
    "os.path.isfile": _exists(True),
    "os.path.isdir": _exists(False),
    "os.path.relpath": _path_function(_relative),
    "os.walk": _walk,
    "os.listdir": _listdir,
    "flask.helpers.get_root_path": _root_path,
    "glob.glob": _glob,
    "pkgutil.iter_modules": _iter_modules,
    "pkgutil.walk_packages": _walk_packages,
    "werkzeug.utils.find_modules": _find_modules,
}
_SCANNING = {
    name
    for name in _FUNCTIONS
    if name.startswith(
        ("os.path.exists", "os.path.is", "os.walk", "os.listdir", "glob.", "pkgutil.")
    )
    or name.endswith("find_modules")
}
"""Those that look through all files of the project."""
