"""FLK419."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import libcst as cst

from flasklint.languages.python.names import names_in
from flasklint.rule import Bad, Checker, Evidence, Finding, Good, Project, Rule, SourceFile
from flasklint_rules.errors.shared.wrapping import decorators_of

_MAYBE = frozenset(("get", "first", "one_or_none", "scalar_one_or_none"))
"""The methods of queries and sessions that give None where there is no row."""
_CONDITIONAL = (
    cst.IfExp, cst.BooleanOperation, cst.Lambda, cst.GeneratorExp, cst.ListComp, cst.SetComp,
    cst.DictComp,
)  # fmt: skip


@dataclass(frozen=True)
class RowUsedUnchecked(Rule):
    """A row that the URL names and that may not be there, used without a check: a 500, not a 404.

    ## What it does

    Reports `book.title` in a view, where `book` is what `.get()`, `.first()`, `.one_or_none()` or
    `.scalar_one_or_none()` of a query or session gave for a variable of the URL, and nothing has
    asked whether it is None.

    ## Why it matters

    Anybody can ask for a number that does not exist, or no longer does. The client gets a 500, and
    the log an `AttributeError: 'NoneType' object has no attribute 'title'`.

    ## What it must know

    That the call reaches a database and depends on a parameter of the view. Only the first use of
    the row counts, and only where it surely follows. The rule is silent if the row is tested,
    passed to a function first, or used inside a `try` that may catch the error, and where a
    decorator of the project's own looks at the parameters.

    ## When not to use it

    Where the rows are known to be there, as behind a gateway that checks them.

    ## Fix safety

    There is no fix. `db.get_or_404(Book, number)` or `first_or_404()` of Flask-SQLAlchemy answer
    404; elsewhere test for None and raise your error.
    """

    code = "FLK419"
    category = "correctness"
    preview = True
    words = _MAYBE
    examples = (
        Bad(
            "a book that is not there",
            """
            from flask import Flask
            from flask_sqlalchemy import SQLAlchemy

            app = Flask(__name__)
            app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
            db = SQLAlchemy(app)


            class Book(db.Model):
                id = db.Column(db.Integer, primary_key=True)
                title = db.Column(db.String)


            with app.app_context():
                db.create_all()


            @app.get("/books/<int:number>")
            def show_book(number):
                book = db.session.get(Book, number)
                return book.title  # FLK419
            """,
            fails="GET /books/1: AttributeError",
        ),
        Good(
            "answered with 404",
            """
            from flask import Flask
            from flask_sqlalchemy import SQLAlchemy

            app = Flask(__name__)
            app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
            db = SQLAlchemy(app)


            class Book(db.Model):
                id = db.Column(db.Integer, primary_key=True)
                title = db.Column(db.String)


            @app.get("/books/<int:number>")
            def show_book(number):
                book = db.get_or_404(Book, number)
                return book.title
            """,
        ),
    )

    def check(self, checker: Checker) -> Iterator[Finding]:
        file, project = checker.file, checker.project
        views = project.views_in(file.filename)
        if not views or not _may_find(checker):
            return
        for view in views:
            function = file.tree.node(view.node)
            if isinstance(function, cst.FunctionDef) and not _is_guarded(function, checker):
                for assign, name in _rows(function, checker):
                    use = _first_use(name, assign, function, file)
                    if use is not None:
                        yield _finding(use, name, assign, file)


def _may_find(checker: Checker) -> bool:
    """Whether a file may have a row that may be None, at a first look."""
    outline, project = checker.file.outline, checker.project
    if outline is None:
        return True
    for call in outline.all(ast.Call):
        node: ast.expr = call.func
        is_meant = isinstance(node, ast.Attribute) and node.attr in _MAYBE
        while is_meant and isinstance(node, (ast.Attribute, ast.Call)):
            if isinstance(node, ast.Attribute):
                touched = partial(_is_touched, name=node.attr, project=project)
                if outline.may_be(node.value, touched, project.canonical):
                    return True
            node = node.value if isinstance(node, ast.Attribute) else node.func
    return False


def _reaches_data(node: cst.BaseExpression, checker: Checker) -> bool:
    """Whether a part of `a.b().c` reaches a database."""
    while isinstance(node, (cst.Attribute, cst.Call)):
        if isinstance(node, cst.Call):
            node = node.func
            continue
        path = checker.file.names.path(node.value)
        if _is_touched(path, node.attr.value, checker.project):
            return True
        node = node.value
    return False


def _is_touched(path: str | None, name: str, project: Project) -> bool:
    return project.touches_database(path, name) is not None


def _rows(function: cst.FunctionDef, checker: Checker) -> Iterator[tuple[cst.Assign, str]]:
    """The assignments of what may be a row or None, for a parameter of a view, to a name that is
    bound just once."""
    file = checker.file
    params = (*function.params.posonly_params, *function.params.params)
    given = {param.name.value for param in (*params, *function.params.kwonly_params)} - {"self"}
    for node in file.tree.inside(function.body):
        match node:
            case cst.Assign(
                targets=[cst.AssignTarget(target=cst.Name(value=name))],
                value=cst.Call(func=cst.Attribute(attr=attr) as method) as call,
            ) if attr.value in _MAYBE and file.names.scope(node) is function:
                bound = file.names.bindings.get(function, {}).get(name, [])
                mentioned = {each.value for each in names_in(file.tree, call)}
                if len(bound) != 1 or given.isdisjoint(mentioned):
                    continue
                if _reaches_data(method, checker):
                    yield node, name


def _first_use(
    name: str, assign: cst.Assign, function: cst.FunctionDef, file: SourceFile
) -> cst.Attribute | None:
    """The attribute that is taken of a name first of all, and surely, behind its assignment."""
    line = file.tree.statement(assign)
    block = file.tree.parent(line)
    behind = file.tree.rank(assign.value)
    inside = {id(each) for each in file.tree.inside(assign)}
    for node in names_in(file.tree, function.body):
        if node.value != name or id(node) in inside or file.tree.rank(node) < behind:
            continue
        above = file.tree.parent(node)
        if not isinstance(above, cst.Attribute) or above.value is not node:
            return None
        statement = file.tree.statement(node)
        is_next = file.tree.parent(statement) is block and not _is_conditional(
            node, statement, file
        )
        return above if is_next and not _is_caught(node, function, file) else None
    return None


def _is_conditional(node: cst.CSTNode, statement: cst.CSTNode, file: SourceFile) -> bool:
    """Whether an expression of a statement may not be evaluated, or later."""
    below = node
    for around in file.tree.ancestors(node):
        if around is statement:
            break
        if isinstance(around, _CONDITIONAL):
            return True
        below = around
    match statement:
        case cst.SimpleStatementLine():
            return False
        case cst.If(test=first) | cst.While(test=first) | cst.For(iter=first):
            return below is not first
    return True


def _is_caught(node: cst.CSTNode, function: cst.FunctionDef, file: SourceFile) -> bool:
    """Whether something around may catch the error."""
    for around in file.tree.ancestors(node):
        if around is function:
            return False
        if isinstance(around, (cst.Try, cst.TryStar, cst.With)):
            return True
    return True


def _is_guarded(function: cst.FunctionDef, checker: Checker) -> bool:
    """Whether a decorator of the project may look at the parameters of a view before it is
    called."""
    for decorator in decorators_of(function, checker):
        found = decorator.definition(checker.project)
        if found is None:
            continue
        definition, other = found
        words = {each.value for each in names_in(other.tree, definition)}
        params = {param.name.value for param in function.params.params}
        if not words.isdisjoint(params - {"self"}) or _reads_keywords(definition, other):
            return True
    return False


def _reads_keywords(definition: cst.CSTNode, file: SourceFile) -> bool:
    """Whether a decorator reads what a view is called with, besides passing it on."""
    for node in file.tree.inside(definition):
        match node:
            case (
                cst.Subscript(value=cst.Name(value=name))
                | cst.Attribute(value=cst.Name(value=name))
            ):
                if name in ("kwargs", "args", "view_args", "kw"):
                    return True
            case cst.Attribute(attr=cst.Name(value="view_args")):
                return True
    return False


def _finding(use: cst.Attribute, name: str, assign: cst.Assign, file: SourceFile) -> Finding:
    return Finding(
        use,
        f"`{name}` is None where there is no such row, and the client gets a 500; answer 404, for "
        "example with `get_or_404` or `first_or_404`",
        (Evidence(f"`{name}` is looked up here", assign),),
    )
