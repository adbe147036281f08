"""FLK706."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint.answers import BoundExtension
from flasklint.project import Project
from flasklint.rule import Change, Evidence, Finding, Fix, InsertAfter, Remove, Rule
from flasklint.source import SourceFile
from flasklint.tree import children
from flasklint_rules.factory.extension_bound_at_import_examples import EXAMPLES


@dataclass(frozen=True)
class ExtensionBoundAtImport(Rule):
    """An extension that belongs to the one application of a module, though there is a factory.

    ## What it does

    Reports `db = SQLAlchemy(app)` at the top of a module, where `app` is made by a factory of the
    project and other modules import `db`.

    ## Why it matters

    The factory can make many applications, but only the one of that module has the extension. A
    test that calls the factory for its own gets `RuntimeError: The current Flask app is not
    registered with this 'SQLAlchemy' instance. Did you forget to call 'init_app', or did you create
    multiple 'SQLAlchemy' instances?` And every module that imports `db` starts an application.

    ## What it must know

    That the class is an extension with `init_app`, that what it is given is an application which a
    function of the project makes, and that the name is imported elsewhere. It is silent in
    projects whose application is made at the top of a module, in scripts that nobody imports, and
    where the factory binds the extension, too.

    ## When not to use it

    Where only one application is ever made and tests use it.

    ## Fix safety

    The fix is unsafe: each application of the factory then has the extension. It makes the
    extension bare below the imports and calls `init_app` there once the application is made.
    There is no fix where the factory stands in another file, which could import the extension
    only in a circle, and where the extension is given more than literals.
    """

    code = "FLK706"
    category = "architecture"
    examples = EXAMPLES

    def check(self, file: SourceFile, project: Project) -> Iterator[Finding]:
        for made in project.bound_extensions(file.filename):
            call = file.tree.node(made.node)
            if not made.users or not isinstance(call, cst.Call):
                continue
            name = made.path.rpartition(".")[2]
            factory = made.factory.rpartition(".")[2]
            if _is_bound_by(made, name, file):
                continue
            message = (
                f"`{name}` is bound to one application as the module is imported; make it bare and "
                f"call `{name}.init_app` in `{factory}`"
            )
            evidence = (
                Evidence(f"`{factory}` makes applications without it", made.factory_place),
                Evidence("it is imported here", made.users[0]),
            )
            yield Finding(call, message, evidence, _fix(call, made, name, file))


def _is_bound_by(made: BoundExtension, name: str, file: SourceFile) -> bool:
    """Whether the factory mentions the extension."""
    other = file.open(made.factory_place.filename)
    function = other.node(made.factory_place)
    return any(
        isinstance(node, cst.Attribute) and node.attr.value == "init_app"
        and isinstance(node.value, (cst.Name, cst.Attribute))
        and other.code(node.value).rpartition(".")[2] == name
        for node in other.tree.inside(function)
    )  # fmt: skip


def _fix(call: cst.Call, made: BoundExtension, name: str, file: SourceFile) -> Fix | None:
    if made.factory_place.filename != file.filename:
        return None
    function = file.node(made.factory_place)
    line = file.tree.statement(call)
    top = file.tree.module
    if not isinstance(function, cst.FunctionDef) or file.tree.parent(line) is not top:
        return None
    if file.tree.parent(function) is not top or function.decorators:
        return None
    others = [arg for arg in call.args if not _is_app(arg, call.args.index(arg), made.position)]
    if len(others) != len(call.args) - 1 or any(children(arg.value) for arg in others):
        return None
    if any(isinstance(arg.value, cst.Name) and not _is_import(arg.value, file) for arg in others):
        return None
    assign = file.tree.parent(call)
    bound = file.names.bindings[top].get(name, [])
    is_plain = isinstance(assign, cst.Assign) and len(assign.targets) == 1 and len(bound) == 1
    app = _app_of(function, file)
    imported = _last_import_above(function, file)
    if not is_plain or app is None or imported is None:
        return None
    if not isinstance(line, cst.SimpleStatementLine) or len(line.body) != 1:
        return None
    text = ", ".join(file.code(arg).rstrip(", ") for arg in others)
    bare = f"{name} = {file.code(call.func)}({text})"
    changes: tuple[Change, ...] = (
        InsertAfter(imported, bare),
        InsertAfter(app[1], f"{name}.init_app({app[0]})"),
        Remove(line),
    )
    return Fix(f"bind `{name}` in `{function.name.value}`", changes)


def _last_import_above(function: cst.FunctionDef, file: SourceFile) -> cst.CSTNode | None:
    above = [
        node
        for node in (*file.tree.all(cst.Import), *file.tree.all(cst.ImportFrom))
        if file.tree.rank(node) < file.tree.rank(function)
        and file.tree.parent(file.tree.statement(node)) is file.tree.module
    ]
    return max(above, key=file.tree.rank, default=None)


def _is_app(arg: cst.Arg, at: int, position: int) -> bool:
    return arg.keyword.value == "app" if arg.keyword is not None else at == position


def _is_import(node: cst.Name, file: SourceFile) -> bool:
    binding = file.names.binding_of(node)
    return node.value in ("True", "False", "None") or (
        binding is not None and binding.kind == "import"
    )


def _app_of(function: cst.FunctionDef, file: SourceFile) -> tuple[str, cst.CSTNode] | None:
    """The name of the application that a factory returns, and the line to stand behind: the last
    of those at the factory's beginning that make and configure it."""
    returned = {
        node.value.value
        for node in file.tree.inside(function.body)
        if isinstance(node, cst.Return)
        and isinstance(node.value, cst.Name)
        and file.names.scope(node) is function
    }
    if len(returned) != 1:
        return None
    app = returned.pop()
    last: cst.CSTNode | None = None
    for line in function.body.body:
        if not isinstance(line, cst.SimpleStatementLine):
            break
        code = file.code(line)
        if code.startswith((f"{app} =", f"{app}.config")):
            last = line
    return None if last is None else (app, last)
