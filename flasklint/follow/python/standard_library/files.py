"""What looks through the project's own files, which are known from its root on: `os`, `glob`."""

from __future__ import annotations

import fnmatch
import posixpath
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from flasklint.follow.python.standard_library.arguments import Args, Function, Keywords, string_of
from flasklint.follow.values import Known, ListValue, Value

if TYPE_CHECKING:
    from flasklint.follow.machine import Machine


def _walk(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    """`os.walk`, over folders that hold Python files."""
    top = string_of(args[0]) if args else None
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


def _exists(is_file: bool | None) -> Callable[..., Value | None]:
    """`os.path.exists` and its like: what is not Python code may be there or not."""

    def apply(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
        text = string_of(args[0]) if args else None
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
    folder = string_of(args[0]) if args else None
    if folder is None:
        return None
    names = sorted({name for name, _ in _entries(ev, folder)})
    return ListValue([Known(name) for name in names]) if names else None


def _glob(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    pattern = string_of(args[0]) if args else None
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


FUNCTIONS: dict[str, Function] = {
    "os.path.exists": _exists(None),
    "os.path.isfile": _exists(True),
    "os.path.isdir": _exists(False),
    "os.walk": _walk,
    "os.listdir": _listdir,
    "glob.glob": _glob,
}
