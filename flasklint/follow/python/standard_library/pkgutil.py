"""What lists the modules in packages of the project: `pkgutil`, and Werkzeug with it."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from flasklint.follow.python import containers
from flasklint.follow.python.standard_library.arguments import (
    NOWHERE,
    Args,
    Function,
    Keywords,
    string_of,
)
from flasklint.follow.values import External, Instance, Known, ListValue, Unknown, Value

if TYPE_CHECKING:
    from flasklint.follow.machine import Machine


def _iter_modules(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    return _scan(ev, args, keywords, deep=False)


def _walk_packages(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    return _scan(ev, args, keywords, deep=True)


def _scan(ev: Machine, args: Args, keywords: Keywords, deep: bool) -> Value | None:
    path = args[0] if args else keywords.get("path", Unknown())
    prefix = string_of(args[1] if len(args) > 1 else keywords.get("prefix", Known("")))
    folders = containers.elements(path)
    if folders is None or prefix is None:
        return None
    rows: list[Value] = []
    for folder in folders:
        name = string_of(folder)
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
    name = string_of(given.get("import_path"))
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


FUNCTIONS: dict[str, Function] = {
    "pkgutil.iter_modules": _iter_modules,
    "pkgutil.walk_packages": _walk_packages,
    "werkzeug.utils.find_modules": _find_modules,
}
