"""Checks one file: runs the rules, turns findings into diagnostics, applies suppressions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

import libcst as cst

from flasklint.check import suppressions
from flasklint.diagnostics.diagnostic import Diagnostic, Evidence, Failure, Fix
from flasklint.diagnostics.positions import Location, PositionError, brief
from flasklint.facts.node import Place
from flasklint.languages.python.source import SourceFile
from flasklint.limits import SourceError
from flasklint.profile import Profile
from flasklint.rule import AddImport, Anchor, Checker, Finding, Rule


def check_file(
    checker: Checker,
    rules: Sequence[Rule],
    known: Sequence[type[Rule]],
    profile: Profile,
) -> tuple[list[Diagnostic], list[Failure]]:
    """What `rules` say of the file of `checker`, sorted and with suppressions applied.

    `known` are all rules that a suppression may name. A rule that raises becomes a failure that
    names it. Raises SourceError if a rule must look at the file and it cannot be parsed,
    PositionError if it is not known where its code stands.
    """
    file = checker.file
    found: list[Diagnostic] = []
    failures: list[Failure] = []
    for rule in rules:
        if rule.words and file.words.isdisjoint(rule.words):
            continue
        try:
            with profile.measure(rule.name()):
                for finding in rule.check(checker):
                    fix = _fix(rule, finding, checker, failures, profile)
                    found.append(_diagnostic(rule, finding, file, fix))
        except PositionError:
            raise
        except SourceError:
            # What Python reads, libcst may not. Of another file there is nothing to say then.
            _ = file.tree
        except Exception as error:
            message = f"the rule {rule.name()} failed ({brief(error)}): please report it"
            failures.append(Failure(message, file.filename))
    numbered = _with_fingerprints(sorted(found, key=Diagnostic.sort_key), file)
    active = [type(rule) for rule in rules]
    kept = suppressions.apply(file, numbered, active, known)
    return sorted(kept, key=Diagnostic.sort_key), failures


def _diagnostic(rule: Rule, finding: Finding, file: SourceFile, fix: Fix | None) -> Diagnostic:
    location, end = _range(finding.node, file)
    statement = file.tree.statement(finding.node)
    evidence = tuple(Evidence(item.message, *_where(item.place, file)) for item in finding.evidence)
    return Diagnostic(
        code=rule.code,
        name=rule.name(),
        message=finding.message,
        severity=rule.severity,
        category=rule.category,
        filename=file.filename,
        location=location,
        end_location=end,
        noqa_row=file.lines.location(file.spans[statement][0]).row,
        fingerprint="",
        fix=fix,
        evidence=evidence,
    )


def _fix(
    rule: Rule,
    finding: Finding,
    checker: Checker,
    failures: list[Failure],
    profile: Profile,
) -> Fix | None:
    """The fix of a finding, unless it cannot be made faithfully, which the profile notes; one that
    would leave code that does not parse is a failure of its rule."""
    if finding.fix is None:
        return None
    file, project = checker.file, checker.project
    # Most files have nothing to fix.
    from flasklint.fixes import changes

    wanted = [
        replace(change, module=project.import_name(change.module))
        if isinstance(change, AddImport)
        else change
        for change in finding.fix.changes
    ]
    try:
        edits = changes.to_edits(wanted, file, file.open)
    except changes.ChangeError as error:
        row = file.lines.location(file.spans[finding.node][0]).row
        profile.refused.append(f"of {rule.code} at {file.filename}:{row}: {error}")
        return None
    except changes.BrokenError as error:
        row = file.lines.location(file.spans[finding.node][0]).row
        message = f"{rule.name()} asks for a fix of line {row} that cannot be made"
        failures.append(Failure(f"{message} ({error}): please report it", file.filename))
        return None
    if not edits:
        return None
    return Fix("safe" if finding.fix.safe else "unsafe", finding.fix.message, edits)


def _range(node: cst.CSTNode, file: SourceFile) -> tuple[Location, Location]:
    start, end = file.spans[node]
    return file.lines.location(start), file.lines.location(end)


def _where(anchor: Anchor, file: SourceFile) -> tuple[str, Location, Location]:
    if not isinstance(anchor, Place):
        return (file.filename, *_range(anchor, file))
    return (anchor.filename, *file.open(anchor.filename).range(anchor, by_name=True))


def _with_fingerprints(found: Sequence[Diagnostic], file: SourceFile) -> list[Diagnostic]:
    """Number the diagnostics by rule, file and the text of their line, not by line number."""
    seen: dict[str, int] = {}
    made = []
    for item in found:
        line = "".join(file.lines.line(item.location.row).split())
        key = f"{item.code}:{item.filename}:{line}"
        seen[key] = seen.get(key, 0) + 1
        digest = sha256(f"{key}:{seen[key]}".encode()).hexdigest()[:16]
        made.append(replace(item, fingerprint=digest))
    return made
