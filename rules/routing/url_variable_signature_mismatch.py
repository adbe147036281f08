"""FLK211."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint.facts.node import Place
from flasklint.project.views import ViewCall
from flasklint.rule import (
    Bad,
    Checker,
    Evidence,
    Finding,
    Fix,
    Good,
    Replace,
    Rule,
    SourceFile,
)


@dataclass(frozen=True)
class UrlVariableSignatureMismatch(Rule):
    """A view that does not take the variables of its URL, or needs more than it has.

    ## What it does

    Compares what a URL rule passes to its view with the parameters of the view: the variables of
    the rule, those of the URL prefixes of its Blueprints, `defaults=` and `url_defaults=`. It
    reports variables that the view does not take, and parameters without a default that nothing
    passes; also for the methods of class views, and of resources of Flask-RESTful and Flask-RESTX.
    Where a class has several URLs, not each method is meant for all: `get` is reported for each URL
    that it does not fit, as is what alone answers a URL, other methods only where they fit none.
    Flask passes variables by name, so parameters before a `/` get none.

    ## Why it matters

    Flask calls the view with exactly these keyword arguments. Each request to the URL ends in a
    500: `TypeError: show() got an unexpected keyword argument 'book_id'`, or `TypeError: show()
    missing 1 required positional argument: 'id'`.

    ## What it must know

    The whole rule as the app has it, so the route must surely be on an app, with a prefix that can
    be told. And that nothing comes between Flask and the function: decorators of the view must hand
    on `*args, **kwargs` as they are (those of the project are read; of packages, Flask-Login,
    Flask-HTTPAuth, Flask-JWT-Extended, Flask-Caching, Flask-Limiter and others are known to). It is
    silent for views with any other decorator, for class views with such `decorators` or
    `method_decorators`, a metaclass, a class decorator that is none of Flask-RESTX or an
    `__init_subclass__`, for resources where an `Api` or `Namespace` is given decorators, and for
    routes with `build_only` or `redirect_to`.

    It is silent in a whole project that uses `url_value_preprocessor`, does more with
    `request.view_args` or `app.view_functions` than to read from them, has a request class that may
    set `view_args`, a URL rule class of its own, or an app class that overrides how views are
    called (`dispatch_request`, `ensure_sync`, ...), and in one that hands its app to a package that
    is not known to leave views alone: one for dependency injection or typed routes passes views
    what they ask for. Apps and Blueprints of Flask-OpenAPI3 pass models instead of variables.

    ## When not to use it

    There is no reason to keep such a route. If arguments are changed in a way that the rule does
    not see, suppress it on that line and tell us.

    ## Fix safety

    The fix is unsafe: where one variable is not taken and one parameter is missing, it gives the
    parameter the name of the variable, in the whole function. Code that calls the function by the
    old keyword breaks. There is no fix where the function stands in another file, has nested
    functions, or is called by other routes too, and none where a parameter would have to be added.
    """

    code = "FLK211"
    category = "correctness"
    severity = "error"
    fix = "sometimes"
    examples = (
        Bad(
            "another name in the URL than in the view",
            """
            from flask import Flask

            app = Flask(__name__)


            @app.get("/books/<int:book_id>")  # FLK211
            def show(id):
                return f"book {id}"
            """,
            fixed="""
            from flask import Flask

            app = Flask(__name__)


            @app.get("/books/<int:book_id>")  # FLK211
            def show(book_id):
                return f"book {book_id}"
            """,
            fails="GET /books/3: TypeError: show() got an unexpected keyword argument 'book_id'",
        ),
        Good(
            "the variable may be absent in one of two URLs",
            """
            from flask import Flask

            app = Flask(__name__)


            @app.get("/books")
            @app.get("/books/page/<int:page>")
            def list_books(page=1):
                return f"page {page}"
            """,
            works="GET /books",
        ),
    )

    def check(self, checker: Checker) -> Iterator[Finding]:
        file = checker.file
        calls = checker.project.view_calls_in(file.filename)
        seen: set[tuple[int, str]] = set()
        for call in calls:
            extra, missing = call.extra, call.missing
            if not (extra or missing) or (call.node, call.path) in seen:
                continue
            seen.add((call.node, call.path))
            fix = None
            if len(extra) == len(missing) == 1 and not call.by_position:
                others = [each for each in calls if each.place == call.place]
                fix = _renaming(missing[0], extra[0], call, others, file)
            node = file.tree.node(call.node)
            evidence = [Evidence(f"`{_name(call)}` is defined here", call.place)]
            if isinstance(node, cst.FunctionDef):
                evidence = [Evidence("the route is declared here", call.declared)]
            caller, there = _caller(call, checker) if missing and not extra else ("", None)
            if there is not None:
                evidence.append(Evidence(f"{caller} calls it here", there))
            yield Finding(node, _message(call, extra, missing, caller), tuple(evidence), fix)


def _name(call: ViewCall) -> str:
    own = call.path.rpartition("<locals>.")[2]
    *_, cls, name = ("", *own.split("."))
    return f"{cls}.{name}" if cls[:1].isupper() else name


def _caller(call: ViewCall, checker: Checker) -> tuple[str, Place | None]:
    """What code of the project calls the view itself, and where."""
    for site in checker.project.calls_of(call.path):
        there = checker.file.open(site.place.filename)
        around = there.tree.ancestors(there.node(site.place))
        function = next((each for each in around if isinstance(each, cst.FunctionDef)), None)
        if function is not None and there.place(function) != call.place:
            return f"`{function.name.value}`", site.place
    return "", None


def _message(call: ViewCall, extra: list[str], missing: list[str], caller: str) -> str:
    name = _name(call)
    by_position = [
        each.name for each in call.by_position if each.name in extra or each.name in missing
    ]
    if by_position:
        return (
            f"Flask passes the variables of the URL `{call.rule}` by name, but `{name}` takes "
            f"{_listed(by_position)} by position only: each request fails; take the `/` away"
        )
    if extra and missing:
        return (
            f"the URL `{call.rule}` passes {_listed(extra)}, but `{name}` takes "
            f"{_listed(missing)}: each request fails; use the same name"
        )
    if extra:
        return (
            f"the URL `{call.rule}` passes {_listed(extra)}, which `{name}` does not take: each "
            "request fails; add the parameter"
        )
    needs = f"`{name}` needs {_listed(missing)}, which the URL `{call.rule}` does not pass: each"
    if caller:
        return (
            f"{needs} request fails, only {caller} can call it; take the route away, or give "
            f"the parameter{'s' if len(missing) > 1 else ''} a default"
        )
    return f"{needs} request fails; add a variable to the URL or a default to the parameter"


def _listed(names: list[str]) -> str:
    return " and ".join(f"`{name}`" for name in names)


def _renaming(
    old: str, new: str, call: ViewCall, others: list[ViewCall], file: SourceFile
) -> Fix | None:
    """Give a parameter another name; None if that would not be all of it."""
    if call.place.filename != file.filename or any(new not in each.passed for each in others):
        return None
    function = file.node(call.place)
    if not isinstance(function, cst.FunctionDef):
        return None
    inside = list(file.tree.inside(function))
    kinds = (cst.FunctionDef, cst.Lambda, cst.ClassDef, cst.Global, cst.Nonlocal)
    if any(isinstance(node, kinds) for node in inside if node is not function):
        return None
    names = [node for node in inside if isinstance(node, cst.Name)]
    if any(node.value == new for node in names):
        return None
    used = [node for node in names if node.value == old and file.names.holder(node) is function]
    params = [node for node in inside if isinstance(node, cst.Param) and node.name.value == old]
    if len(params) != 1 or any(node.value == old for node in names if node not in used):
        return None
    text = file.code(params[0])
    changes = [Replace(params[0], new + text.removeprefix(old))]
    changes += [Replace(node, new) for node in used]
    return Fix(f"Name the parameter `{new}`", tuple(changes))
