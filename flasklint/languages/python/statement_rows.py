"""Which rows belong together: a simple statement, the header of a compound one, with what decorates
it."""

from __future__ import annotations

from bisect import bisect_right

import libcst as cst

from flasklint.languages.python.source import SourceFile

_HEADED = (
    cst.FunctionDef, cst.ClassDef, cst.If, cst.For, cst.While, cst.With, cst.Try, cst.TryStar,
    cst.Else, cst.Finally, cst.ExceptHandler, cst.ExceptStarHandler, cst.MatchCase,
)  # fmt: skip


class StatementRows:
    """The rows of the statements of one file; those of a compound one are its header, and the
    decorators above it."""

    def __init__(self, file: SourceFile) -> None:
        self._file = file
        self._parts: list[range] = []
        for node in file.tree.all(cst.SimpleStatementLine):
            self._add(*file.spans[node])
        for match in file.tree.all(cst.Match):
            self._add(file.spans[match][0], file.spans[match.subject][1])
        for kind in _HEADED:
            for header in file.tree.all(kind):
                self._add_header(header)
        self._parts.sort(key=lambda rows: rows.start)
        self._starts = [rows.start for rows in self._parts]

    def around(self, row: int) -> range:
        """The rows of the statement or header that `row` is in; else just `row`."""
        at = bisect_right(self._starts, row) - 1
        if at >= 0 and row in self._parts[at]:
            return self._parts[at]
        return range(row, row + 1)

    def below(self, row: int) -> range:
        """The rows covered by a comment that has `row` for itself: of the statement right below
        it, or of the one that it stands inside."""
        around = self.around(row)
        if len(around) > 1:
            return around
        following = row + 1
        while (
            following <= len(self._file.lines)
            and self._file.lines.line(following).strip()[:1] == "#"
        ):
            following += 1
        return range(row, self.around(following).stop)

    def _add_header(self, node: cst.CSTNode) -> None:
        spans = self._file.spans
        body: cst.CSTNode = node.body  # type: ignore[attr-defined]
        end = spans[body.header][0] if isinstance(body, cst.IndentedBlock) else spans[body][1]
        start = spans[node][0]
        if isinstance(node, (cst.FunctionDef, cst.ClassDef)) and node.decorators:
            start = min(start, spans[node.decorators[0]][0])
        self._add(start, end)

    def _add(self, start: int, end: int) -> None:
        location = self._file.lines.location
        self._parts.append(range(location(start).row, location(end).row + 1))
