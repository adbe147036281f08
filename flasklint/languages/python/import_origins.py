"""Where the names that a file imports come from."""

from __future__ import annotations

import libcst as cst

from flasklint.languages.python.source import SourceFile


def origin_of(node: cst.Name, file: SourceFile) -> tuple[str, str, str] | None:
    """Module, name and alias of the import by which a file has a name at its top level; None if
    it has it in another way.

    The name is empty for `import module`, the alias where there is none.
    """
    bindings = file.names.bindings[file.tree.module][node.value]
    if len({binding.node for binding in bindings}) != 1 or bindings[0].kind != "import":
        return None
    imported, path = bindings[0].node, str(bindings[0].value)
    line = file.tree.parent(imported)
    if line is None or file.tree.parent(line) is not file.tree.module:
        # It is imported under a condition.
        return None
    if isinstance(imported, cst.ImportFrom) and not isinstance(imported.names, cst.ImportStar):
        for alias in imported.names:
            renamed = alias.evaluated_alias or ""
            if (renamed or alias.evaluated_name) == node.value:
                return path.rpartition(".")[0], alias.evaluated_name, renamed
    if isinstance(imported, cst.Import):
        for alias in imported.names:
            if alias.evaluated_alias == node.value:
                return path, "", node.value
            if not alias.evaluated_alias and path == node.value:
                return file.code(alias.name), "", ""
    return None
