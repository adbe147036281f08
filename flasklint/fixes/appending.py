"""Code at the end of a class, of a function or of a file."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from flasklint.diagnostics.positions import Lines
from flasklint.fixes import splicing
from flasklint.languages.python import layout
from flasklint.languages.python.layout import ChangeError, Splice
from flasklint.languages.python.source import SourceFile

_AFTER, _AT_END = 0, 2


def appended(node: cst.CSTNode, texts: Sequence[str], file: SourceFile) -> Splice:
    """The splice that puts code at the end of a class or function body, a blank line above each.

    Comments at the end of the body stay in it, above. Code takes the place of a lone `pass` or
    `...`. Raises ChangeError for any other node.
    """
    if not isinstance(node, (cst.ClassDef, cst.FunctionDef)):
        raise ChangeError("only a class or a function has a body to append to")
    text = "\n\n".join(texts)
    if isinstance(node.body, cst.SimpleStatementSuite):
        return _appended_to_line(node, node.body, text, file)
    end = layout.newline(file)
    last = node.body.body[-1]
    first = file.spans[last][0]
    inner = layout.margin(file, layout.start_of(file, last))
    code = layout.indented(file, text, inner)
    documented = len(node.body.body) == 2 and _is_docstring(node.body.body[0])
    if not _is_placeholder(last) or not (documented or len(node.body.body) == 1):
        return layout.whole_lines(file, layout.end_of(file, node), end + code, _AFTER)
    start, after = layout.line_start(file, first), layout.next_line(file, first)
    lines = [inner + comment for comment in splicing.comments_between(file, start, after)]
    if documented and file.lines.line(file.lines.location(first).row - 1).strip():
        lines.insert(0, "")
    ended = end if file.text[after - 1] in "\r\n" else ""
    return Splice(start, after, end.join((*lines, code)) + ended)


def appended_to_module(texts: Sequence[str], file: SourceFile) -> Splice:
    """The splice that puts code at the end of a file, two blank lines above each."""
    end, size = layout.newline(file), len(file.text)
    code = layout.indented(file, "\n\n\n".join(texts), "")
    kept = file.text.rstrip()
    if not kept:
        return layout.whole_lines(file, size, code, _AT_END)
    after = len(Lines(file.text[len(kept) :])) - 2
    missing = max(0, 2 - max(0, after))
    splice = layout.whole_lines(file, size, end * missing + code, _AT_END)
    return splice if splice.content.endswith(end) else Splice(size, size, splice.content + end, 2)


def _appended_to_line(
    node: cst.ClassDef | cst.FunctionDef, suite: cst.SimpleStatementSuite, text: str,
    file: SourceFile,
) -> Splice:  # fmt: skip
    """Append to `class A: pass` or `def f(): return 1`: the body gets lines of its own."""
    start, end = file.spans[suite]
    inner = layout.margin(file, file.spans[node][0]) + layout.unit(file)
    colon = len(file.text[:start].rstrip(" \t"))
    line_end = (
        end
        + len(file.lines.line(file.lines.location(end).row))
        - (file.lines.location(end).column - 1)
    )
    comment = file.text[end:line_end].lstrip(" \t;")
    lines = [f"  {comment}" if comment else ""]
    if not all(_is_empty(small) for small in suite.body):
        lines += [inner + file.text[start:end].rstrip("; \t"), ""]
    lines.append(layout.indented(file, text, inner))
    return Splice(colon, line_end, layout.newline(file).join(lines))


def _is_placeholder(line: cst.CSTNode) -> bool:
    return (
        isinstance(line, cst.SimpleStatementLine)
        and len(line.body) == 1
        and _is_empty(line.body[0])
    )


def _is_empty(small: cst.CSTNode) -> bool:
    return isinstance(small, cst.Pass) or (
        isinstance(small, cst.Expr) and isinstance(small.value, cst.Ellipsis)
    )


def _is_docstring(line: cst.CSTNode) -> bool:
    return (
        isinstance(line, cst.SimpleStatementLine)
        and len(line.body) == 1
        and isinstance(line.body[0], cst.Expr)
        and isinstance(line.body[0].value, (cst.SimpleString, cst.ConcatenatedString))
    )
