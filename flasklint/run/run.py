"""One run: what is known from before, what is found anew, fixes, and what is kept."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from flasklint.config.config import Config, ConfigError, descriptions
from flasklint.diagnostics.diagnostic import Diagnostic, Failure, Report, UnreadFile
from flasklint.discover import contents
from flasklint.discover.contents import Contents
from flasklint.discover.files import discover, scope
from flasklint.disk import reading
from flasklint.profile import Profile
from flasklint.run import baseline, identity
from flasklint.run.baseline import Scope
from flasklint.run.setup import Setup, packed
from flasklint.run.store import KeptEvidence, KeptRun

if TYPE_CHECKING:
    from flasklint.project import Project
    from flasklint.run.file_result import FileResult
    from flasklint.run.fixing import Choose
    from flasklint.run.overview import Locate
    from flasklint.run.session import Session
    from flasklint.run.workspace import Workspace

FixMode = Literal["none", "safe", "unsafe"]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The report, and each file that fixes change: its text before (None where there was no such
    file) and after, and in `data` the same as bytes; `baseline` has what of its lines still
    holds."""

    report: Report
    changed: dict[str, tuple[str | None, str]]
    data: Mapping[str, tuple[bytes | None, bytes]] = field(default_factory=dict)
    baseline: tuple[str, ...] = ()


