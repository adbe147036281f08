"""Comments that silence diagnostics, applied once to all that a file has.

`# flasklint: ignore[rule-name]` on a line or alone above a statement, `# flasklint:
file-ignore[rule-name]` on a line of its own, `# noqa: FLK201` on a line. A comment that silences
nothing is reported itself, and so is one that cannot be understood.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from flasklint.check.directives import Directive, Item, Malformed, directives
from flasklint.diagnostics.diagnostic import Diagnostic, Edit, Fix
from flasklint.diagnostics.own_codes import INVALID, UNUSED, OwnCode, own_code
from flasklint.diagnostics.positions import PositionError
from flasklint.languages.python.layout import line_start, next_line
from flasklint.languages.python.source import SourceFile
from flasklint.languages.python.statement_rows import StatementRows
from flasklint.rule import Rule


def apply(
    file: SourceFile,
    diagnostics: list[Diagnostic],
    active: Sequence[type[Rule]],
    known: Sequence[type[Rule]],
) -> list[Diagnostic]:
    """The diagnostics that no comment of `file` silences, and those about its suppressions.

    `active` are the rules that were run: only about these can it be said that a comment silences
    nothing. `known` are all that a comment may name.
    """
    text = file.text.lower()
    if "flasklint:" not in text and not ("noqa" in text and "flk" in text):
        return diagnostics
    try:
        found = directives(file)
    except PositionError:
        return diagnostics
    if not found:
        return diagnostics
    rows = StatementRows(file)
    codes = {name: rule.code for rule in known for name in (rule.name(), rule.code)}
    ran = {rule.code for rule in active}
    made: list[Diagnostic] = []
    hints: dict[str, str] = {}
    meant: list[_Meant] = []
    for directive in found:
        if isinstance(directive, Malformed):
            made.append(_invalid(directive, directive.reason, file))
            continue
        for item in directive.items:
            silenced = _codes(directive, item, codes)
            if silenced:
                covered = _covered(directive, rows, file)
                meant.append(_Meant(directive, item, silenced, covered))
            else:
                made.append(_invalid(item, _unknown(directive, item, codes, hints), file))
    kept = [one for one in diagnostics if not _is_silenced(one, meant, file)]
    unused = [one for one in meant if not one.used and one.codes <= ran]
    return kept + _numbered(made + list(_unused(unused, meant, found, file)))


MOST_HINTS = 50
LONGEST_NAME = 100
"""For how many names of a file, and how long ones, something like it is looked for."""


@dataclass(slots=True)
class _Meant:
    """One name in a comment: the codes it silences, in which rows (all if None)."""

    directive: Directive
    item: Item
    codes: frozenset[str]
    rows: range | None
    used: bool = False


def _codes(directive: Directive, item: Item, codes: dict[str, str]) -> frozenset[str]:
    if directive.kind == "noqa":
        return frozenset(code for code in codes.values() if code.startswith(item.text.upper()))
    return frozenset({codes[item.text]} if item.text in codes else ())


def _covered(directive: Directive, rows: StatementRows, file: SourceFile) -> range | None:
    if directive.kind == "file-ignore":
        return None
    row = file.lines.location(directive.start).row
    if directive.alone and directive.kind == "ignore":
        return rows.below(row)
    return rows.around(row)


def _is_silenced(diagnostic: Diagnostic, meant: Sequence[_Meant], file: SourceFile) -> bool:
    if diagnostic.filename != file.filename:
        return False
    silenced = False
    for one in meant:
        if diagnostic.code in one.codes and (
            one.rows is None
            or diagnostic.location.row in one.rows
            or diagnostic.noqa_row in one.rows
        ):
            one.used = silenced = True
    return silenced


# about suppressions


def _unknown(directive: Directive, item: Item, codes: dict[str, str], hints: dict[str, str]) -> str:
    """Why a name silences nothing; `hints` has what was found to be like a name, for a file."""
    if own_code(item.text) is not None:
        return f"{item.text} cannot be silenced by a comment"
    if not item.text:
        return "a rule's name is missing between the brackets"
    what = "code" if directive.kind == "noqa" else "rule"
    if item.text not in hints:
        known = codes if len(hints) < MOST_HINTS and len(item.text) < LONGEST_NAME else ()
        near = difflib.get_close_matches(item.text, known, n=1)
        hints[item.text] = f": do you mean {near[0]}?" if near else ""
    hint = hints[item.text]
    return f"there is no {what} {item.text}{hint}"


def _invalid(place: Directive | Item | Malformed, message: str, file: SourceFile) -> Diagnostic:
    return _diagnostic(INVALID, message, place.start, place.end, file)


def _unused(
    unused: Sequence[_Meant], meant: Sequence[_Meant], found: Sequence[Directive | Malformed],
    file: SourceFile,
) -> Iterator[Diagnostic]:  # fmt: skip
    by_directive: dict[int, list[_Meant]] = {}
    for one in unused:
        by_directive.setdefault(id(one.directive), []).append(one)
    for directive in found:
        if isinstance(directive, Malformed):
            continue
        mine = by_directive.get(id(directive), [])
        if len(mine) == len(directive.items) and not directive.others:
            names = ", ".join(one.item.text for one in mine)
            start, end = _reach(directive, file)
            edit = _removal(start, end, file)
            yield _diagnostic(
                UNUSED, f"nothing is silenced by this comment ({names})",
                directive.start, directive.end, file, Fix("safe", "Remove the comment", (edit,)),
            )  # fmt: skip
            continue
        for one in mine:
            item = one.item
            edit = _removal(*item.removal, file)
            yield _diagnostic(
                UNUSED, f"{item.text} silences nothing here", item.start, item.end, file,
                Fix("safe", f"Remove {item.text} from the comment", (edit,)),
            )  # fmt: skip


def _reach(directive: Directive, file: SourceFile) -> tuple[int, int]:
    """What goes with a whole directive: its line, or the white space that sets it off."""
    text = file.text
    start, end = directive.start, directive.end
    first, after = line_start(file, start), next_line(file, end)
    before, behind = text[first:start], text[end:after]
    if not before.strip() and not behind.strip():
        return first, after
    if not behind.strip():
        return first + len(before.rstrip()), end
    return start, end + len(behind) - len(behind.lstrip())


def _removal(start: int, end: int, file: SourceFile) -> Edit:
    location = file.lines.location
    return Edit(file.filename, start, end, "", location(start), location(end))


def _diagnostic(
    what: OwnCode, message: str, start: int, end: int, file: SourceFile,
    fix: Fix | None = None,
) -> Diagnostic:  # fmt: skip
    location = file.lines.location(start)
    return Diagnostic(
        code=what.code,
        name=what.name,
        message=message,
        severity=what.severity,
        category=what.category,
        filename=file.filename,
        location=location,
        end_location=file.lines.location(end),
        noqa_row=location.row,
        fingerprint=f"{what.code}:{file.filename}:{file.text[start:end]}",
        fix=fix,
    )


def _numbered(made: Sequence[Diagnostic]) -> list[Diagnostic]:
    """With fingerprints of what the comments say, not of where they stand."""
    seen: dict[str, int] = {}
    numbered = []
    for one in sorted(made, key=Diagnostic.sort_key):
        seen[one.fingerprint] = seen.get(one.fingerprint, 0) + 1
        key = f"{one.fingerprint}:{seen[one.fingerprint]}"
        numbered.append(replace(one, fingerprint=sha256(key.encode()).hexdigest()[:16]))
    return numbered
