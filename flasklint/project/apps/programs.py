"""The programs of a repository: applications that lie side by side and import nothing of each
other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flasklint.project.reachability import Reach

TOP = "."
"""The root, as the directory of a program."""


def programs(reach: Reach) -> dict[str, str]:
    """The files of each program, with the directory that it lies in; empty where all applications
    are one program.

    What imports each other belongs together. What has no application and is tied to none belongs
    to the program that it lies in or beside, and to no one if that may be several.
    """
    files = {name: module.filename for name, module in reach.evaluation.modules.items()}
    makers = {app.place.filename for app in reach.wiring.apps}
    whole: dict[str, set[str]] = {}
    others = []
    for group in _groups(reach):
        paths = {files[name] for name in group}
        if makers.isdisjoint(paths):
            others.append(paths)
        else:
            whole.setdefault(_directory(paths), set()).update(paths)
    if len(whole) < 2:
        return {}
    found = {filename: directory for directory, paths in whole.items() for filename in paths}
    for paths in others:
        if (nearest := around(_directory(paths), whole)) is not None:
            found.update(dict.fromkeys(paths, nearest))
    return found


def around(path: str, directories: Iterable[str]) -> str | None:
    """The one of some directories of programs that a file or directory belongs to: the innermost
    that it lies in, or the only one in the nearest directory around it that has any."""
    known = list(directories)
    parts = [] if path == TOP else path.split("/")
    for depth in range(len(parts), -1, -1):
        above = "/".join(parts[:depth]) or TOP
        if above in known:
            return above
        below = [each for each in known if above == TOP or each.startswith(f"{above}/")]
        if below:
            return below[0] if len(below) == 1 else None
    return None


def _groups(reach: Reach) -> Iterator[set[str]]:
    """The modules that are tied to each other by imports, in either direction."""
    modules = reach.evaluation.modules
    tied: dict[str, set[str]] = {name: set() for name in modules}
    for name, module in modules.items():
        above = name.rpartition(".")[0]
        named = {modules.find(each.replace(":", "."), module) for each in module.dotted_strings}
        # An empty `__init__.py` ties nothing.
        parents = {above} if above in modules and modules[above].body else set()
        for other in (reach.edges[name] | named | parents) & modules.keys():
            if modules[other].body or other in named:
                tied[name].add(other)
                tied[other].add(name)
    left = dict.fromkeys(sorted(modules))
    while left:
        group: set[str] = set()
        waiting = [next(iter(left))]
        while waiting:
            name = waiting.pop()
            if name not in group:
                group.add(name)
                left.pop(name, None)
                waiting.extend(tied[name])
        yield group


def _directory(paths: Iterable[str]) -> str:
    """The nearest directory around all of some files."""
    directories = [name.split("/")[:-1] for name in paths]
    shared = []
    for parts in zip(*directories, strict=False):
        if len(set(parts)) > 1:
            break
        shared.append(parts[0])
    return "/".join(shared) or TOP
