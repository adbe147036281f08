"""FLK313."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import libcst as cst

from flasklint.facts.code import Param
from flasklint.languages.python.literals import dotted
from flasklint.rule import (
    Bad,
    Checker,
    Evidence,
    Finding,
    Fix,
    Good,
    Project,
    Replace,
    Rule,
    SourceFile,
)
from flasklint_rules.services.shared.constructing import arguments_for


@dataclass(frozen=True)
class InstanceMethodCalledOnClass(Rule):
    """A method that needs an object is called on the class, as if it were static.

    ## What it does

    Reports `UserService.get_all()` where `get_all(self)` is a plain method of a class of the
    project, and the call passes too few arguments to have passed the object itself.

    ## Why it matters

    Python takes the first argument for `self`. The call fails when the line runs, which in a view
    is at the request: `TypeError: UserService.get_all() missing 1 required positional argument:
    'self'`, or with one argument, `... missing 1 required positional argument: 'user_id'`.

    ## What it must know

    That the name stands for the class, through imports and aliases, and not for an object or for
    `cls`, which may be a subclass; that the method is neither static nor a class method, is not
    decorated or bound again (`all = classmethod(all)`), and that no metaclass, class decorator or
    base class from outside could have made something else of it; and that the call would be
    complete on an object. `Base.save(self)` passes the object and is fine. A call that catches the
    TypeError is left alone, and so is a class whose name does not begin with a capital letter.

    ## When not to use it

    The rule reports what fails; there is no reason to leave it out.

    ## Fix safety

    The fix is unsafe: it makes an object for the call, with the arguments that all other places
    pass which make one; where there is none, with the session of the project's one
    Flask-SQLAlchemy object if the class takes just a session, or with nothing if it needs nothing.
    There is no fix where these differ or cannot be had in this file, and where one function calls
    several methods on the class: they may have one object in mind.
    """

    code = "FLK313"
    category = "correctness"
    severity = "error"
    fix = "sometimes"
    examples = (
        Bad(
            "no object is made: the book's number is taken for `self`",
            """
            from flask import Flask

            app = Flask(__name__)


            class BookService:
                def title(self, book_id):
                    return f"book {book_id}"


            @app.get("/books/<int:book_id>")
            def show_book(book_id):
                return BookService.title(book_id)  # FLK313
            """,
            fixed="""
            from flask import Flask

            app = Flask(__name__)


            class BookService:
                def title(self, book_id):
                    return f"book {book_id}"


            @app.get("/books/<int:book_id>")
            def show_book(book_id):
                return BookService().title(book_id)  # FLK313
            """,
            fails="GET /books/3: TypeError: BookService.title() missing 1 required positional "
            "argument: 'book_id'",
        ),
        Good(
            "a method that needs no object is static",
            """
            from flask import Flask

            app = Flask(__name__)


            class BookService:
                @staticmethod
                def title(book_id):
                    return f"book {book_id}"


            @app.get("/books/<int:book_id>")
            def show_book(book_id):
                return BookService.title(book_id)
            """,
            works="GET /books/3",
        ),
    )

    def check(self, checker: Checker) -> Iterator[Finding]:
        file, project = checker.file, checker.project
        if not _may_find(checker):
            return
        others = _other_names(file)
        for call in file.tree.all(cst.Call):
            func = call.func
            if not isinstance(func, cst.Attribute):
                continue
            last = file.last_name(func.value)
            if not _may_be_class(last) and last not in others:
                continue
            # What an import leads to is known without the names of the whole file.
            likely = file.imported_paths(func.value)
            name = func.attr.value
            if likely and not any(project.method_on_class(path, name) for path in likely):
                continue
            path = file.names.path(func.value)
            if path is None or not _may_be_class(path) or not _is_fixed(func.value, file):
                continue
            method = project.method_on_class(path, func.attr.value)
            if method is None or not _lacks_object(call, method.params):
                continue
            if _catches(call, file):
                continue
            cls = dotted(func.value)
            message = (
                f"`{name}` of `{cls.rpartition('.')[2]}` needs an object, and is called on the "
                f"class; call it on an object"
            )
            evidence = (Evidence(f"`{name}` takes `{method.params[0].name}`", method.place),)
            fix = None if _is_called_again(path, call, file) else _fix(func.value, checker)
            yield Finding(call, message, evidence, fix)


def _may_find(checker: Checker) -> bool:
    """Whether a method that needs an object may be called on a class, at a first look."""
    outline, project = checker.file.outline, checker.project
    if outline is None:
        return True
    functions = (call.func for call in outline.all(ast.Call))
    return any(
        isinstance(func, ast.Attribute)
        and outline.may_be(func.value, partial(_has_method, name=func.attr, project=project))
        for func in functions
    )


def _has_method(path: str, name: str, project: Project) -> bool:
    return _may_be_class(path) and project.method_on_class(path, name) is not None


def _other_names(file: SourceFile) -> set[str]:
    """The names that stand for a class which is called otherwise: `service` after
    `service = UserService`."""
    found: set[str] = set()
    for assign in file.tree.all(cst.Assign):
        if _may_be_class(file.last_name(assign.value)):
            found.update(file.last_name(target.target) for target in assign.targets)
    return found - {""}


def _may_be_class(path: str) -> bool:
    """Whether a path ends with a name as classes have it: all else is not worth a question."""
    return path.rpartition(".")[2].lstrip("_")[:1].isupper() and not path.endswith(("()", "[]"))


def _is_fixed(node: cst.CSTNode | str | None, file: SourceFile, depth: int = 0) -> bool:
    """Whether an expression is a dotted name that begins with what is imported or defined, or with
    a local name for that: not with a parameter such as `cls`, which may stand for a subclass."""
    while isinstance(node, cst.Attribute):
        node = node.value
    if not isinstance(node, cst.Name) or depth > 5:
        return False
    scope = file.names.holder(node)
    bound = file.names.bindings[scope].get(node.value, []) if scope is not None else []
    if scope is file.tree.module or len(bound) != 1:
        kinds = ("import", "def", "value") if scope is file.tree.module else ("import", "def")
        return bool(bound) and all(each.kind in kinds for each in bound)
    kind, value, _ = bound[0]
    if kind == "value":
        return _is_fixed(value, file, depth + 1)
    return kind in ("import", "def")


def _lacks_object(call: cst.Call, params: Sequence[Param]) -> bool:
    """Whether a call is incomplete as it is, and complete with an object before its arguments."""
    if any(arg.star for arg in call.args):
        return False
    named = [arg.keyword.value for arg in call.args if arg.keyword is not None]
    count = len(call.args) - len(named)
    return _missing(params, count, named) is True and _missing(params, count + 1, named) is False


def _missing(params: Sequence[Param], count: int, named: Sequence[str]) -> bool | None:
    """Whether required parameters get no argument; None if the arguments do not fit at all."""
    positional = [param for param in params if param.kind in ("", "/")]
    kinds = {param.kind for param in params}
    if count > len(positional) and "*" not in kinds:
        return None
    given = {param.name for param in positional[:count]}
    allowed = {param.name for param in params if param.kind in ("", "kw")}
    if given & set(named) or ("**" not in kinds and not set(named) <= allowed):
        return None
    filled = given | set(named)
    return any(
        param.default is None and param.kind in ("", "/", "kw") and param.name not in filled
        for param in params
    )


def _catches(call: cst.Call, file: SourceFile) -> bool:
    """Whether the code around expects the TypeError."""
    for around in file.tree.ancestors(call):
        if isinstance(around, cst.FunctionDef):
            return False
        if isinstance(around, cst.Try):
            for handler in around.handlers:
                caught = handler.type
                options = (
                    [each.value for each in caught.elements]
                    if (isinstance(caught, cst.Tuple))
                    else [caught]
                )
                if "builtins.TypeError" in {file.names.path(each) for each in options if each}:
                    return True
    return False


def _is_called_again(path: str, call: cst.Call, file: SourceFile) -> bool:
    """Whether the code around calls more methods on the class, which may have one object in mind:
    `Cart.add(book)`, then `Cart.total()`."""
    scope = file.names.scope(call)
    return any(
        isinstance(other.func, cst.Attribute)
        and file.names.scope(other) is scope
        and file.names.path(other.func.value) == path
        for other in file.tree.all(cst.Call)
        if other is not call
    )


def _fix(node: cst.BaseExpression, checker: Checker) -> Fix | None:
    path = checker.canonical(node)
    arguments = None if path is None else arguments_for(path, checker)
    if arguments is None:
        return None
    made = f"{dotted(node)}({arguments.text})"
    return Fix(f"call it on `{made}`", (*arguments.imports, Replace(node, made)))
