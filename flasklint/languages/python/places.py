"""Where the nodes stand that facts have the numbers of, as far as Python's own parser tells: it
takes no tree of libcst's to show where something is in another file."""

from __future__ import annotations

import ast
import re
from contextlib import suppress
from typing import Any

from flasklint.diagnostics.positions import Lines, Location
from flasklint.languages.python.gather import UnknownSyntax
from flasklint.languages.python.gather_ast_statements import numbered

_NAME = re.compile(r"(?:async[\s\\]+)?(?:def|class)[\s\\]+(\w+)")


class Places:
    """The places of one file by the numbers of its nodes."""

    def __init__(self, tree: ast.Module, lines: Lines) -> None:
        self._lines = lines
        nodes: dict[int, Any] = {}
        with suppress(UnknownSyntax):
            nodes = numbered(tree)
        # Not the nodes themselves, which would hold the tree.
        self._places = {
            number: (
                node.lineno,
                node.col_offset,
                node.end_lineno,
                node.end_col_offset,
                isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)),
            )
            for number, node in nodes.items()
        }

    def span(self, number: int, by_name: bool = False) -> tuple[int, int] | None:
        """The offsets where a node begins and ends; those of its name for a definition that is to
        be shown `by_name`. None if it cannot be told."""
        if number not in self._places:
            return None
        row, column, last_row, last_column, is_definition = self._places[number]
        start = self._offset(row, column)
        if by_name and is_definition:
            name = _NAME.match(self._lines.text, start)
            return None if name is None else name.span(1)
        return start, self._offset(last_row, last_column)

    def _offset(self, row: int, column: int) -> int:
        """The offset of a column that counts bytes of UTF-8."""
        before = self._lines.line(row).encode()[:column].decode()
        return self._lines.offset(Location(row, len(before) + 1))
