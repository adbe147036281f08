"""What one file does, as plain data, from a tree or from bytes."""

from __future__ import annotations

from flasklint.facts import code
from flasklint.languages.python import gather_cst_statements
from flasklint.languages.python.tree import Tree


def module_facts(tree: Tree, name: str, filename: str, is_package: bool) -> code.Module:
    """What the module `name` does. `filename` is relative to the project's root."""
    return gather_cst_statements.module_facts(tree, name, filename, is_package)
