"""Runs a rule's examples: for flasklint's own tests and for authors of plug-ins.

import pytest
from flasklint.testing import check_example, examples_of

@pytest.mark.parametrize("example", examples_of(MyRule), ids=str)
def test_my_rule(example):
    check_example(example)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

from flasklint.config.config import Architecture, Config
from flasklint.diagnostics.diagnostic import Diagnostic
from flasklint.discover.contents import Contents
from flasklint.languages.plain.manifests import is_manifest
from flasklint.languages.plain.starting import says_what_starts
from flasklint.rule import Bad, Files, Good, Rule
from flasklint.run.fixing import fix_all
from flasklint.run.session import Session
from flasklint.run.workspace import Workspace

_MARK = re.compile(r"#.*?\b(FLK\d{3}(?:[ ,]+FLK\d{3})*)\s*$")


@dataclass(frozen=True)
class Example:
    """One example of a rule; its text is its title."""

    rule: type[Rule]
    example: Good | Bad

    def __str__(self) -> str:
        return f"{self.rule.name()}: {self.example.title}"


def examples_of(rule: type[Rule]) -> list[Example]:
    """The examples of a rule, for `pytest.mark.parametrize`."""
    return [Example(rule, example) for example in rule.examples]


def files_of(files: Files) -> dict[str, str]:
    """An example's files by name: dedented; one text alone is `app.py`."""
    given = {"app.py": files} if isinstance(files, str) else files
    return {name: dedent(text).lstrip("\n") for name, text in given.items()}


def check_example(case: Example) -> None:
    """Assert that the rule reports the marked lines and no others, with the message that the
    example wants, that its fixes give the text that it shows, that nothing is left to fix then,
    and that no comment is lost."""
    files = files_of(case.example.files)
    session = session_of(case.rule, files, case.example.options)
    diagnostics, failures = session.check_all()
    assert not failures, failures
    found = sorted((item.filename, item.location.row) for item in diagnostics)
    assert found == marked_lines(files, case.rule.code), [item.message for item in diagnostics]
    if isinstance(case.example, Good):
        assert not found, "a good example must not be marked"
        return
    assert found, "a bad example marks the lines that are reported"
    for item in diagnostics:
        assert case.example.says in item.message, item.message
    _, failures, _ = fix_all(session, diagnostics, allow_unsafe=True)
    assert not failures, failures
    after = {name: session.workspace.open(name).text for name in session.workspace.facts}
    wanted = {**files, **files_of(case.example.fixed)} if case.example.fixed else files
    for name, text in wanted.items():
        if not name.endswith(".py") or _is_test(name):
            continue
        refused = "\n".join(session.workspace.profile.refused)
        assert after.get(name) == text, f"{name} after the fixes:\n{after.get(name)}\n{refused}"


def marked_lines(files: Mapping[str, str], code: str) -> list[tuple[str, int]]:
    """The lines that end in a comment with the code, as (filename, row)."""
    found = []
    for name, text in files.items():
        for row, line in enumerate(text.split("\n"), start=1):
            mark = _MARK.search(line)
            if mark and code in mark.group(1):
                found.append((name, row))
    return sorted(found)


def session_of(
    rule: type[Rule], files: Mapping[str, str], options: Mapping[str, object] | None = None
) -> Session:
    """A session over files that are in memory only. An option named `architecture.error_class`
    sets the project's architecture instead of the rule."""
    given = dict(options or {})
    team = {
        key.partition(".")[2]: given.pop(key)
        for key in list(given)
        if key.startswith("architecture.")
    }
    config = Config(root=Path("."), architecture=Architecture(**team))  # type: ignore[arg-type]
    contents = Contents(Path())
    for name in sorted(files):
        if name.endswith(".py") and not _is_test(name):
            contents.put(name, files[name].encode())
        elif is_manifest(name) or says_what_starts(name):
            contents.manifests[name] = files[name]
        contents.has_tests = contents.has_tests or _is_test(name)
    return Session(config, Workspace(contents), [rule(**given)], [rule], set(contents.files))


def messages(rule: type[Rule], files: Mapping[str, str]) -> list[Diagnostic]:
    """What a rule says of files that are in memory only."""
    return session_of(rule, files).check_all()[0]


def _is_test(name: str) -> bool:
    first, _, last = name.rpartition("/")
    return "tests" in first.split("/") or last.startswith("test_") or last == "conftest.py"
