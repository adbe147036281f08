"""New text in place of a node: parentheses where they are needed, no comment lost."""

from __future__ import annotations

from collections import Counter

import libcst as cst

from flasklint.fixes import splicing
from flasklint.languages.python import layout, spans
from flasklint.languages.python.comments import comments_at
from flasklint.languages.python.layout import ChangeError, Splice
from flasklint.languages.python.source import SourceFile

_LIFTED = 3
_ATOMS = (
    cst.Name, cst.Call, cst.Attribute, cst.Subscript, cst.SimpleString, cst.FormattedString,
    cst.List, cst.Dict, cst.Set, cst.ListComp, cst.DictComp, cst.SetComp, cst.Ellipsis,
)  # fmt: skip
_ROOMY = (
    cst.Arg, cst.Return, cst.Assign, cst.AnnAssign, cst.AugAssign, cst.Expr, cst.Index, cst.Param,
    cst.Element, cst.DictElement, cst.If, cst.While, cst.Assert, cst.Decorator, cst.Raise,
    cst.Annotation,
)  # fmt: skip
_ROOMY_FOR_TUPLES = (cst.Return, cst.Assign, cst.Expr)


def replaced(
    node: cst.CSTNode, text: str, file: SourceFile, with_comments: bool = False
) -> list[Splice]:
    """The splices that put `text` in place of `node`, its own parentheses included.

    Comments that stood inside and are not in `text` go above the statement, or `with_comments`
    elsewhere. Raises ChangeError if the text cannot stand there.
    """
    text = text.strip()
    start, end = file.reach(node)
    statement = file.tree.statement(node)
    if isinstance(statement, cst.Module):
        raise ChangeError("a whole file cannot be replaced")
    _refuse_in_string(node, text, file)
    _refuse_several(node, text, file)
    if isinstance(node, cst.BaseExpression):
        text = _in_parentheses(node, text, file)
        text = _apart(text, file.text[:start][-1:], file.text[end : end + 1])
    first = file.spans[statement][0]
    for around in file.tree.ancestors(node):
        if isinstance(around, cst.Decorator):
            first = file.spans[around][0]
    indentation = layout.margin(file, first)
    content = layout.indented(file, text, indentation)[len(indentation) :]
    kept = _comments(text)
    behind = file.text[end : layout.next_line(file, end)].strip()
    if behind and kept and text.endswith(kept[-1]):
        raise ChangeError("the new text ends in a comment, and there is more behind it")
    made = [Splice(start, end, content)]
    lost = Counter(splicing.comments_between(file, start, end)) - Counter(kept)
    if lost and not with_comments:
        lines = []
        for comment in splicing.comments_between(file, start, end):
            if lost[comment]:
                lost[comment] -= 1
                lines.append(indentation + comment)
        above = layout.line_start(file, first)
        lifted = layout.newline(file).join(lines)
        made.append(layout.whole_lines(file, above, lifted, _LIFTED))
    return made


def _refuse_in_string(node: cst.CSTNode, text: str, file: SourceFile) -> None:
    for around in file.tree.ancestors(node):
        if isinstance(around, cst.FormattedString):
            quote = around.end[0]
            if any(char in text for char in (quote, "\\", "\n", "{", "}", "#")):
                raise ChangeError("the new text cannot stand inside an f-string")


def _refuse_several(node: cst.CSTNode, text: str, file: SourceFile) -> None:
    """Several statements can stand only where one has its line for itself."""
    line = node if isinstance(node, cst.SimpleStatementLine) else file.tree.parent(node)
    if isinstance(node, cst.BaseSmallStatement) and (
        not isinstance(line, cst.SimpleStatementLine) or len(line.body) > 1
    ):
        module = layout.parsed(text)
        if (
            module is None
            or len(module.body) != 1
            or not isinstance(module.body[0], cst.SimpleStatementLine)
        ):
            raise ChangeError("several statements cannot stand on a line with others")


def _in_parentheses(node: cst.BaseExpression, text: str, file: SourceFile) -> str:
    """`text` with parentheses around it if it would mean something else without."""
    try:
        new = cst.parse_expression(text)
    except cst.ParserSyntaxError:
        try:
            cst.parse_expression(f"({text})")
        except cst.ParserSyntaxError:
            return text
        return f"({text})"
    if new.lpar or isinstance(new, _ATOMS):
        return text
    parent = file.tree.around(node)
    if isinstance(new, (cst.Tuple, cst.Yield)):
        return text if isinstance(parent, _ROOMY_FOR_TUPLES) else f"({text})"
    if isinstance(parent, _ROOMY):
        return text
    if isinstance(new, (cst.Integer, cst.Float)) and not isinstance(parent, cst.Attribute):
        return text
    return f"({text})"


def _apart(text: str, before: str, after: str) -> str:
    """`text` with a space where it would run into the word beside it."""
    if (before.isalnum() or before == "_") and (text[:1].isalnum() or text[:1] in {"_", '"', "'"}):
        text = f" {text}"
    if (after.isalnum() or after == "_") and (text[-1:].isalnum() or text[-1:] == "_"):
        text = f"{text} "
    return text


def _comments(text: str) -> list[str]:
    """The comments in new text; none if it cannot be parsed by itself."""
    module = layout.parsed(text) if "#" in text else None
    if module is None:
        return []
    code = module.code
    return [comment.text for comment in comments_at(spans.spans(module, code), code)]
