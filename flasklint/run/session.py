"""The checks of one run over a workspace: what still stands from before, and what is found anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from flasklint.check.file import check_file
from flasklint.config.config import (
    Config,
    ConfigError,
    descriptions,
    fix_of,
    ignored_for,
    matches,
    severity_of,
)
from flasklint.diagnostics.diagnostic import Diagnostic, Failure, UnreadFile
from flasklint.diagnostics.own_codes import UNREADABLE
from flasklint.diagnostics.positions import Location, PositionError
from flasklint.facts.encoding import Unreadable
from flasklint.facts.unread import Unread, unread
from flasklint.limits import SourceError
from flasklint.project import Project, answers, questions
from flasklint.project.declared import Settings
from flasklint.project.questions import Question
from flasklint.rule import Checker, Rule
from flasklint.run.file_result import FileResult
from flasklint.run.observed import Observed
from flasklint.run.workspace import Progress, Workspace, broken


class Session:
    """`asked` are the files to report on; `checked` is what is known of files, `answers` what the
    project said to what their rules asked, as text, and `seen` what it has seen of the files."""

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
        self.checked: dict[str, FileResult] = {}
        self.answers: dict[Question, str] = {}
        self.seen = Observed()
        self.failures: list[Failure] = []

    def project(self) -> Project:
        """What all files say together. Raises ConfigError for settings that it does not bear
        out."""
        self.workspace.complete()
        with self.workspace.profile.measure("project"):
            project = project_of(self.config, self.workspace)
            if problems := project.misconfigured():
                raise ConfigError(problems)
            return project

    def is_unseen(self, filename: str) -> bool:
        """Whether a file is asked for that has not been checked as it is now."""
        made = self.checked.get(filename)
        now = self.workspace.contents.digests.get(filename)
        return filename in self.asked and (made is None or made.digest != now)

    def check_all(self, progress: Progress | None = None) -> tuple[list[Diagnostic], list[Failure]]:
        """The diagnostics of every file asked for, after whatever has changed."""
        if self.seen.is_all_there_is(self.workspace):
            self.add(Project.remembered(self.answers, self.project), sorted(self.asked))
        else:
            self.workspace.complete(progress)
            self.update(self.project(), sorted(self.asked))
        return self.diagnostics(), self.failures

    def update(self, project: Project, filenames: Iterable[str]) -> None:
        """Drop what no longer stands, and check those of some files that are asked for and of
        which nothing is known."""
        self.seen = Observed(unread=unread_files(self.workspace, project))
        with self.workspace.profile.measure("asking again"):
            self._drop_what_changed(project)
        self.add(project, filenames)

    def add(self, project: Project, filenames: Iterable[str]) -> None:
        """Check those of some files that are asked for and of which nothing is known, while all
        answers stand."""
        workspace, profile = self.workspace, self.workspace.profile
        self.checked = self._unchanged()
        self.failures = []
        wanted = [name for name in filenames if name in self.asked and name not in self.checked]
        workspace.have(wanted)
        for filename in wanted:
            digest = workspace.contents.digests.get(filename, "")
            error = workspace.broken.get(filename)
            if error is not None:
                self.checked[filename] = FileResult(digest, (_unreadable(filename, error),))
            elif not workspace.contents.data.get(filename):
                self.checked[filename] = FileResult(digest, ())
            else:
                profile.count("checked")
                with profile.measure("checking"):
                    self._check(filename, project)
        self.seen.files = dict(workspace.contents.digests)
        self.seen.add(workspace.read, project.words())

    def unread(self) -> tuple[UnreadFile, ...]:
        """The files of the project of which not all is known."""
        return self.seen.unread

    def diagnostics(self) -> list[Diagnostic]:
        """What is known of the files asked for, sorted."""
        found = (self.checked[name].diagnostics for name in self.asked & self.checked.keys())
        return sorted(chain.from_iterable(found), key=Diagnostic.sort_key)

    def _drop_what_changed(self, project: Project) -> None:
        same = self._unchanged()
        answer = questions.answer
        changed = {
            asked
            for asked in _asked_by(same)
            if not (made := answer(project, asked)) or made != self.answers.get(asked)
        }
        self.checked = {
            filename: made for filename, made in same.items() if changed.isdisjoint(made.asked)
        }
        self.answers = {asked: self.answers[asked] for asked in _asked_by(self.checked)}

    def _unchanged(self) -> dict[str, FileResult]:
        """What was found in files that are as they were, as are those that they opened."""
        digests = self.workspace.contents.digests
        return {
            filename: made
            for filename, made in self.checked.items()
            if digests.get(filename) == made.digest
            and all(
                self.workspace.contents.digest(name) == digest
                for name, digest in made.opened.items()
            )
        }

    def _check(self, filename: str, project: Project) -> None:
        workspace = self.workspace
        file = workspace.open(filename)
        opened: set[str] = set()

        def open_other(name: str) -> object:
            opened.add(name)
            other = workspace.open(name)
            other.resolve(own.import_roots(name))
            return other

        file.opener = open_other  # type: ignore[assignment]
        project.record.asked = asked = set[Question]()
        own = project.around(filename)
        file.resolve(own.import_roots(filename))
        try:
            found, failed = check_file(
                Checker(file, own), self._rules_for(filename), self.known, workspace.profile
            )
        except PositionError as error:
            # The other files have what there is to say of them.
            found, failed = [_unreadable(filename, Unreadable(str(error), 1, 1, True))], []
        except SourceError as error:
            found, failed = [_unreadable(filename, broken(error))], []
        finally:
            project.record.asked = None
            file.opener = workspace.open
            file.forget()
        digests = {name: workspace.contents.digest(name) for name in sorted(opened)}
        made = FileResult(
            workspace.contents.digests[filename],
            tuple(self._settled(item) for item in found),
            frozenset(asked),
            digests,
        )
        self.checked[filename] = made
        self.failures += failed
        for each in asked:
            if each not in self.answers:
                self.answers[each] = answers.encode(project.record.answers[each])

    def _rules_for(self, filename: str) -> list[Rule]:
        ignored = ignored_for(self.config, filename)
        return [
            rule
            for rule in self.active
            if not any(matches(selector, type(rule)) for selector in ignored)
        ]

    def _settled(self, item: Diagnostic) -> Diagnostic:
        """A diagnostic with the severity and the fix that the settings give it."""
        severity = self.severity.get(item.code, item.severity)
        return replace(item, severity=severity, fix=fix_of(self.config, item))


def _asked_by(checked: Mapping[str, FileResult]) -> frozenset[Question]:
    return frozenset[Question]().union(*(made.asked for made in checked.values()))


def project_of(config: Config, workspace: Workspace) -> Project:
    """What all files of a workspace say together, whose facts are known.

    Raises ConfigError for descriptions of packages that cannot be read.
    """
    from flasklint.follow import descriptions as libraries

    team = config.architecture
    try:
        described = libraries.described_by(config.root, team.libraries)
    except ValueError as error:
        raise ConfigError([f"architecture.libraries: {error}"]) from error
    paths = set(map(str, descriptions(config)))
    modules = {
        facts.name: facts
        for filename, facts in sorted(workspace.facts.items())
        if str(workspace.contents.files[filename].path) not in paths
    }
    settings = Settings(
        team.services,
        team.routes,
        team.models,
        team.schemas,
        team.error_class,
        team.factory,
        config.limits.steps,
    )
    given = workspace.contents
    hidden = [_unread(workspace, filename) for filename in workspace.unread()]
    return Project(
        modules,
        hidden,
        settings,
        described,
        given.manifests,
        given.has_tests,
    )


def unread_files(workspace: Workspace, project: Project) -> tuple[UnreadFile, ...]:
    """The files of which not all is known: those that could not be read or were skipped, and those
    that do more than is followed."""
    found = [UnreadFile(*each) for each in workspace.unread().items()]
    found += (UnreadFile(*each) for each in workspace.contents.skipped)
    for filename, (place, error) in sorted(project.beyond().items()):
        reason = f"flasklint fails on it ({error}): please report it"
        said = reason if error else "it does more than is followed"
        at = f"{place.filename}:{workspace.location(place).row}"
        found.append(UnreadFile(filename, f"{said}, at {at}", partly=True))
    return tuple(found)


def _unread(workspace: Workspace, filename: str) -> Unread:
    module = workspace.contents.files[filename].module
    return unread(module, filename, workspace.contents.data.get(filename))


def _unreadable(filename: str, error: Unreadable) -> Diagnostic:
    location = Location(error.row, error.column)
    return Diagnostic(
        code=UNREADABLE.code,
        name=UNREADABLE.name,
        message=error.message,
        severity="warning" if error.is_valid else UNREADABLE.severity,
        category=UNREADABLE.category,
        filename=filename,
        location=location,
        end_location=location,
        noqa_row=location.row,
        fingerprint="",
    )
