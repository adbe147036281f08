"""Moves database access out of a view: what moves, what it needs, what it is called."""

from __future__ import annotations

import keyword
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import libcst as cst

from flasklint import database_api
from flasklint.project import Project
from flasklint.rule import AddImport, AppendToBody, AppendToModule, Change, Fix, Remove, Replace
from flasklint.source import SourceFile
from flasklint_rules.services.accesses import Run, chain
from flasklint_rules.services.method_names import described
from flasklint_rules.services.service_targets import Target

_PROXIES = {"flask.request", "flask.g", "flask.session", "flask_login.current_user"}


class CannotMove(Exception):
    """The code cannot be moved faithfully; the text says why."""


def extraction(
    run: Run, view: cst.FunctionDef, target: Target, file: SourceFile, project: Project
) -> Fix:
    """The fix that moves the beginning of a run into a method of a service.

    Raises CannotMove.
    """
    if view.asynchronous is not None:
        raise CannotMove("an async view")
    if not target.call and target.cls is not None:
        target = _constructed(run, target, file, project)
    whole = _whole_statements(run)
    if not whole:
        return _of_expression(run, _Mover(target, file, project, view))
    for length in range(len(whole), 1, -1):
        try:
            return _of_statements(run, whole[:length], _Mover(target, file, project, view))
        except CannotMove:
            continue
    return _of_statements(run, whole[:1], _Mover(target, file, project, view))


def _of_statements(run: Run, whole: list[cst.SimpleStatementLine], mover: _Mover) -> Fix:
    """The fix that moves whole statements and puts a call in the place of the first."""
    body, result, changes = mover.statements(whole)
    accesses = [access for access in run.accesses if access.statement in whole]
    name, is_new = mover.method_name(described(accesses, mover.file, mover.parameters), body)
    call = mover.call(name)
    first = f"{result} = {call}" if result else call
    return mover.fix(name, is_new, body, [Replace(_small(whole[0]), first), *changes])


def _of_expression(run: Run, mover: _Mover) -> Fix:
    """The fix that moves one expression and puts a call in its place."""
    node = run.accesses[0].node
    if mover.in_inner_scope(node):
        raise CannotMove("the code uses names of a comprehension or inner function")
    body = [f"return {mover.text(node, set())}"]
    name, is_new = mover.method_name(
        described(run.accesses[:1], mover.file, mover.parameters), body
    )
    return mover.fix(name, is_new, body, [Replace(node, mover.call(name))])


def _constructed(run: Run, target: Target, file: SourceFile, project: Project) -> Target:
    """The target with a call that makes the service from the session that the view uses."""
    parameters = project.parameters_of(f"{target.module}.{target.name}") or ()
    if len(parameters) != 1 or not target.session:
        raise CannotMove("the view does not reach the service")
    for access in run.accesses:
        for node in file.tree.inside(access.node):
            if not isinstance(node, (cst.Name, cst.Attribute)):
                continue
            if not _session_at(node, file, project):
                continue
            session = _at_module_level(node, file)
            if session is not None:
                call = f"{target.name}({file.code(session)})"
                return replace(target, call=call, reached=False)
    raise CannotMove("the view does not reach the service")


def _at_module_level(node: cst.CSTNode, file: SourceFile) -> cst.CSTNode | None:
    """The expression, or what its local name is bound to, if its names are those of the file."""
    if isinstance(node, cst.Name):
        binding = file.names.binding_of(node)
        if binding is not None and isinstance(binding.value, (cst.Name, cst.Attribute)):
            return _at_module_level(binding.value, file)
    root = next((name for name in file.tree.inside(node) if isinstance(name, cst.Name)), None)
    if root is None or file.names.holder(root) is not file.tree.module:
        return None
    return node


def _session_at(node: cst.CSTNode, file: SourceFile, project: Project) -> bool:
    known = project.canonical(file.names.path(node))
    return known is not None and database_api.SESSION.fullmatch(known) is not None


