"""Rewrites code of a view for a service."""

from __future__ import annotations

import builtins
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import libcst as cst

from flasklint.languages.python.import_origins import origin_of
from flasklint.packages import database_api
from flasklint.rule import AddImport, Checker
from flasklint_rules.services.shared.accesses import chain
from flasklint_rules.services.shared.code_text import (
    Replaced,
    as_expression,
    at_margin,
    comment_behind,
    lines_above,
)
from flasklint_rules.services.shared.items import item_of
from flasklint_rules.services.shared.queries import is_query
from flasklint_rules.services.shared.service_targets import Target
from flasklint_rules.services.shared.stretches import Stretch, accessed
from flasklint_rules.services.shared.usage import CannotMove, HalfAQuery, goes_on, used_later
from flasklint_rules.services.shared.values import (
    PROXIES,
    column_of,
    converted,
    is_conditional,
    is_harmless,
    is_name,
    key_of,
    name_of,
)

_BUILTINS = frozenset(dir(builtins)) - {"locals", "vars", "eval", "exec", "dir", "globals", "super"}


@dataclass
class Mover:
    """Rewrites code of a view for a service, and gathers what it needs there: `parameters` (name
    to the value that the view passes) and `imports`. It `is_late` for code that stands behind an
    access: what the view passes is evaluated before, and must not fail."""

    target: Target
    checker: Checker
    view: cst.FunctionDef
    parameters: dict[str, str] = field(default_factory=dict)
    imports: dict[str, AddImport] = field(default_factory=dict)
    is_late: bool = False
    bound: set[str] = field(default_factory=set)
    whole: set[str] = field(default_factory=set)
    kept: set[str] = field(default_factory=set)
    aliases: set[cst.Name] = field(default_factory=set)
    uses: Counter[str] = field(default_factory=Counter)

    def statements(self, stretch: Stretch) -> tuple[list[str], str]:
        """The body for whole statements, and the name that gets its result.

        Raises CannotMove.
        """
        self._count(stretch.lines)
        body = self._bodies(stretch)
        if self._begins_anew():
            body = self._bodies(stretch)
        self._refuse_captured()
        after = used_later(self.bound, stretch, self.view, self.checker.file)
        if len(after) > 1:
            raise CannotMove("several results are used afterwards")
        result = after[0] if after else ""
        if result:
            if goes_on(result, stretch, self.view, self.checker.file):
                raise HalfAQuery("the view goes on with a query")
            made = f"{result} = "
            if body[-1].startswith(made):
                body[-1] = f"return {body[-1].removeprefix(made)}"
            else:
                body.append(f"return {result}")
        else:
            body[-1] = body[-1].removeprefix("_ = ")
        return body, result

    def _bodies(self, stretch: Stretch) -> list[str]:
        accesses = {access.node: access for access in stretch.accesses}
        body: list[str] = []
        for line in stretch.lines:
            small = line.body[0]
            text = self.text(small)
            if line is not stretch.lines[0]:
                body += lines_above(line, self.checker.file)
                text = "  ".join((text, *comment_behind(line)))
            body.append(text)
            match small:
                case cst.Assign(targets=[cst.AssignTarget(target=cst.Name(value=name))]):
                    self.bound.add(name)
            self.is_late = self.is_late or accessed(line, accesses) is not None
        return body

    def expression(self, node: cst.BaseExpression) -> str:
        """The code of an expression as it reads in the service. Raises CannotMove."""
        self._count([node])
        text = self.text(node)
        if self._begins_anew():
            text = self.text(node)
        self._refuse_captured()
        return as_expression(text, node, self.checker.file)

    def _count(self, moved: Sequence[cst.CSTNode]) -> None:
        """Count how often what moves uses a name."""
        self.uses = Counter(
            node.value
            for each in moved
            for node in self.checker.file.tree.inside(each)
            if isinstance(node, cst.Name)
            and self.checker.file.names.holder(node) not in (None, self.checker.file.tree.module)
        )

    def _begins_anew(self) -> bool:
        """Whether something is passed as a whole and an item of it, too. Then nothing is gathered
        any more, and the next time only the whole is."""
        self.whole = {
            name
            for name in self.parameters
            if any(value.startswith((f"{name}[", f"{name}.")) for value in self.parameters.values())
        }
        if self.whole:
            self.parameters, self.imports, self.is_late = {}, {}, False
            self.bound, self.kept = set(), set()
        return bool(self.whole)

    def _refuse_captured(self) -> None:
        """Raise CannotMove if a parameter is called like something else that the code uses."""
        if not self.kept.isdisjoint(self.parameters) or "self" in self.parameters:
            raise CannotMove("two values would have one name")

    def text(self, node: cst.CSTNode) -> str:
        """The code of an expression or statement as it reads in the service, at the margin."""
        return at_margin(node, self.checker.file, list(self._replacements(node)))

    def _replacements(self, node: cst.CSTNode) -> Iterator[Replaced]:
        tree = self.checker.file.tree
        skip: set[cst.CSTNode] = set()
        for inner in tree.inside(node):
            if inner in skip:
                continue
            if isinstance(inner, (cst.Yield, cst.NamedExpr, cst.Await)):
                raise CannotMove("it does more than a query")
            if isinstance(inner, (cst.Name, cst.Attribute)) and self._is_session(inner):
                skip.update(tree.inside(inner))
                if (
                    isinstance(inner, cst.Name)
                    and self.checker.file.names.holder(inner) is self.view
                ):
                    self.aliases.add(inner)
                text = self._session_text(inner)
                if text != self.checker.file.code(inner):
                    yield (*self.checker.file.spans[inner], text)
                continue
            if isinstance(inner, cst.AssignTarget) and isinstance(inner.target, cst.Name):
                skip.add(inner.target)
            if isinstance(inner, cst.Name):
                replaced = self._name(inner, node, skip)
                if replaced is not None:
                    yield replaced

    def _is_session(self, node: cst.CSTNode) -> bool:
        return database_api.is_session(self._canonical(node))

    def _canonical(self, node: cst.CSTNode) -> str | None:
        return self.checker.canonical(node)

    def _session_text(self, node: cst.Name | cst.Attribute) -> str:
        if self.target.session:
            if self._canonical(node) != self.target.session_path:
                raise CannotMove("the service has another session")
            return f"self.{self.target.session}"
        path = self.checker.file.names.path(node) or ""
        module = self.checker.project.module_of(path)
        if module is None or module == path:
            raise CannotMove("the session is not a name of the project")
        expression = path.removeprefix(f"{module}.")
        if "(" in expression:
            raise CannotMove("the session is made in the view")
        self._import(module, expression.partition(".")[0], "")
        return expression

    def _name(self, node: cst.Name, root: cst.CSTNode, skip: set[cst.CSTNode]) -> Replaced | None:
        names = self.checker.file.names
        holder = names.holder(node)
        if holder is None:
            if node.value not in _BUILTINS:
                raise CannotMove(f"it is not known what `{node.value}` is")
            self.kept.add(node.value)
            return None
        path = names.path(node)
        if path in PROXIES or path == "flask.current_app":
            return self._proxy(node, root, skip)
        if holder is self.checker.file.tree.module:
            self._module_name(node)
            self.kept.add(node.value)
            return None
        if node.value == "self":
            raise CannotMove("it uses the view object")
        inner = [each for each in self.checker.file.tree.inside(root) if each is holder]
        if inner or node.value in self.bound:
            self.kept.add(node.value)
            return None
        if names.bindings[holder][node.value][0].kind == "import":
            raise CannotMove(f"it uses `{node.value}`, which the view imports")
        item = self._item(node, root)
        if item is not None:
            return item
        self._refuse_unnatural(node, holder)
        self._pass(node.value, node.value)
        return None

    def _refuse_unnatural(self, node: cst.Name, holder: cst.CSTNode) -> None:
        """Raise CannotMove for a local name that no service is passed: a query, a form, an `x`."""
        bindings = self.checker.file.names.bindings[holder][node.value]
        if any(is_query(each.value) for each in bindings if not isinstance(each.value, str)):
            raise HalfAQuery("the view has made a part of the query")
        if node.value.lower().endswith("form"):
            raise CannotMove("a form would be passed")
        if len(node.value) == 1:
            raise CannotMove("a value has a name that no function would give it")

    def _item(self, node: cst.Name, root: cst.CSTNode) -> Replaced | None:
        """`data["title"]` is passed as `title`, not as all of `data`, where it is looked up first
        thing; and `book.id` as `book_id`."""
        if (
            self.is_late
            or node.value in self.whole
            or is_conditional(node, root, self.checker.file)
        ):
            return None
        item = item_of(node, self.uses[node.value] == 1, self.checker.file)
        if item is None:
            return None
        whole = converted(item, self.checker.file)
        name = (
            column_of(whole, self.checker.file) or key_of(item) or name_of(item, self.checker.file)
        )
        if not is_name(name):
            return None
        self._pass(name, self.checker.file.code(whole))
        return (*self.checker.file.spans[whole], name)

    def _pass(self, name: str, code: str) -> None:
        if "\n" in code:
            raise CannotMove("a value that is passed has several lines")
        if not name or name in self.bound or self.parameters.setdefault(name, code) != code:
            raise CannotMove("two values would have one name")

    def _module_name(self, node: cst.Name) -> None:
        origin = origin_of(node, self.checker.file)
        if origin is None:
            raise CannotMove(f"it uses `{node.value}`, which the view's module defines")
        module, name, _ = origin
        if name and f"{module}.{name}" == self.target.module:
            raise CannotMove("it uses the service's module")
        self._import(*origin)

    def _import(self, module: str, name: str, alias: str) -> None:
        if module == self.target.module:
            if alias or not name:
                raise CannotMove("it uses the service's module")
            return
        source = self.checker.project.module_of(f"{module}.{name}") if name else module
        if source is not None and self.checker.project.would_be_circular(
            self.target.module, source
        ):
            raise CannotMove("the service would import what imports it")
        key = alias or name or module
        self.imports[key] = AddImport(self.target.filename, module, name, alias)

    def _proxy(self, node: cst.Name, root: cst.CSTNode, skip: set[cst.CSTNode]) -> Replaced:
        """What comes from the request is passed as an argument."""
        whole = chain(node, self.checker.file)
        if whole is node:
            raise CannotMove("the request itself is passed on")
        inside = {*self.checker.file.tree.inside(root)}
        for name in self.checker.file.tree.inside(whole):
            if isinstance(name, cst.Name) and (
                name.value in self.bound or self.checker.file.names.holder(name) in inside
            ):
                raise CannotMove("a value of the request depends on what moves")
        named, whole = whole, converted(whole, self.checker.file)
        skip.update(self.checker.file.tree.inside(whole))
        code = self.checker.file.code(whole)
        is_late = self.is_late or is_conditional(node, root, self.checker.file)
        if is_late and not is_harmless(code):
            raise CannotMove("a value of the request may be missing")
        called = column_of(whole, self.checker.file) or name_of(named, self.checker.file)
        if not is_name(called):
            raise CannotMove("a value of the request has no name")
        self._pass(called, code)
        return (*self.checker.file.spans[whole], called)

    def names_a_model(self) -> bool:
        """Whether the code says by itself which model it is about."""
        paths = (f"{made.module}.{made.name}" for made in self.imports.values())
        return any(
            self.checker.project.model_library(self.checker.project.canonical(path) or path)
            for path in paths
        )

    def means_the_same(self) -> bool:
        """Whether the names that the code needs are those of the service's module already."""
        canonical = self.checker.project.canonical
        return all(
            canonical(f"{self.target.module}.{key}")
            == canonical(f"{made.module}.{made.name}".removesuffix("."))
            for key, made in self.imports.items()
        )

    def rename(self, parameters: Sequence[str]) -> None:
        """Pass the values by other names, in the same order; `self` among them is not passed."""
        names = parameters[1:] if self.target.is_constructed else parameters
        self.parameters = dict(zip(names, self.parameters.values(), strict=True))

    def in_inner_scope(self, node: cst.CSTNode) -> bool:
        """Whether the code stands in a comprehension or function inside the view and uses it."""
        inner: set[cst.CSTNode] = set()
        for around in self.checker.file.tree.ancestors(node):
            if around is self.view:
                break
            inner.add(around)
        return any(
            self.checker.file.names.holder(name) in inner
            for name in self.checker.file.tree.inside(node)
            if isinstance(name, cst.Name)
        )
