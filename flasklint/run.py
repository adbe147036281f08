"""One run: read every file, build the project, check the files asked for, apply fixes."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from dataclasses import replace as with_changes
from pathlib import Path, PurePosixPath
from typing import Any, Literal, TypeVar

from flasklint import overview
from flasklint.check import check_file
from flasklint.config import (
    Config,
    ConfigError,
    ignored_for,
    matches,
    options_of,
    selected,
    severity_of,
)
from flasklint.diagnostics import Diagnostic, Failure, Report
from flasklint.discovery import Found, FoundFile, discover, scope
from flasklint.facts import code
from flasklint.facts.code import Place
from flasklint.facts.gather import module_facts
from flasklint.fixes import changes, edits, writing
from flasklint.follow import libraries
from flasklint.positions import Location
from flasklint.project import Project, Settings
from flasklint.rule import Rule
from flasklint.source import SourceError, SourceFile, parse

Result = TypeVar("Result")
FixMode = Literal["none", "safe", "unsafe"]
Progress = Callable[[int, int], None]
MOST_PASSES = 20
UNREADABLE = "FLK010"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The report, and each file that fixes change: its text before and after."""

    report: Report
    changed: dict[str, tuple[str, str]]


class Workspace:
    """The project's files as they are now: on disk, or changed by fixes not yet written."""

    def __init__(self, found: Found, stdin: tuple[str, bytes] | None = None) -> None:
        self.found: dict[str, FoundFile] = {file.filename: file for file in found.files}
        self.stdin = stdin
        self.data: dict[str, bytes] = {}
        self.files: dict[str, SourceFile] = {}
        self.broken: dict[str, SourceError] = {}
        self._facts: dict[str, code.Module] = {}

    def read(self, progress: Progress | None = None) -> None:
        """Read and parse every file that is neither a test nor a migration."""
        wanted = [file for file in self.found.values() if not file.role]
        for at, file in enumerate(wanted):
            if progress is not None:
                progress(at, len(wanted))
            try:
                self.put(file.filename, self._bytes(file))
            except OSError as error:
                reason = error.strerror or type(error).__name__
                self.broken[file.filename] = SourceError(f"the file cannot be read: {reason}")

    def _bytes(self, file: FoundFile) -> bytes:
        if self.stdin is not None and self.stdin[0] == file.filename:
            return self.stdin[1]
        return file.path.read_bytes()

    def put(self, filename: str, data: bytes) -> None:
        """Have `data` as the content of a file."""
        file = self.found[filename]
        self.data.setdefault(file.filename, data)
        try:
            parsed = parse(data, file.filename, file.module, file.is_package)
            facts = module_facts(parsed.tree, file.module, file.filename, file.is_package)
        except SourceError as error:
            self.broken[file.filename] = error
            return
        except RecursionError:
            self.broken[file.filename] = SourceError("the code is nested too deeply to be checked")
            return
        self.broken.pop(file.filename, None)
        parsed.opener = self.open
        self.files[file.filename] = parsed
        self._facts[file.filename] = facts

    def open(self, filename: str) -> SourceFile:
        """A parsed file. Raises KeyError if the project has no such file."""
        return self.files[filename]

    def locate(self, place: Place) -> Location:
        """Where a place is, as line and column."""
        file = self.files[place.filename]
        return file.lines.location(file.spans[file.node(place)][0])

    def project(self, config: Config) -> Project:
        """What all files say together."""
        team = config.architecture
        try:
            described = libraries.described_by(config.root, team.libraries)
        except ValueError as error:
            raise ConfigError([f"architecture.libraries: {error}"]) from error
        modules = {
            facts.name: facts
            for facts in self._facts.values()
            if not any(PurePosixPath(facts.filename).match(pattern) for pattern in team.libraries)
        }
        settings = Settings(team.services, team.error_class, team.factory)
        return Project(modules, not self.broken, settings, described)


def routes(config: Config) -> list[dict[str, Any]]:
    """The static route table of the project below `config.root`, as records."""
    return _overview(config, overview.route_records)


def architecture(config: Config) -> list[tuple[str, str, str]]:
    """What the architecture of the project is found to be: (what, value, why)."""
    return _overview(config, overview.architecture)


def _overview(config: Config, look: Callable[[Project, overview.Locate], Result]) -> Result:
    workspace = Workspace(discover(config))
    workspace.read()
    return look(workspace.project(config), workspace.locate)


def check(
    config: Config,
    rules: Sequence[type[Rule]],
    paths: Sequence[Path],
    *,
    stdin: tuple[str, bytes] | None = None,
    fix: FixMode = "none",
    write: bool = False,
    progress: Progress | None = None,
) -> Outcome:
    """Check the files below `paths`, with the whole project at hand.

    `stdin` gives one file's name and content instead of what is on disk. With `fix`, fixes are
    applied until none is left; they are written only with `write`. Raises discovery.ScopeError
    and config.ConfigError for what the user must mend.
    """
    # Trees are large and have no cycles to collect while the run lasts.
    gc.disable()
    active = [rule(**options_of(config, rule)) for rule in selected(config, rules)]
    found = discover(config)
    if stdin is not None:
        found = found.having(stdin[0], config.root)
    workspace = Workspace(found, stdin)
    asked = {stdin[0]} if stdin is not None else scope(found, config, paths)
    workspace.read(progress)
    session = Session(config, workspace, active, rules, asked)
    diagnostics, failures = session.check_all()
    fixed: list[Diagnostic] = []
    if fix != "none" and not failures:
        diagnostics, failures, fixed = session.fix_all(diagnostics, fix == "unsafe")
    changed = session.changed()
    if write and changed and not failures:
        try:
            writing.write_all(config.root, session.written())
        except writing.WriteError as error:
            failures = [*failures, Failure(str(error))]
    report = Report(str(config.root), len(asked), tuple(diagnostics), tuple(failures), tuple(fixed))
    return Outcome(report, changed)