@dataclass
class _Mover:
    """Rewrites code of a view for a service, and gathers what it needs there: `parameters` (name
    to the value that the view passes) and `imports`."""

    target: Target
    file: SourceFile
    project: Project
    view: cst.FunctionDef
    parameters: dict[str, str] = field(default_factory=dict)
    imports: dict[str, AddImport] = field(default_factory=dict)

    def call(self, method: str) -> str:
        """What the view writes to call a method of the service."""
        receiver = self.target.call or self.target.name
        given = [
            value if value == name or len(self.parameters) == 1 else f"{name}={value}"
            for name, value in self.parameters.items()
        ]
        return (
            f"{receiver}.{method}({', '.join(given)})"
            if receiver
            else (f"{method}({', '.join(given)})")
        )

    def fix(self, name: str, is_new: bool, body: list[str], changes: list[Change]) -> Fix:
        """The changes of the view with those that they ask for elsewhere."""
        made = [*self._view_imports(name), *changes]
        if is_new:
            text = self._definition(name, body)
            made += self.imports.values()
            if self.target.cls is not None:
                made.append(AppendToBody(self.target.cls, text))
            else:
                made.append(AppendToModule(self.target.filename, text))
        where = f"{self.target.name or self.target.module}.{name}"
        return Fix(f"move it to {where}", tuple(made))

    def method_name(self, base: str, body: list[str]) -> tuple[str, bool]:
        """A free name, or that of a method that does the same already; and whether it is new."""
        taken = _taken(self.target, self.file)
        for name in (base, f"{base}_for_{self.view.name.value}"):
            if name not in taken:
                return name, True
            if taken[name] == self._definition(name, body):
                return name, False
        raise CannotMove("no free name for the method")

    def _definition(self, name: str, body: list[str]) -> str:
        parameters = list(self.parameters)
        if self.target.cls is not None:
            parameters.insert(0, "self")
        lines = [f"def {name}({', '.join(parameters)}):", *(f"    {line}" for line in body)]
        return "\n".join(lines) + "\n"

    def statements(
        self, whole: list[cst.SimpleStatementLine]
    ) -> tuple[list[str], str, list[Change]]:
        """The body for whole statements, the name that gets the result, and what to remove."""
        bound: set[str] = set()
        body: list[str] = []
        for line in whole:
            small = _small(line)
            match small:
                case cst.Expr(value=value):
                    body.append(self.text(value, bound))
                case cst.Assign(targets=[cst.AssignTarget(target=cst.Name(value=name))]):
                    body.append(f"{name} = {self.text(small.value, bound)}")
                    bound.add(name)
        after = [name for name in sorted(bound) if self._used_after(name, whole[-1])]
        if len(after) > 1:
            raise CannotMove("several results are used afterwards")
        result = after[0] if after else ""
        if result:
            last = body[-1].partition(" = ")
            if last[0] == result and last[1]:
                body[-1] = f"return {last[2]}"
            else:
                body.append(f"return {result}")
        return body, result, [Remove(line) for line in whole[1:]]

    def _used_after(self, name: str, last: cst.SimpleStatementLine) -> bool:
        number = self.file.tree.number
        inside = [*self.file.tree.inside(last)]
        end = max(number(node) for node in inside)
        in_loop = any(
            isinstance(around, (cst.For, cst.While)) for around in self.file.tree.ancestors(last)
        )
        return any(
            isinstance(node, cst.Name)
            and node.value == name
            and (number(node) > end or in_loop)
            and node not in inside
            for node in self.file.tree.inside(self.view.body)
        )

    def text(self, node: cst.BaseExpression, bound: set[str]) -> str:
        """The code of an expression as it reads in the service."""
        start, _ = self.file.spans[node]
        code = self.file.code(node)
        replacements = [*self._replacements(node, bound), *self._line_breaks(node)]
        for begin, end, text in sorted(replacements, reverse=True):
            code = code[: begin - start] + text + code[end - start :]
        if "\n" in code:
            raise CannotMove("there is a string of several lines")
        return code

    def _line_breaks(self, node: cst.BaseExpression) -> Iterator[tuple[int, int, str]]:
        """Line ends inside brackets go, with the comments there (they stay in the view)."""
        if "\n" not in self.file.code(node):
            return
        text = self.file.text
        first, last = self.file.spans[node]
        for layout in _layout(node):
            if isinstance(layout, cst.ParenthesizedWhitespace):
                start, end = self.file.spans[layout]
                if first < start and end < last:
                    beside_bracket = text[start - 1] in "([{" or text[end] in ")]}"
                    yield start, end, "" if beside_bracket else " "

    def _replacements(
        self, node: cst.BaseExpression, bound: set[str]
    ) -> Iterator[tuple[int, int, str]]:
        tree = self.file.tree
        skip: set[cst.CSTNode] = set()
        for inner in tree.inside(node):
            if inner in skip:
                continue
            if isinstance(inner, (cst.Yield, cst.NamedExpr, cst.Await)):
                raise CannotMove("it does more than a query")
            if isinstance(inner, (cst.Name, cst.Attribute)) and _session_at(
                inner, self.file, self.project
            ):
                skip.update(tree.inside(inner))
                text = self._session_text(inner)
                if text != self.file.code(inner):
                    yield (*self.file.spans[inner], text)
                continue
            if isinstance(inner, cst.Name):
                replaced = self._name(inner, node, bound, skip)
                if replaced is not None:
                    yield replaced

    def _session_text(self, node: cst.Name | cst.Attribute) -> str:
        if self.target.cls is not None:
            if not self.target.session:
                raise CannotMove("the service keeps no session")
            return f"self.{self.target.session}"
        path = self.file.names.path(node) or ""
        module = self.project.module_of(path)
        if module is None or module == path:
            raise CannotMove("the session is not a name of the project")
        expression = path.removeprefix(f"{module}.")
        if "(" in expression:
            raise CannotMove("the session is made in the view")
        self._import(module, expression.partition(".")[0], "")
        return expression

    def _name(
        self, node: cst.Name, root: cst.BaseExpression, bound: set[str], skip: set[cst.CSTNode]
    ) -> tuple[int, int, str] | None:
        names = self.file.names
        holder = names.holder(node)
        if holder is None:
            return None
        path = names.path(node)
        if path in _PROXIES or path == "flask.current_app":
            return self._proxy(node, skip)
        if holder is self.file.tree.module:
            self._module_name(node)
            return None
        if node.value == "self":
            raise CannotMove("it uses the view object")
        inner = [each for each in self.file.tree.inside(root) if each is holder]
        if inner or node.value in bound:
            return None
        item = self._item(node)
        if item is not None:
            return item
        self.parameters.setdefault(node.value, node.value)
        if self.parameters[node.value] != node.value:
            raise CannotMove("two values would have one name")
        return None

    def _item(self, node: cst.Name) -> tuple[int, int, str] | None:
        """`data["title"]` is passed as `title`, not as all of `data`."""
        whole = self.file.tree.parent(node)
        match whole:
            case cst.Subscript(
                value=value,
                slice=[cst.SubscriptElement(slice=cst.Index(value=cst.SimpleString() as key))],
            ) if value is node:
                name = str(key.evaluated_value)
                if name.isidentifier() and not keyword.iskeyword(name):
                    code = self.file.code(whole)
                    if self.parameters.setdefault(name, code) != code:
                        raise CannotMove("two values would have one name")
                    return (*self.file.spans[whole], name)
        return None

    def _module_name(self, node: cst.Name) -> None:
        bindings = self.file.names.bindings[self.file.tree.module][node.value]
        made = {binding.node for binding in bindings}
        if len(made) != 1 or bindings[0].kind != "import":
            raise CannotMove(f"it uses `{node.value}`, which the view's module defines")
        imported = bindings[0].node
        if isinstance(imported, cst.ImportFrom) and not isinstance(imported.names, cst.ImportStar):
            for alias in imported.names:
                bound = alias.evaluated_alias or alias.evaluated_name
                if bound == node.value:
                    path = str(bindings[0].value)
                    module, name = path.rpartition(".")[0], alias.evaluated_name
                    if f"{module}.{name}" == self.target.module:
                        raise CannotMove("it uses the service's module")
                    self._import(module, name, alias.evaluated_alias or "")
        elif isinstance(imported, cst.Import):
            for alias in imported.names:
                if alias.evaluated_alias == node.value:
                    self._import(str(bindings[0].value), "", node.value)
                elif not alias.evaluated_alias and bindings[0].value == node.value:
                    self._import(self.file.code(alias.name), "", "")

    def _import(self, module: str, name: str, alias: str) -> None:
        if module == self.target.module:
            return
        source = self.project.module_of(f"{module}.{name}") if name else module
        if source is not None and self.project.would_be_circular(self.target.module, source):
            raise CannotMove("the service would import what imports it")
        key = alias or name or module
        self.imports[key] = AddImport(self.target.filename, module, name, alias)

    def _proxy(self, node: cst.Name, skip: set[cst.CSTNode]) -> tuple[int, int, str]:
        """What comes from the request is passed as an argument."""
        whole = chain(node, self.file)
        if whole is node:
            raise CannotMove("the request itself is passed on")
        skip.update(self.file.tree.inside(whole))
        code = self.file.code(whole)
        literal = re.findall(r"""["'](\w+)["']""", code)
        attribute = re.findall(r"\.(\w+)", code)
        name = (literal or attribute or ["value"])[-1].lower()
        if not name.isidentifier() or name in {"get", "json", "args", "form"}:
            raise CannotMove("a value of the request has no name")
        if self.parameters.setdefault(name, code) != code:
            raise CannotMove("two values would have one name")
        return (*self.file.spans[whole], name)

    def in_inner_scope(self, node: cst.CSTNode) -> bool:
        """Whether the code stands in a comprehension or function inside the view and uses it."""
        inner: set[cst.CSTNode] = set()
        for around in self.file.tree.ancestors(node):
            if around is self.view:
                break
            inner.add(around)
        return any(
            self.file.names.holder(name) in inner
            for name in self.file.tree.inside(node)
            if isinstance(name, cst.Name)
        )

    def _view_imports(self, method: str) -> list[Change]:
        """The import that the view needs for a function it does not reach through its module."""
        reached = self.target.reached and (self.target.cls is not None or self.target.call)
        if reached:
            return []
        if self.project.would_be_circular(self.file.module, self.target.module):
            raise CannotMove("the service imports the view's module")
        if self.target.cls is None:
            return [AddImport(self.file.filename, self.target.module, method)]
        return [AddImport(self.file.filename, self.target.module, self.target.name)]


