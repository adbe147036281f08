"""FLK104."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint.project.blueprints import BlueprintClash
from flasklint.rule import (
    Bad,
    Checker,
    Evidence,
    Finding,
    Fix,
    Good,
    Remove,
    Replace,
    Rule,
    SourceFile,
)


@dataclass(frozen=True)
class BlueprintRegisteredTwice(Rule):
    """A Blueprint registered twice under one name, so that the application does not start.

    ## What it does

    Reports the second `register_blueprint` of one Blueprint on the same application, or on the same
    Blueprint, if it does not give another `name=`.

    ## Why it matters

    Flask keeps Blueprints by name, also where the second registration has a URL prefix of its own.
    It ends the start of the application with `ValueError: The name 'books' is already registered
    for this blueprint. Use 'name=' to provide a unique name.`

    ## What it must know

    That both registrations happen together: on the same object, under the same conditions, in code
    that surely runs, be it in a loop or in a function that is called twice. The rule is silent
    about branches of an `if`, about functions of which one is picked (`SETUPS[stage](app)`), about
    several applications, about a factory that is called twice, about names that are computed,
    about an application from whose `blueprints` something is taken out, about a project that
    overrides `register_blueprint`, and where the requirements ask for a Flask before 2, which
    registers the Blueprint again.

    ## When not to use it

    There is no reason: such an application does not start.

    ## Fix safety

    The fix is unsafe: an application that does not start now has URLs. A second registration
    with a URL prefix of its own gets a name made of both (`name="books_v2"`), which is what its
    endpoints begin with: `url_for("books_v2.index")`. One that says the same as the first is
    removed. There is no fix for a loop, for a function that is called twice, where the options
    differ otherwise, or where the name is taken.
    """

    code = "FLK104"
    category = "correctness"
    severity = "error"
    fix = "sometimes"
    examples = (
        Bad(
            "once more under another prefix",
            {
                "app.py": """
                    from flask import Flask

                    from books import bp

                    app = Flask(__name__)
                    app.register_blueprint(bp)
                    app.register_blueprint(bp, url_prefix="/v2")  # FLK104
                    """,
                "books.py": """
                    from flask import Blueprint

                    bp = Blueprint("books", __name__)
                    """,
            },
            fixed={
                "app.py": """
                    from flask import Flask

                    from books import bp

                    app = Flask(__name__)
                    app.register_blueprint(bp)
                    app.register_blueprint(bp, url_prefix="/v2", name="books_v2")  # FLK104
                    """,
            },
            fails="start: ValueError: The name 'books' is already registered for this blueprint",
        ),
        Good(
            "each registration has a name of its own",
            """
            from flask import Blueprint, Flask

            bp = Blueprint("books", __name__)

            app = Flask(__name__)
            app.register_blueprint(bp, url_prefix="/v1", name="books_v1")
            app.register_blueprint(bp, url_prefix="/v2", name="books_v2")
            """,
            works="start",
        ),
    )

    def check(self, checker: Checker) -> Iterator[Finding]:
        file, project = checker.file, checker.project
        if project.is_at_least("flask", 2, file.filename) is False:
            return
        taken: set[str] = set()
        for clash in project.clashes_in(file.filename):
            if clash.same:
                taken = taken or set(project.registered_names())
                yield _finding(clash, file, taken)


def _finding(clash: BlueprintClash, file: SourceFile, taken: set[str]) -> Finding:
    again = clash.place == clash.taken
    evidence = [] if again else [Evidence("it is registered here before", clash.taken)]
    if clash.made is not None:
        evidence.append(Evidence(f"the Blueprint `{clash.name}` is made here", clash.made))
    where = "once more in each turn of the loop" if again else "a second time"
    message = (
        f"the Blueprint `{clash.name}` is registered on {clash.parent} {where}: Flask raises "
        "ValueError; register it once, or give it another `name=`"
    )
    return Finding(file.node(clash.place), message, tuple(evidence), _fix(clash, file, taken))


def _fix(clash: BlueprintClash, file: SourceFile, taken: set[str]) -> Fix | None:
    """Another name, added to those that are `taken`, for a registration under another prefix; None
    where that is not what it is."""
    other = file.open(clash.taken.filename)
    second, first = file.node(clash.place), other.node(clash.taken)
    if clash.place == clash.taken or not (_is_plain(second) and _is_plain(first)):
        return None
    assert isinstance(second, cst.Call)
    assert isinstance(first, cst.Call)
    options, before = _options(second, file), _options(first, other)
    prefix = options.pop("url_prefix", "")
    if prefix == before.pop("url_prefix", "") and options == before:
        statement = file.tree.parent(second)
        if isinstance(statement, cst.Expr):
            return Fix("remove the second registration", (Remove(statement),))
        return None
    text = re.fullmatch(r"""(["'])([\w/.-]*)\1""", prefix)
    words = re.sub(r"\W+", "_", text.group(2)).strip("_") if text else ""
    if not words or "name" in options or f"{clash.name}_{words}" in taken:
        return None
    taken.add(f"{clash.name}_{words}")
    quote = '"' if prefix.startswith('"') else "'"
    name = f"{quote}{clash.name}_{words}{quote}"
    last = second.args[-1]
    change = Replace(last, f"{file.code(last)}, name={name}")
    return Fix(f"register it as {name}", (change,))


def _is_plain(node: cst.CSTNode) -> bool:
    """Whether a node is a `register_blueprint` of something that is not made there, its options
    written out."""
    match node:
        case cst.Call(func=cst.Attribute(attr=cst.Name("register_blueprint")), args=[given, *rest]):
            written = all(arg.keyword is not None for arg in rest) and not given.star
            return written and isinstance(given.value, (cst.Name, cst.Attribute))
    return False


def _options(call: cst.Call, file: SourceFile) -> dict[str, str]:
    """The options of a registration as they are written."""
    return {arg.keyword.value: file.code(arg.value) for arg in call.args[1:] if arg.keyword}