class Session:
    """The checks and fixes of one run over a workspace."""

    def __init__(
        self,
        config: Config,
        workspace: Workspace,
        active: Sequence[Rule],
        known: Sequence[type[Rule]],
        asked: set[str],
    ) -> None:
        self.config = config
        self.workspace = workspace
        self.active = active
        self.known = known
        self.asked = asked
        self.severity = {rule.code: severity_of(config, type(rule)) for rule in active}
        self.before = dict(workspace.files)

    def check_all(self) -> tuple[list[Diagnostic], list[Failure]]:
        """Check every file asked for."""
        project = self.workspace.project(self.config)
        if problems := project.misconfigured():
            raise ConfigError(problems)
        diagnostics = list(self._unreadable())
        failures: list[Failure] = []
        for filename in sorted(self.asked & set(self.workspace.files)):
            rules = self._rules_for(filename)
            file = self.workspace.files[filename]
            found, failed = check_file(file, project, rules, self.known)
            diagnostics += [self._with_severity(item) for item in found]
            failures += failed
        return sorted(diagnostics, key=Diagnostic.sort_key), failures

    def fix_all(
        self, diagnostics: list[Diagnostic], allow_unsafe: bool
    ) -> tuple[list[Diagnostic], list[Failure], list[Diagnostic]]:
        """Apply fixes and check again until nothing is left to apply."""
        fixed: list[Diagnostic] = []
        failures: list[Failure] = []
        seen = {self._state()}
        for _ in range(MOST_PASSES):
            chosen = edits.choose(self._applicable(diagnostics), allow_unsafe)
            if not chosen:
                return diagnostics, failures, fixed
            applied, refused = self._apply(chosen)
            if refused:
                return diagnostics, refused, fixed
            fixed += applied
            if self._state() in seen:
                names = ", ".join(sorted({item.name for item in applied}))
                failures.append(Failure(f"the fixes of {names} undo each other: please report it"))
                return diagnostics, failures, fixed
            seen.add(self._state())
            diagnostics, failures = self.check_all()
            if failures:
                return diagnostics, failures, fixed
        return diagnostics, failures, fixed

    def _applicable(self, diagnostics: list[Diagnostic]) -> list[Diagnostic]:
        """Those whose fix can be made; of a file from standard input, only that file can change."""
        stdin = self.workspace.stdin
        if stdin is None:
            return diagnostics
        return [
            item
            for item in diagnostics
            if item.fix and all(edit.filename == stdin[0] for edit in item.fix.edits)
        ]

    def changed(self) -> dict[str, tuple[str, str]]:
        """Files that fixes changed: text before and after."""
        return {
            name: (self.before[name].text if name in self.before else "", file.text)
            for name, file in self.workspace.files.items()
            if name not in self.before or self.before[name].text != file.text
        }

    def written(self) -> dict[str, tuple[bytes, bytes]]:
        """Files to write: bytes as read, and bytes to be."""
        files = self.workspace.files
        return {
            name: (self.workspace.data[name], files[name].encode(after))
            for name, (_, after) in self.changed().items()
        }

    def _apply(self, chosen: list[Diagnostic]) -> tuple[list[Diagnostic], list[Failure]]:
        by_file: dict[str, list[edits.Edit]] = {}
        for item in chosen:
            assert item.fix is not None
            try:
                changes.checked(item.fix.edits, self.workspace.open)
            except changes.ChangeError as error:
                where = f"{item.filename}:{item.location.row}"
                return [], [
                    Failure(f"the fix of {item.name} at {where} would break the file ({error}): "
                            "nothing was written, please report it")
                ]  # fmt: skip
            for edit in item.fix.edits:
                by_file.setdefault(edit.filename, []).append(edit)
        for filename, wanted in by_file.items():
            file = self.workspace.files[filename]
            text = edits.apply(file.text, wanted)
            self.workspace.put(filename, file.encode(text))
        return chosen, []

    def _state(self) -> int:
        return hash(tuple((name, file.text) for name, file in self.workspace.files.items()))

    def _rules_for(self, filename: str) -> list[Rule]:
        ignored = ignored_for(self.config, filename)
        return [
            rule
            for rule in self.active
            if not any(matches(selector, type(rule)) for selector in ignored)
        ]

    def _with_severity(self, item: Diagnostic) -> Diagnostic:
        return with_changes(item, severity=self.severity.get(item.code, item.severity))

    def _unreadable(self) -> Iterator[Diagnostic]:
        for filename, error in self.workspace.broken.items():
            if filename in self.asked:
                yield Diagnostic(
                    code=UNREADABLE,
                    name="unreadable-file",
                    message=error.message,
                    severity="error",
                    category="correctness",
                    filename=filename,
                    location=error.location,
                    end_location=error.location,
                    noqa_row=error.location.row,
                    fingerprint="",
                )
