"""The programs of a repository: applications that lie side by side and import nothing of each
other. They may share modules that import no application."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from flasklint.reach import Reach

TOP = "."
"""The root, as the directory of a program."""

Ties = Mapping[str, set[str]]
"""The modules that each module imports or names."""


def programs(reach: Reach) -> dict[str, set[str]]:
    """The files of each program, with those that it shares, by the directory that it lies in; empty
    where all applications are one program.

    What imports each other belongs together, but not by what two applications share. What has no
    application and is tied to none belongs to the program that it lies in or beside, and to no one
    if that may be several.
    """
    modules = reach.evaluation.modules
    makers = {reach.by_file[app.place.filename].name for app in reach.wiring.apps}
    ties = _ties(reach)
    found: dict[str, set[str]] = {}
    others = []
    for group in _groups(ties, ties.keys()):
        parts = _Parts(reach, ties, group, makers)
        for own, shared in parts.programs:
            directory = _directory(modules[name].filename for name in own)
            files = {modules[name].filename for name in own | shared}
            found.setdefault(directory, set()).update(files)
        others += parts.others
    if len(found) < 2:
        return {}
    for other in others:
        files = {modules[name].filename for name in other}
        if (nearest := around(_directory(files), found)) is not None:
            found[nearest] |= files
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


class _Parts:
    """The programs among modules that are tied to each other, each with what it shares with
    another one, and the rest."""

    def __init__(self, reach: Reach, ties: Ties, group: set[str], makers: set[str]) -> None:
        self._modules = reach.evaluation.modules
        self._imported = set().union(*reach.edges.values())
        self.programs: list[tuple[set[str], set[str]]] = []
        self.others: list[set[str]] = []
        reached = {name: _reached(ties, {name}) for name in sorted(makers & group)}
        shared = {
            name
            for name in group - makers
            if sum(name in each for each in reached.values()) > 1
            and makers.isdisjoint(_reached(ties, {name}))
        }
        for part in _groups(ties, group - shared):
            if makers.isdisjoint(part):
                self.others.append(part)
            else:
                used = shared & _reached(ties, part)
                packages = {name.rpartition(".")[0] for name in used} & self._modules.keys()
                self._add(part, used | packages)
        if len(self.programs) == 1:
            self.programs = [(group, set())]
            self.others = []
        elif not self.programs:
            self.others = [group]

    def _add(self, own: set[str], shared: set[str]) -> None:
        """Add a program, together with those that are one application with it."""
        for each in self.programs:
            if each[1] & shared and self._is_one(each[0], own):
                self.programs.remove(each)
                self._add(own | each[0], shared | each[1])
                return
        self.programs.append((own, shared))

    def _is_one(self, own: set[str], other: set[str]) -> bool:
        """Whether two programs that share modules are one application: one lies in the directory of
        the other, or both in a directory that is named in imports."""
        first, second, both = (
            _directory(self._modules[name].filename for name in each)
            for each in (own, other, own | other)
        )
        if both in (first, second):
            return True
        around_both = f"{both.replace('/', '.')}."
        on_the_way = {
            name.removesuffix(self._modules.imported_as(name))
            for name in (own | other) & self._imported
            if name.startswith(around_both)
        }
        return not all(each.startswith(around_both) for each in on_the_way)


def _ties(reach: Reach) -> Ties:
    modules = reach.evaluation.modules
    found = {}
    for name, module in modules.items():
        above = name.rpartition(".")[0]
        named = {modules.find(each.replace(":", "."), module) for each in module.dotted_strings}
        # An empty `__init__.py` ties nothing.
        parents = {above} if above in modules and modules[above].body else set()
        others = (reach.edges[name] | named | parents) & modules.keys()
        found[name] = {other for other in others if modules[other].body or other in named}
    return found


def _reached(ties: Ties, start: Iterable[str]) -> set[str]:
    """Some modules, and what they import, directly or not."""
    found: set[str] = set()
    waiting = list(start)
    while waiting:
        if (name := waiting.pop()) not in found:
            found.add(name)
            waiting += ties[name]
    return found


def _groups(ties: Ties, among: Iterable[str]) -> Iterator[set[str]]:
    """The modules, among some, that are tied to each other by imports, in either direction."""
    tied: dict[str, set[str]] = {name: set() for name in sorted(among)}
    for name in tied:
        for other in ties[name] & tied.keys():
            tied[name].add(other)
            tied[other].add(name)
    left = dict.fromkeys(tied)
    while left:
        group = _reached(tied, [next(iter(left))])
        for name in group:
            del left[name]
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
