"""Binds an extension in the factory instead of to one application."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from flasklint.languages.python.import_origins import origin_of
from flasklint.project.apps import BoundExtension
from flasklint.rule import (
    AddImport,
    AppendToModule,
    Change,
    Checker,
    CreateModule,
    Fix,
    InsertAfter,
    Project,
    Remove,
    Replace,
    SourceFile,
)

Origin = tuple[str, str, str]
_USES = frozenset(("add_url_rule", "register_blueprint", "register_error_handler"))


def bound_in_factory(call: cst.Call, made: BoundExtension, checker: Checker) -> Fix | None:
    """The fix that makes the extension without an app, where the factory can import it, and binds
    it there; None if that cannot be."""
    file = checker.file
    name = made.path.rpartition(".")[2]
    line = _line_of(call, name, file)
    home = file.open(made.factory_place.filename)
    function = home.node(made.factory_place)
    if line is None or not isinstance(function, cst.FunctionDef) or function.decorators:
        return None
    app = _app_of(function, checker.at(home))
    others = [arg for arg in call.args if not _is_app(arg, call.args.index(arg), made.position)]
    if app is None or len(others) != len(call.args) - 1:
        return None
    origins = _origins([call.func, *(arg.value for arg in others)], file)
    if origins is None:
        return None
    text = ", ".join(file.code(arg).rstrip(", ") for arg in others)
    bare = f"{name} = {file.code(call.func)}({text})"
    if home.filename == file.filename:
        moved = _to_the_imports(bare, line, function, file)
    else:
        moved = _to_extensions(bare, line, origins, made, checker)
    if moved is None:
        return None
    bind = InsertAfter(home.place(app[1]), f"{name}.init_app({app[0]})")
    return Fix(f"bind `{name}` in `{function.name.value}`", (*moved, bind))


def _to_the_imports(
    bare: str, line: cst.SimpleStatementLine, function: cst.FunctionDef, file: SourceFile
) -> tuple[Change, ...] | None:
    imported = _last_import_above(function, file)
    return None if imported is None else (InsertAfter(imported, bare), Remove(line))


def _to_extensions(
    bare: str,
    line: cst.SimpleStatementLine,
    origins: Sequence[Origin],
    made: BoundExtension,
    checker: Checker,
) -> tuple[Change, ...] | None:
    """Have the extension in the module `extensions` beside the factory, and import it from there
    where it was made."""
    file, project = checker.file, checker.project
    name = made.path.rpartition(".")[2]
    here, home = project.module_of(made.path), project.module_of(made.factory)
    folder, slash, _ = made.factory_place.filename.rpartition("/")
    filename = f"{folder}{slash}extensions.py"
    if here is None or home is None or filename in (file.filename, made.factory_place.filename):
        return None
    is_package = made.factory_place.filename.endswith("/__init__.py")
    package = home if is_package else home.rpartition(".")[0]
    module = f"{package}.extensions".removeprefix(".")
    start: tuple[Change, ...]
    if project.has_module(module):
        if name in file.open(filename).names.bindings[file.open(filename).tree.module]:
            return None
        start = (AppendToModule(filename, bare),)
        asking = [(module, each) for each, _, _ in origins] + [(home, module), (here, module)]
        if any(_makes_circle(project, *pair) for pair in asking):
            return None
    else:
        text = f'"""Extensions, bound in `{made.factory.rpartition(".")[2]}`."""\n'
        start = (CreateModule(filename, text), AppendToModule(filename, bare))
        if any(project.module_of(each) for each, _, _ in origins):
            return None
    imported = project.import_name(module)
    return (
        *start,
        *(AddImport(filename, *origin) for origin in origins),
        AddImport(made.factory_place.filename, imported, name),
        Replace(line.body[0], f"from {imported} import {name}"),
    )


def _makes_circle(project: Project, module: str, imported: str) -> bool:
    source = project.module_of(imported)
    return source is not None and project.would_be_circular(module, source)


def _origins(parts: Sequence[cst.CSTNode], file: SourceFile) -> list[Origin] | None:
    """The imports by which a file has the names in some expressions; None for other names."""
    origins = []
    for node in (each for part in parts for each in file.tree.inside(part)):
        if not isinstance(node, cst.Name) or file.names.holder(node) is None:
            continue
        around = file.tree.parent(node)
        if isinstance(around, cst.Attribute) and around.attr is node:
            continue
        if isinstance(around, cst.Arg) and around.keyword is node:
            continue
        origin = origin_of(node, file)
        if origin is None:
            return None
        origins.append(origin)
    return origins


def _line_of(call: cst.Call, name: str, file: SourceFile) -> cst.SimpleStatementLine | None:
    """The statement at the top of the file that is only `name = call`."""
    line = file.tree.statement(call)
    assign = file.tree.parent(call)
    bound = file.names.bindings[file.tree.module].get(name, [])
    is_plain = isinstance(assign, cst.Assign) and len(assign.targets) == 1 and len(bound) == 1
    if not is_plain or not isinstance(line, cst.SimpleStatementLine) or len(line.body) != 1:
        return None
    return line if file.tree.parent(line) is file.tree.module else None


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


def _app_of(function: cst.FunctionDef, checker: Checker) -> tuple[str, cst.CSTNode] | None:
    """The name of the application that a factory returns at its end, and the line to stand behind:
    the last that may configure it. Whatever is not known may."""
    file = checker.file
    names = file.names
    returns = [
        node
        for node in file.tree.inside(function.body)
        if isinstance(node, cst.Return) and names.scope(node) is function
    ]
    *lines, end = function.body.body
    if len(returns) != 1 or file.tree.statement(returns[0]) is not end:
        return None
    app = returns[0].value
    bound = names.bindings[function].get(app.value, []) if isinstance(app, cst.Name) else []
    if not isinstance(app, cst.Name) or len(bound) != 1:
        return None
    made = file.tree.statement(bound[0].node)
    if not any(line is made for line in lines):
        return None
    last = next(line for line in reversed(lines) if not _is_use(line, app.value, checker))
    return app.value, last


def _is_use(line: cst.CSTNode, app: str, checker: Checker) -> bool:
    """Whether a statement of a factory surely leaves the settings alone, and may come after what
    binds extensions."""
    if isinstance(line, (cst.FunctionDef, cst.ClassDef)):
        return True
    if not isinstance(line, cst.SimpleStatementLine) or len(line.body) != 1:
        return False
    match line.body[0]:
        case cst.Import() | cst.ImportFrom():
            return True
        case cst.Expr(value=cst.Call(func=cst.Attribute(value=owner, attr=cst.Name(value=name)))):
            if name in _USES:
                return isinstance(owner, cst.Name) and owner.value == app
            known = checker.canonical(owner) if name == "init_app" else None
            is_foreign = known is not None and checker.project.defined_at(known[:-2]) is None
            return is_foreign and known is not None and "conf" not in known.lower()
    return False
