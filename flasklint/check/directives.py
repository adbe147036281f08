"""What the comments of a file say to linters: `# flasklint: ignore[...]`, `# noqa: FLK...`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from flasklint.languages.python.comments import Comment, comments_in
from flasklint.languages.python.layout import line_start
from flasklint.languages.python.source import SourceFile

_OURS = re.compile(r"(?:^|(?<=\s))#\s*flasklint:", re.IGNORECASE)
_FORM = re.compile(r"\s*(?P<kind>file-ignore|ignore)\s*\[(?P<names>[^\[\]]*)\]")
_WORD = re.compile(r"\s*(?P<kind>[\w-]*)")
_CODE = r"(?:[A-Z]+[0-9]+|FLK)\b"
_NOQA = re.compile(
    rf"(?:^|(?<=\s))#\s*noqa\s*:\s*(?P<codes>{_CODE}(?:(?:\s*,\s*|\s+){_CODE})*)", re.IGNORECASE
)
_NEXT = re.compile(r"\s+#\s*(?:[\w-]+:|noqa\b|nosec\b)", re.IGNORECASE)

Kind = Literal["ignore", "file-ignore", "noqa"]


@dataclass(frozen=True, slots=True)
class Item:
    """A name or code in a comment; `removal` is what goes with it when it goes alone."""

    text: str
    start: int
    end: int
    removal: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Directive:
    """A comment, or part of one, that silences. `alone`: no code on its line; `others`: it also
    holds codes of other linters."""

    kind: Kind
    start: int
    end: int
    alone: bool
    items: tuple[Item, ...]
    others: bool = False


@dataclass(frozen=True, slots=True)
class Malformed:
    """A comment that begins as a directive and is none."""

    start: int
    end: int
    reason: str


def directives(file: SourceFile) -> list[Directive | Malformed]:
    """What the comments of `file` say, in order. Raises PositionError as `file.spans` does."""
    found: list[Directive | Malformed] = []
    for comment in comments_in(file):
        lowered = comment.text.lower()
        if "flasklint:" not in lowered and "noqa" not in lowered:
            continue
        alone = not file.text[line_start(file, comment.start) : comment.start].strip()
        found += (
            _directive(comment, match.start(), match.end(), alone)
            for match in _OURS.finditer(comment.text)
        )
        for match in _NOQA.finditer(comment.text):
            made = _noqa(comment, match, alone)
            if made is not None:
                found.append(made)
    return sorted(found, key=lambda one: one.start)


def _directive(comment: Comment, start: int, word: int, alone: bool) -> Directive | Malformed:
    text = comment.text
    end = _end(text, word)
    first, last = comment.start + start, comment.start + end
    form = _FORM.match(text, word, end)
    if form is None:
        return Malformed(first, last, _what_is_wrong(text[word:end]))
    kind: Kind = "ignore" if form["kind"] == "ignore" else "file-ignore"
    if kind == "file-ignore" and not (alone and not start):
        return Malformed(first, last, "file-ignore must stand on a line of its own")
    items = _items(form["names"], comment.start + form.start("names"))
    return Directive(kind, first, last, alone, items)


def _what_is_wrong(said: str) -> str:
    form = _WORD.match(said)
    kind = form["kind"] if form else ""
    if kind not in ("ignore", "file-ignore"):
        return "this is neither `ignore[rule-name]` nor `file-ignore[rule-name]`"
    if "[" in said:
        return f"the brackets of `{kind}[rule-name]` do not close"
    return f"say which rules: `{kind}[rule-name]`"


def _noqa(comment: Comment, match: re.Match[str], alone: bool) -> Directive | None:
    items = _items(match["codes"], comment.start + match.start("codes"))
    ours = tuple(item for item in items if item.text.upper().startswith("FLK"))
    if not ours:
        return None
    start, end = match.start(), _end(comment.text, match.end())
    others = len(ours) < len(items)
    return Directive("noqa", comment.start + start, comment.start + end, alone, ours, others)


def _items(text: str, offset: int) -> tuple[Item, ...]:
    """The names in `text`, which begins at `offset`; a name that is missing is empty."""
    pieces: list[tuple[int, int]] = []
    for part in re.finditer(r"[^,]*(?:,|$)", text):
        if part.start() == len(text) and pieces and not text.endswith(","):
            break
        words = list(re.finditer(r"[^\s,]+", part[0]))
        for word in words:
            pieces.append((part.start() + word.start(), part.start() + word.end()))
        if not words:
            pieces.append((part.start(), part.start()))
    made = []
    for at, (start, end) in enumerate(pieces):
        if at + 1 < len(pieces):
            removal = (start, pieces[at + 1][0])
        else:
            removal = (pieces[at - 1][1] if at else start, end)
        made.append(
            Item(
                text[start:end],
                offset + start,
                offset + end,
                (offset + removal[0], offset + removal[1]),
            )  # fmt: skip
        )
    return tuple(made)


def _end(text: str, start: int) -> int:
    """Where what is said from `start` on ends: at the next directive of any tool, or at the end."""
    following = _NEXT.search(text, start)
    return following.start() if following else len(text)
