"""FLK824."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint.languages.python.names import Binding
from flasklint.rule import (
    AddImport,
    Bad,
    Checker,
    Evidence,
    Finding,
    Fix,
    Good,
    InsertBefore,
    Rule,
    SourceFile,
)
from flasklint_rules.context.shared.settings_callers import asked_by_request, only_read

_SETTINGS = {
    "pydantic_settings.BaseSettings", "pydantic.BaseSettings", "pydantic.v1.BaseSettings",
    "dynaconf.Dynaconf", "dynaconf.LazySettings",
}  # fmt: skip
_LITERALS = (cst.SimpleString, cst.Integer, cst.Float)


@dataclass(frozen=True)
class UncachedSettingsFactory(Rule):
    """A function that reads the settings anew each time somebody asks for them.

    ## What it does

    Reports a function without parameters that does nothing but make a settings object of
    pydantic or Dynaconf and return it, if each request calls it, and nothing keeps what it makes.

    ## Why it matters

    Such an object reads the environment and the `.env` file when it is made, and checks every
    value. Each request pays for that again, and two parts of one may see different settings.
    `functools.lru_cache` keeps one object, which a test can replace: `get_settings.cache_clear()`.

    ## What it must know

    That the class derives from pydantic's `BaseSettings` or is Dynaconf's, that it is given
    nothing that may change from call to call, and that a view or a hook calls the factory, itself
    or through functions of the project: one that is called as a module is imported, or as an
    application is made, makes its object once. The rule is silent about decorated functions, which
    may be cached, about callers that put away what they get, and about callers it cannot see.

    ## When not to use it

    Where settings have to be read anew, because the environment changes while the application runs.

    ## Fix safety

    The fix is unsafe: from the second call on, the function returns the object of the first,
    though the environment may have changed, or a caller its copy. It puts `@lru_cache` above the
    function. There is no fix where the file has something else of that name, a comment stands
    directly above the function, or a caller may change what it gets: sets an attribute, calls
    what changes a list, or passes it on.
    """

    code = "FLK824"
    category = "architecture"
    fix = "sometimes"
    examples = (
        Bad(
            "each request makes the settings again",
            """
            from flask import Flask
            from pydantic_settings import BaseSettings

            app = Flask(__name__)


            class Settings(BaseSettings):
                shop_name: str = "books"


            def get_settings():  # FLK824
                return Settings()


            @app.get("/")
            def index():
                return get_settings().shop_name
            """,
            fixed="""
            from functools import lru_cache

            from flask import Flask
            from pydantic_settings import BaseSettings

            app = Flask(__name__)


            class Settings(BaseSettings):
                shop_name: str = "books"


            @lru_cache
            def get_settings():  # FLK824
                return Settings()


            @app.get("/")
            def index():
                return get_settings().shop_name
            """,
        ),
        Good(
            "made once, with the application",
            """
            from flask import Flask
            from pydantic_settings import BaseSettings


            class Settings(BaseSettings):
                shop_name: str = "books"


            app = Flask(__name__)
            app.config["SHOP_NAME"] = Settings().shop_name
            """,
        ),
    )

    def check(self, checker: Checker) -> Iterator[Finding]:
        file, project = checker.file, checker.project
        if not project.is_mentioned(tuple(sorted(path.rpartition(".")[2] for path in _SETTINGS))):
            return
        for function in file.tree.all(cst.FunctionDef):
            made = _made(function)
            if made is None or file.names.scope(function) is not file.tree.module:
                continue
            path = file.names.path(made.func)
            cls = project.canonical(path) if path is not None else None
            if cls is None or project.is_subclass(cls, _SETTINGS) is not True:
                continue
            name = function.name.value
            factory = file.names.definition_path(function)
            repeated = asked_by_request(factory, checker)
            if repeated is None:
                continue
            message = f"`{name}` reads the settings anew at each call; cache it with `lru_cache`"
            evidence = (Evidence("it is called here, each time anew", repeated.place),)
            fix = _fix(function, file) if only_read(factory, checker) else None
            yield Finding(function, message, evidence, fix)


def _made(function: cst.FunctionDef) -> cst.Call | None:
    """The call whose result is all that a plain function without parameters returns."""
    if function.decorators or function.asynchronous is not None or _has_parameters(function):
        return None
    lines: list[cst.BaseSmallStatement] = []
    for statement in function.body.body:
        if isinstance(statement, cst.SimpleStatementLine):
            lines += statement.body
        elif isinstance(statement, cst.BaseSmallStatement):
            lines.append(statement)
        else:
            return None
    if lines and isinstance(lines[0], cst.Expr) and isinstance(lines[0].value, cst.SimpleString):
        del lines[0]
    made: cst.BaseExpression | None = None
    match lines:
        case [cst.Return(value=value)]:
            made = value
        case [
            cst.Assign(targets=[cst.AssignTarget(target=cst.Name(value=name))], value=value),
            cst.Return(value=cst.Name(value=returned)),
        ] if name == returned:
            made = value
    is_fixed = isinstance(made, cst.Call) and all(map(_is_literal, made.args))
    return made if isinstance(made, cst.Call) and is_fixed else None


def _has_parameters(function: cst.FunctionDef) -> bool:
    given = function.params
    rest = (given.posonly_params, given.params, given.kwonly_params)
    return any(rest) or isinstance(given.star_arg, cst.Param) or given.star_kwarg is not None


def _is_literal(arg: cst.Arg) -> bool:
    is_constant = isinstance(arg.value, cst.Name) and arg.value.value in ("None", "True", "False")
    return not arg.star and (is_constant or isinstance(arg.value, _LITERALS))


def _fix(function: cst.FunctionDef, file: SourceFile) -> Fix | None:
    message = "cache what it returns"
    if any(line.comment for line in function.leading_lines):
        return None
    bound = file.names.bindings[file.tree.module]
    if _stands_for("functools", bound, "functools"):
        return Fix(message, (InsertBefore(function, "@functools.lru_cache"),))
    if "lru_cache" in bound and not _stands_for("lru_cache", bound, "functools.lru_cache"):
        return None
    imported = AddImport(file.filename, "functools", "lru_cache")
    return Fix(message, (imported, InsertBefore(function, "@lru_cache")))


def _stands_for(name: str, bound: dict[str, list[Binding]], path: str) -> bool:
    return {each.value for each in bound.get(name, ())} == {path}
