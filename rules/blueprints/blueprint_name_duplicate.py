"""FLK103."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flasklint.rule import Bad, Checker, Evidence, Finding, Good, Rule


@dataclass(frozen=True)
class BlueprintNameDuplicate(Rule):
    """Two Blueprints with one name on the same application, which then does not start.

    ## What it does

    Reports a Blueprint whose name another Blueprint has that is registered before it on the same
    application, or on the same Blueprint.

    ## Why it matters

    An endpoint begins with the name of its Blueprint, so Flask wants it once. The second
    registration ends the start of the application with `ValueError: The name 'users' is already
    registered for a different blueprint. Use 'name=' to provide a unique name.`

    ## What it must know

    That both registrations happen together: on the same object, under the same conditions, in code
    that surely runs; and both names, whether given to the Blueprint or as `name=` where it is
    registered. The rule is silent about branches of an `if`, about functions and classes of which
    one is picked (`SETUPS[stage](app)`), about Blueprints in different parents (`v1.users` and
    `v2.users` are two names), about several applications, about lists that are put together step by
    step, about an application from whose `blueprints` something is taken out, and about a project
    that overrides `register_blueprint`.

    ## When not to use it

    There is no reason: such an application does not start. A finding stands where the name is
    given, so a suppression stands there too.

    ## Fix safety

    There is no fix: which of the two should have another name, and which, only the team knows. The
    name is part of each `url_for("users.index")`.
    """

    code = "FLK103"
    category = "correctness"
    severity = "error"
    examples = (
        Bad(
            "two modules give their Blueprints one name",
            {
                "app.py": """
                    from flask import Flask

                    import admin
                    import users

                    app = Flask(__name__)
                    app.register_blueprint(users.bp)
                    app.register_blueprint(admin.bp, url_prefix="/admin")
                    """,
                "users.py": """
                    from flask import Blueprint

                    bp = Blueprint("users", __name__)
                    """,
                "admin.py": """
                    from flask import Blueprint

                    bp = Blueprint("users", __name__)  # FLK103
                    """,
            },
            fails="start: ValueError: The name 'users' is already registered",
        ),
        Good(
            "each Blueprint has a name of its own",
            """
            from flask import Blueprint, Flask

            users = Blueprint("users", __name__)
            admin = Blueprint("admin", __name__)

            app = Flask(__name__)
            app.register_blueprint(users)
            app.register_blueprint(admin, url_prefix="/admin")
            """,
            works="start",
        ),
    )

    def check(self, checker: Checker) -> Iterator[Finding]:
        file = checker.file
        for clash in checker.project.clashes_in(file.filename):
            if clash.same:
                continue
            other = "another Blueprint"
            evidence = [Evidence("the second registration", clash.place)]
            if clash.taken != clash.place:
                evidence.insert(0, Evidence("the first registration", clash.taken))
            if clash.blame == clash.made and clash.other is not None:
                evidence.insert(0, Evidence(f"the other Blueprint `{clash.name}`", clash.other))
            elif clash.blame == clash.made or clash.blame == clash.other:
                other = "the Blueprint of a package"
            yield Finding(
                file.node(clash.blame),
                f"{other} on {clash.parent} has the name `{clash.name}` too: Flask raises "
                "ValueError at the second registration; give one of them another name",
                tuple(each for each in evidence if each.place != clash.blame),
            )
