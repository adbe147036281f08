"""What one file does, as plain data. It is read from Python's own `ast`, which takes a fraction of
the time that libcst takes, where both tell the same; and from libcst's tree where only that can
read the file.
"""

from __future__ import annotations

import ast
import gc
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flasklint.facts.module import Module
from flasklint.languages.python import gather_ast_statements, gather_cst_statements
from flasklint.languages.python.gather import UnknownSyntax
from flasklint.languages.python.parsing import allow_deep_code, refuse_unreadable
from flasklint.languages.python.source import SourceFile, parse
from flasklint.languages.python.tree import Tree
from flasklint.limits import LIMITS, Limits


def facts_of(
    data: bytes, name: str, filename: str, is_package: bool, limits: Limits = LIMITS
) -> Module:
    """What the module `name` does, from the bytes of its file; `filename` is relative to the
    project's root. Raises SourceError, with a message of one line, for a file that cannot be parsed
    or is beyond the limits."""
    with _undisturbed():
        tree: Any = refuse_unreadable(data, limits)
        if not data.isascii():
            # Python takes any byte in a comment; without the text nothing can be shown.
            _ = SourceFile(filename, name, is_package, data, limits).text
        try:
            if tree is None:
                tree = compile(data, filename, "exec", ast.PyCF_ONLY_AST, dont_inherit=True)
            return gather_ast_statements.module_facts(tree, name, filename, is_package)
        except (SyntaxError, ValueError, MemoryError, RecursionError, UnknownSyntax):
            # Too new for this Python or for the reader; what is wrong, libcst says.
            pass
    file = parse(data, filename, name, is_package, limits)
    return module_facts(file.tree, name, filename, is_package)


def module_facts(tree: Tree, name: str, filename: str, is_package: bool) -> Module:
    """What the module `name` does, from libcst's tree: the same as `facts_of` gives."""
    with _undisturbed():
        return gather_cst_statements.module_facts(tree, name, filename, is_package)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """A block in which nothing is warned of and no garbage is looked for."""
    allow_deep_code()
    collecting = gc.isenabled()
    gc.disable()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        if collecting:
            gc.enable()
