"""Splices of one file: put together into edits, and checked on the statements they touch."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import libcst as cst

from flasklint.languages.python import layout, spans
from flasklint.languages.python.comments import comments_at, comments_in
from flasklint.languages.python.layout import BrokenError, ChangeError, Splice
from flasklint.languages.python.source import SourceFile

_COMMENT = re.compile(r"#[^\r\n]*")


def joined(splices: Iterable[Splice]) -> list[Splice]:
    """The splices in order, those that touch put together. Raises ChangeError if two overlap."""
    made: list[Splice] = []
    ordered = sorted(
        dict.fromkeys(splices), key=lambda one: (one.start, one.start != one.end, one.rank)
    )
    for splice in ordered:
        if made and splice.start < made[-1].end:
            raise ChangeError("two changes of one fix overlap")
        if made and splice.start == made[-1].end:
            last = made.pop()
            splice = Splice(last.start, splice.end, last.content + splice.content)
        made.append(splice)
    return made


def check(file: SourceFile, splices: Sequence[Splice], elsewhere: str = "") -> None:
    """Raise BrokenError if the text with `splices` made does not parse, and ChangeError if it
    lacks a comment, that is not `elsewhere` in the fix either, or cannot be encoded.

    Only the top-level statements that are touched are parsed again.
    """
    for start, end, inside in _touched(file, splices):
        at = start
        parts: list[str] = []
        for splice in inside:
            parts += (file.text[at : splice.start], splice.content)
            at = splice.end
        text = "".join((*parts, file.text[at:end]))
        _check_encoding(text, file)
        # Python is quicker to say that all is well.
        if not _compiles(text):
            _parsed(text)
            if _compiles(file.text[start:end]):
                raise BrokenError("the code would not compile any more")
        if not any(_may_lose_a_comment(splice, file) for splice in inside):
            continue
        after = Counter(_comments_of(_parsed(text)))
        after.update(line.strip() for line in _COMMENT.findall(elsewhere))
        lost = Counter(_bound_to_stay(file, start, end, inside)) - after
        if lost:
            raise ChangeError(f"the fix would lose the comment {next(iter(lost))}")


def comments_between(file: SourceFile, start: int, end: int) -> list[str]:
    """The comments that begin from `start` to `end`, in order."""
    if "#" not in file.text[start:end]:
        return []
    return [comment.text for comment in comments_in(file) if start <= comment.start < end]


def _touched(
    file: SourceFile, splices: Sequence[Splice]
) -> Iterator[tuple[int, int, list[Splice]]]:
    """Stretches of the text that begin and end at top-level statements, with their splices."""
    bounds = [
        layout.line_start(file, layout.start_of(file, statement))
        for statement in file.tree.module.body
    ]
    found: list[tuple[int, int, list[Splice]]] = []
    for splice in splices:
        # Lines put between two statements may belong to the first: take both.
        start = max((bound for bound in bounds if bound < splice.start), default=0)
        end = min((bound for bound in bounds if bound > splice.end), default=len(file.text))
        if found and start < found[-1][1]:
            start, _, inside = found.pop()
            found.append((start, end, [*inside, splice]))
        else:
            found.append((start, end, [splice]))
    yield from found


def _bound_to_stay(
    file: SourceFile, start: int, end: int, splices: Sequence[Splice]
) -> Iterator[str]:
    """The comments of a stretch, but for those that a splice is all about."""
    if "#" not in file.text[start:end]:
        return
    meant = [
        (splice.start + len(old) - len(old.lstrip()), splice.start + len(old.rstrip()))
        for splice in splices
        if (old := file.text[splice.start : splice.end]).strip()
    ]
    for comment in comments_in(file):
        if start <= comment.start < end and not any(
            comment.start <= first and last <= comment.end for first, last in meant
        ):
            yield comment.text


def _may_lose_a_comment(splice: Splice, file: SourceFile) -> bool:
    """Whether comments have to be counted, which is slow: one is taken out or could end up in a
    string."""
    return "#" in file.text[splice.start : splice.end] or any(
        mark in splice.content for mark in ("#", "\\", '"""', "'''")
    )


def _check_encoding(text: str, file: SourceFile) -> None:
    try:
        file.encode(text)
    except UnicodeEncodeError:
        raise ChangeError(f"the new text cannot be written as {file.encoding}") from None


def _parsed(text: str) -> cst.Module:
    try:
        # libcst does not give a form feed at the end of a text back.
        return cst.parse_module(f"{text}\npass\n")
    except (cst.ParserSyntaxError, RecursionError):
        raise BrokenError("the code would not parse any more") from None


def _compiles(text: str) -> bool:
    """Whether Python takes it: two parameters of one name parse, but are an error."""
    try:
        compile(text, "<fix>", "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _comments_of(module: cst.Module) -> list[str]:
    text = module.code
    return [one.text for one in comments_at(spans.spans(module, text), text)]