def _whole_statements(run: Run) -> list[cst.SimpleStatementLine]:
    """The statements at the beginning of a run that can move as they are."""
    found: list[cst.SimpleStatementLine] = []
    accesses = {access.node for access in run.accesses}
    for line in run.statements:
        if not isinstance(line, cst.SimpleStatementLine) or len(line.body) != 1:
            break
        match line.body[0]:
            case cst.Expr(value=value) if value in accesses:
                found.append(line)
            case cst.Assign(targets=[cst.AssignTarget(target=cst.Name())], value=value) if (
                value in accesses
            ):
                found.append(line)
            case _:
                break
    return found


def _small(line: cst.SimpleStatementLine) -> cst.BaseSmallStatement:
    return line.body[0]


def _taken(target: Target, file: SourceFile) -> dict[str, str]:
    """The names that the service has, with the text of those that are functions."""
    other = file.open(target.filename)
    scope = other.tree.module if target.cls is None else other.node(target.cls)
    taken = {}
    for name, bindings in other.names.bindings.get(scope, {}).items():
        made = bindings[0].node
        taken[name] = dedented(made, other) if isinstance(made, cst.FunctionDef) else ""
    if target.cls is None and not target.call:
        for name in file.names.bindings[file.tree.module]:
            taken.setdefault(name, "")
    return taken


def dedented(node: cst.FunctionDef, file: SourceFile) -> str:
    """The text of a function as if it stood at the margin, with one line end."""
    start, _ = file.spans[node]
    margin = " " * (file.lines.location(start).column - 1)
    return textwrap.dedent(margin + file.code(node)).rstrip() + "\n"


def _layout(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    stack: list[cst.CSTNode] = [node]
    while stack:
        top = stack.pop()
        yield top
        stack.extend(top.children)
