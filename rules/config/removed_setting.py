"""FLK602."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint.rule import Bad, Checker, Finding, Fix, Good, Replace, Rule, SourceFile
from flasklint_rules.config.shared.gone_settings import GONE_SETTINGS, GoneSetting
from flasklint_rules.config.shared.setting_places import Setting, settings_in


@dataclass(frozen=True)
class RemovedSetting(Rule):
    """A setting is made that the installed version of the package no longer reads.

    ## What it does

    Reports `JSON_SORT_KEYS`, `JSON_AS_ASCII`, `JSONIFY_MIMETYPE`, `JSONIFY_PRETTYPRINT_REGULAR`,
    `SQLALCHEMY_POOL_SIZE` and its like, `SQLALCHEMY_COMMIT_ON_TEARDOWN`, `JWT_BLACKLIST_ENABLED`
    and others where an application loads them.

    ## Why it matters

    Nothing is said: the application starts, and does what it does without the setting. Since Flask
    2.3 `JSON_SORT_KEYS = False` does not keep the keys of an answer in order; since
    Flask-SQLAlchemy 3 `SQLALCHEMY_COMMIT_ON_TEARDOWN` commits nothing any more.

    ## What it must know

    That no version may be installed that still reads it: requirements, a pyproject.toml, Pipfile,
    setup.cfg, setup.py or a lock file say so, or a package that requires such a version. A project
    that declares nothing at all gets the newest version. It is silent if the project itself reads
    the setting.

    ## When not to use it

    Where a package that flasklint does not know reads the setting.

    ## Fix safety

    The fix is unsafe: it sets the attribute of `app.json` that has the meaning, and answers change
    to what was meant. There is no fix for a setting in a class or module, which has no application
    at hand, nor for those that have no such attribute.
    """

    code = "FLK602"
    category = "correctness"
    severity = "warning"
    preview = True
    fix = "sometimes"
    words = frozenset(GONE_SETTINGS)
    examples = (
        Bad(
            "the keys are sorted all the same",
            """
            from flask import Flask

            app = Flask(__name__)
            app.config["JSON_SORT_KEYS"] = False  # FLK602


            @app.get("/steps")
            def list_steps():
                return {"start": 1, "end": 2}
            """,
            fixed="""
            from flask import Flask

            app = Flask(__name__)
            app.json.sort_keys = False  # FLK602


            @app.get("/steps")
            def list_steps():
                return {"start": 1, "end": 2}
            """,
            fails='GET /steps: 200 application/json {"end":2,"start":1}',
        ),
        Good(
            "an older Flask may be installed",
            {
                "requirements.txt": "flask>=2.0\n",
                "app.py": """
                from flask import Flask

                app = Flask(__name__)
                app.config["JSON_SORT_KEYS"] = False
                """,
            },
        ),
    )

    def check(self, checker: Checker) -> Iterator[Finding]:
        file, project = checker.file, checker.project
        if not any(_is_gone(gone, checker) for key, gone in _named(file)):
            return
        for setting in settings_in(checker):
            gone = GONE_SETTINGS.get(setting.key)
            if gone is None or not _is_gone(gone, checker):
                continue
            if project.readers_of_key(setting.key) or project.asks_config_for(setting.key):
                continue
            message = (
                f"{gone.title} does not read `{setting.key}` since {gone.since}, so that it has no "
                f"effect; instead: {gone.instead}"
            )
            yield Finding(setting.node, message, fix=_fix(setting, gone, file))


def _named(file: SourceFile) -> Iterator[tuple[str, GoneSetting]]:
    for key, gone in GONE_SETTINGS.items():
        if key in file.text:
            yield key, gone


def _is_gone(gone: GoneSetting, checker: Checker) -> bool:
    project, filename = checker.project, checker.file.filename
    return project.is_surely_at_least(gone.package, gone.since, filename)


def _fix(setting: Setting, gone: GoneSetting, file: SourceFile) -> Fix | None:
    around = [setting.node, *file.tree.ancestors(setting.node)]
    assign = next((node for node in around if isinstance(node, cst.Assign)), None)
    if assign is None or not gone.attribute or len(assign.targets) > 1:
        return None
    match assign.targets[0].target:
        case cst.Subscript(value=cst.Attribute(value=app, attr=cst.Name(value="config"))) as target:
            attribute = f"{file.code(app)}.json.{gone.attribute}"
            return Fix(f"Set `{attribute}`", (Replace(target, attribute),))
    return None
