"""The report for people: with source frames, or one line for each diagnostic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from flasklint.diagnostics.diagnostic import Diagnostic, Report, UnreadFile
from flasklint.diagnostics.positions import Lines
from flasklint.reports.cells import Paint, plain, visible, wrap
from flasklint.reports.files import display_name
from flasklint.reports.frames import diff, frame

MOST_NAMED = 3
MOST_STALE = 10
SEVERITY_STYLE = {"error": "bold red", "warning": "bold yellow", "info": "bold cyan"}


def full(
    report: Report,
    read: Callable[[str], str],
    *,
    width: int = 80,
    paint: Paint = plain,
) -> Iterator[str]:
    """The lines of each diagnostic: where and what, the code it is about, evidence, fix.

    `read` gives the text of a file by its name, or raises OSError.
    """
    known: dict[str, Lines | None] = {}
    for diagnostic in report.diagnostics:
        yield _heading(report, diagnostic, paint)
        yield from wrap(diagnostic.message, width, "  ", "  ")
        if diagnostic.filename not in known:
            known[diagnostic.filename] = _lines(read, diagnostic.filename)
        lines = known[diagnostic.filename]
        if lines is not None:
            yield from frame(lines, diagnostic.location, diagnostic.end_location, width, paint)
        for evidence in diagnostic.evidence:
            where = f"{evidence.filename}:{evidence.location.row}:{evidence.location.column}"
            where = display_name(report.root, where)
            yield from wrap(f"= {where}: {evidence.message}", width, "   ", "     ")
        if fix := diagnostic.fix:
            yield from wrap(f"fix ({fix.applicability}): {fix.message}", width, "  ", "    ")
            named = partial(display_name, report.root)
            for line in diff(fix, diagnostic.filename, read, width - 5, paint, named):
                yield f"     {line}"
        yield ""


def concise(report: Report, *, paint: Paint = plain) -> Iterator[str]:
    """One line for each diagnostic: `path:row:column: CODE name: message`."""
    for diagnostic in report.diagnostics:
        style = SEVERITY_STYLE[diagnostic.severity]
        yield (
            f"{paint('bold', _where(report, diagnostic))}: {paint(style, diagnostic.code)}"
            f" {diagnostic.name}: {visible(diagnostic.message)}"
        )


def statistics(report: Report, *, paint: Paint = plain) -> Iterator[str]:
    """How often each rule found something, the most frequent first; `*` marks that there are
    fixes."""
    found = Counter((item.code, item.name) for item in report.diagnostics)
    fixable = {item.code for item in report.diagnostics if item.fix}
    digits = len(str(max(found.values(), default=0)))
    for (code, name), number in sorted(found.items(), key=lambda entry: (-entry[1], entry[0])):
        mark = "*" if code in fixable else " "
        yield f"{number:>{digits}}  {paint('bold', code)} {mark} {name}"


def fixes(report: Report, *, width: int = 80, paint: Paint = plain) -> Iterator[str]:
    """What was fixed, by file: how many findings of which rule, and by changes in which files, if
    there are others."""
    by_file: dict[str, list[Diagnostic]] = {}
    for item in sorted(report.fixed, key=Diagnostic.sort_key):
        by_file.setdefault(item.filename, []).append(item)
    for filename, items in by_file.items():
        yield f"Fixed in {paint('bold', visible(display_name(report.root, filename)))}:"
        numbers = Counter((item.code, item.name) for item in items)
        digits = len(str(max(numbers.values())))
        for (code, name), number in sorted(numbers.items()):
            yield f"  {number:>{digits}}  {paint('bold', code)} {name}"
        changed = {edit.filename for item in items if item.fix for edit in item.fix.edits}
        if changed - {filename}:
            named = (display_name(report.root, name) for name in sorted(changed))
            yield from wrap(f"by changes in {', '.join(named)}", width, "  ", "    ")


def summary(report: Report) -> str:
    """The last line: how much was found, in how many files, how much of it can be fixed, and how
    much is put off."""
    sentences = []
    if report.fixed:
        sentences.append(f"Fixed {count(len(report.fixed), 'problem')}.")
    found, put_off, earlier = report.diagnostics, len(report.baselined), len(report.earlier)
    last = [f"{count(put_off, 'more is', 'more are')} in the baseline."] if put_off else []
    if earlier:
        last.append(f"{count(earlier, 'was', 'were')} there before.")
    if not found:
        new = "new " * bool(put_off or earlier)
        rest = f"No {new}problems" if not report.fixed else "None left"
        return " ".join([*sentences, f"{rest} in {count(report.files, 'file')}.", *last])
    files = len({diagnostic.filename for diagnostic in found})
    sentence = (
        f"Found {count(len(found), 'problem')} in {count(files, 'file')} ({report.files} checked)"
    )
    sentences.append(f"{sentence}{_fixable(found)}.")
    return " ".join([*sentences, *last])


def stale(report: Report, *, width: int = 80) -> Iterator[str]:
    """The lines of the baseline that no longer hold, and what to do."""
    if report.stale:
        yield "No longer true, and still in the baseline:"
        for line in report.stale[:MOST_STALE]:
            yield from wrap(line, width, "  ", "    ")
        if len(report.stale) > MOST_STALE:
            yield f"  and {len(report.stale) - MOST_STALE} more"
        yield "Take them out: flasklint baseline prune"
        yield ""


def unread(found: Sequence[UnreadFile], root: str, what: str, *, width: int = 80) -> Iterator[str]:
    """Which files could not be read or followed, and what is not known for that: `what` ends the
    sentence."""
    whole = [visible(display_name(root, file.filename)) for file in found if not file.partly]
    partly = [visible(file.message.rpartition(" ")[2]) for file in found if file.partly]
    for verb, names in (("read", whole), ("follow all that happens at", partly)):
        if names:
            more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
            which = "it" if len(names) == 1 else "they"
            said = (
                f"Could not {verb} {', '.join(names[:MOST_NAMED])}{more}: what {which} may {what}."
            )
            yield from wrap(said, width, "", "  ")


def count(number: int, thing: str, things: str = "") -> str:
    """A number of things: `1 file`, `2 files`."""
    return f"{number} {thing}" if number == 1 else f"{number} {things or f'{thing}s'}"


def _heading(report: Report, diagnostic: Diagnostic, paint: Paint) -> str:
    style = SEVERITY_STYLE[diagnostic.severity]
    where = paint("bold", _where(report, diagnostic))
    return f"{where} {paint(style, diagnostic.code)} {diagnostic.name}"


def _where(report: Report, diagnostic: Diagnostic) -> str:
    name = visible(display_name(report.root, diagnostic.filename))
    return f"{name}:{diagnostic.location.row}:{diagnostic.location.column}"


def _lines(read: Callable[[str], str], filename: str) -> Lines | None:
    try:
        return Lines(read(filename))
    except OSError:
        return None


def _fixable(found: Sequence[Diagnostic]) -> str:
    kinds = Counter(item.fix.applicability for item in found if item.fix)
    safe, unsafe = kinds["safe"], kinds["unsafe"]
    if safe and unsafe:
        return f"; {safe} can be fixed with --fix, {safe + unsafe} with --fix --unsafe-fixes"
    if safe or unsafe:
        options = "--fix" if safe else "--fix --unsafe-fixes"
        return f"; {safe or unsafe} can be fixed with {options}"
    return ""