class Interrupted(Exception):
    """Somebody stopped a run that asks which fixes to make, before anything was written."""


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How to go about a run: which fixes to make, whether to write them, how many processes to use
    (0: one for each processor), whom to tell how far it is, where to note the time it takes, whom
    to ask which of the fixes to make, and lines of findings that are not reported: those of the
    baseline, and those that were there `earlier`, if only what is new is asked for."""

    fix: FixMode = "none"
    write: bool = False
    jobs: int = 1
    progress: Progress | None = None
    profile: Profile | None = None
    choose: Choose | None = None
    baseline: tuple[str, ...] = ()
    earlier: tuple[str, ...] | None = None


def check(
    setup: Setup,
    paths: Sequence[Path],
    stdin: tuple[str, bytes] | None = None,
    options: RunOptions = RunOptions(),
) -> Outcome:
    """Check the files below `paths`, with the whole project at hand.

    `stdin` gives one file's name and content instead of what is on disk. Raises
    discovery.ScopeError and config.ConfigError for what the user must mend, and Interrupted.
    """
    config = setup.config
    profile = options.profile or Profile()
    with profile.measure("discovery"):
        found = discover(config)
        if stdin is not None:
            found = found.having(stdin[0], config.root)
        asked = {stdin[0]} if stdin is not None else scope(found, config, paths)
    with profile.measure("reading"):
        given = contents.read(config.root, found, stdin, config.limits)
        state = inputs(config, given)
        last = setup.store.run(setup.identity)
    profile.count("files", len(given.files))
    known = _standing(last, state, given, asked & given.checked)
    if known is not None and (options.fix == "none" or not any(item.fix for item in known)):
        assert last is not None
        report = Report(str(config.root), len(asked), tuple(known), unread=last.unread)
        looked = Scope(last.codes, asked, given.files)
        return _against(Outcome(report, {}), options, looked)
    session = session_of(setup, given, asked & given.checked, profile)
    outcome = checked(setup, session, len(asked), options)
    codes = tuple(rule.code for rule in session.active)
    return _against(outcome, options, Scope(codes, asked, given.files))


def _against(outcome: Outcome, options: RunOptions, scope: Scope) -> Outcome:
    """An outcome without the findings that are not to be reported; if fixes failed, nothing is
    said of lines that no longer hold."""
    if not options.baseline and options.earlier is None:
        return outcome
    report = outcome.report
    found = baseline.split(report.diagnostics, options.baseline, scope)
    before = baseline.split(found.new, options.earlier or (), scope, of_all=True)
    report = replace(
        report,
        diagnostics=before.new,
        baselined=found.known,
        stale=() if report.failures else found.stale,
        earlier=before.known,
    )
    return replace(outcome, report=report, baseline=found.pruned)


def routes(
    setup: Setup,
) -> tuple[tuple[list[dict[str, Any]], list[dict[str, Any]]], tuple[UnreadFile, ...]]:
    """The static route table of the project, and why it may lack routes, as records; and the files
    that could not be read."""
    from flasklint.run import overview

    project, locate, unread = _followed(setup)
    return overview.routes(project, locate), unread


def architecture(setup: Setup) -> tuple[list[tuple[str, str, str]], tuple[UnreadFile, ...]]:
    """What the architecture of the project is found to be: (what, value, why), and the files that
    could not be read."""
    from flasklint.run import overview

    project, locate, unread = _followed(setup)
    return overview.architecture(project, locate, is_whole=not unread), unread


def _followed(setup: Setup) -> tuple[Project, Locate, tuple[UnreadFile, ...]]:
    """The project, where its places are, and the files that could not be read."""
    from flasklint.run.session import project_of, unread_files
    from flasklint.run.workspace import Workspace

    given = contents.read(setup.config.root, discover(setup.config), limits=setup.config.limits)
    workspace = Workspace(given, setup.store.facts())
    if workspace.complete() and setup.store.is_kept:
        setup.store.save(workspace.kept())
    project = project_of(setup.config, workspace)
    if problems := project.misconfigured():
        raise ConfigError(problems)
    return project, workspace.location, unread_files(workspace, project)


def _bytes(path: Path) -> bytes:
    """What is in a file; nothing where it cannot be read, which is told elsewhere."""
    try:
        return reading.read(path)
    except OSError:
        return b""


def inputs(config: Config, given: Contents, files: Mapping[str, str] | None = None) -> str:
    """The digest of all that a project is made of; `files` are other digests of its files."""
    digests = given.digests if files is None else files
    described = [
        (os.path.relpath(path, config.root), _bytes(path)) for path in descriptions(config)
    ]
    named = sorted(given.manifests.items())
    digests_of_files = sorted(digests.items())
    return identity.of(
        digests_of_files, sorted(given.unreadable), given.skipped, described, named, given.has_tests
    )


def _standing(
    last: KeptRun | None, state: str, given: Contents, asked: set[str]
) -> list[Diagnostic] | None:
    """The diagnostics of the last run, if nothing has changed and it has seen all files."""
    if last is None or last.inputs != state or not last.found.keys() >= asked:
        return None
    if any(given.digest(name) != digest for name, digest in last.outside.items()):
        return None
    found = [item for filename in asked for item in last.found[filename]]
    return sorted(found, key=Diagnostic.sort_key)


def _outside(checked: Mapping[str, FileResult], workspace: Workspace) -> dict[str, str]:
    """The digests of files that are not read but that findings rest on."""
    return {
        name: digest
        for made in checked.values()
        for name, digest in made.opened.items()
        if name not in workspace.contents.digests
    }


def checked(
    setup: Setup, session: Session, count: int, options: RunOptions, keep: bool = True
) -> Outcome:
    """Check the files that a session is asked about, and make fixes; `count` is how many files that
    are, with those that rules are not asked about. What is found may be kept for other runs."""
    found, failures = _first_look(session, options)
    diagnostics = found
    if keep:
        _keep(setup, session)
    fixed: list[Diagnostic] = []
    changed: dict[str, tuple[str | None, str]] = {}
    data: Mapping[str, tuple[bytes | None, bytes]] = {}
    if options.fix != "none" and not failures:
        from flasklint.run import fixing as applying

        diagnostics, failures, fixed = _fixed(session, diagnostics, options)
        changed, data = session.workspace.changed(), applying.written(session)
    if options.write and changed and not failures:
        failures = _written(setup, session, data)
    root = str(setup.config.root)
    if failures:
        # Nothing was fixed, so what was found first is still there.
        report = Report(root, count, tuple(found), tuple(failures), (), session.unread())
        return Outcome(report, {})
    report = Report(root, count, tuple(diagnostics), (), tuple(fixed), session.unread())
    return Outcome(report, changed, data)


def _fixed(
    session: Session, diagnostics: list[Diagnostic], options: RunOptions
) -> tuple[list[Diagnostic], list[Failure], list[Diagnostic]]:
    """Make fixes, in memory: what is left, what went wrong, what was fixed."""
    from flasklint.run import fixing as applying

    try:
        allow_unsafe = options.fix == "unsafe"
        spared = (*options.baseline, *(options.earlier or ()))
        return applying.fix_all(session, diagnostics, allow_unsafe, options.choose, spared)
    except KeyboardInterrupt:
        if options.choose is None:
            raise
        raise Interrupted from None


def _written(
    setup: Setup, session: Session, data: Mapping[str, tuple[bytes | None, bytes]]
) -> list[Failure]:
    """Write what fixes changed; what went wrong."""
    from flasklint.disk import writing

    try:
        writing.write_all(setup.config.root, data)
    except writing.WriteError as error:
        return [Failure(str(error))]
    _keep(setup, session)
    return []


def session_of(setup: Setup, given: Contents, asked: set[str], profile: Profile) -> Session:
    """A session with what earlier runs have kept, which is asked about some files."""
    from flasklint.config.config import options_of, selected
    from flasklint.run.session import Session
    from flasklint.run.workspace import Workspace

    with profile.measure("loading"):
        rules = setup.rules()
        config = setup.config
        active = [rule(**options_of(config, rule)) for rule in selected(config, rules)]
        workspace = Workspace(given, setup.store.facts(), profile)
    session = Session(config, workspace, active, rules, asked)
    last = setup.store.run(setup.identity)
    basis = None if last is None else setup.store.basis(setup.identity, last)
    if last is not None and basis is not None:
        session.checked, session.answers = basis.checked, basis.answers
        if last.inputs == inputs(setup.config, given, basis.seen.files):
            session.seen = basis.seen
    return session


def _first_look(session: Session, options: RunOptions) -> tuple[list[Diagnostic], list[Failure]]:
    from flasklint.run import workers

    workspace = session.workspace
    missing = set(workspace.missing())
    sizes = {
        name: len(data) if name in missing or session.is_unseen(name) else 0
        for name, data in workspace.contents.data.items()
    }
    parts = workers.shares(sizes, options.jobs or workers.available())
    if len(parts) == 1:
        return session.check_all(options.progress)
    workers.check_shares(session, parts, options.progress)
    return session.diagnostics(), session.failures


def _keep(setup: Setup, session: Session) -> None:
    """Have the next run find what this one has found; nothing of what is not on disk."""
    workspace = session.workspace
    if not setup.store.is_kept or workspace.contents.stdin is not None:
        return
    with workspace.profile.measure("keeping"):
        failed = {failure.filename for failure in session.failures}
        unread = workspace.contents.unreadable.keys()
        checked = {
            name: made
            for name, made in session.checked.items()
            if name not in failed and name not in unread
        }
        state = inputs(setup.config, workspace.contents)
        found = {name: made.diagnostics for name, made in checked.items()}
        run = KeptRun(
            packed(setup.config),
            state,
            found,
            session.unread(),
            _outside(checked, workspace),
            tuple(rule.code for rule in session.active),
        )
        setup.store.put(setup.identity, run, KeptEvidence(checked, session.answers, session.seen))
        setup.store.save(workspace.kept())
