"""FLK610."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

import libcst as cst

from flasklint.rule import Bad, Checker, Evidence, Finding, Good, Project, Rule, SourceFile
from flasklint_rules.config.shared.environment import read_of
from flasklint_rules.config.shared.setting_places import is_read_at_import
from flasklint_rules.config.shared.setting_purposes import purpose_around

_READERS = ("environ", "getenv")
_OF_THE_SYSTEM = (
    "CI", "CONDA_*", "DISPLAY", "FLASK_*", "HOME", "HOSTNAME", "HTTPS_PROXY", "HTTP_PROXY",
    "KUBERNETES_*", "LANG", "LC_*", "LOGLEVEL", "LOG_LEVEL", "NO_PROXY", "PATH", "PYTEST_*",
    "PYTHON*", "SERVER_SOFTWARE", "SHELL", "TEMP", "TERM", "TMP", "TMPDIR", "TZ", "USER",
    "USERNAME", "VIRTUAL_ENV", "WERKZEUG_*", "XDG_*",
)  # fmt: skip


@dataclass(frozen=True)
class EnvironOutsideConfig(Rule):
    """A view or service that reads the environment itself, where the project has settings for that.

    ## What it does

    Reports `os.environ["KEY"]`, `os.environ.get("KEY")` and `os.getenv("KEY")` in modules of views
    and services, if the classes or modules that the app loads its settings from read the
    environment.

    ## Why it matters

    Settings that are read in many places have many defaults, cannot be listed, and cannot be set in
    a test through the app's config. A missing variable shows at a request, not at the start.

    ## What it must know

    An app loads its settings from a class or module of the project, and that module reads the
    environment. The module of the read has views, or belongs to the service layer, as the project
    or the configuration says. Quiet are the modules of settings, those that make the app, what is
    for development and tests or runs under `__name__ == "__main__"`, variables that belong to the
    system (`PATH`, `HOME`, `TZ`, `FLASK_*`), computed keys, and the `environ` of a request.

    ## When not to use it

    Where views are meant to read the environment. Allow single variables with `allow`.

    ## Fix safety

    There is no fix: whether the setting exists already, and under which name, is a decision. What
    is read where a module is imported has to move into the functions that need it, for
    `current_app` is not known there.
    """

    code = "FLK610"
    category = "architecture"
    preview = True
    words = frozenset({"environ", "getenv"})
    examples = (
        Bad(
            "a view reads a variable that the settings do not have",
            {
                "app.py": """
                    from flask import Flask

                    from books import bp

                    app = Flask(__name__)
                    app.config.from_object("config")
                    app.register_blueprint(bp)
                    """,
                "config.py": """
                    import os

                    MAIL_SERVER = os.environ.get("MAIL_SERVER", "localhost")
                    """,
                "books.py": """
                    import os

                    from flask import Blueprint

                    bp = Blueprint("books", __name__)


                    @bp.get("/books")
                    def index():
                        return {"limit": os.environ.get("PAGE_SIZE", "20")}  # FLK610
                    """,
            },
        ),
        Good(
            "the settings have it, and the view asks the config of the application",
            """
            import os

            from flask import Flask, current_app


            class Config:
                PAGE_SIZE = os.environ.get("PAGE_SIZE", "20")


            app = Flask(__name__)
            app.config.from_object(Config)


            @app.get("/books")
            def index():
                return {"limit": current_app.config["PAGE_SIZE"]}
            """,
            works="GET /books",
        ),
    )

    allow: tuple[str, ...] = ()
    """Names of variables, as globs, that may be read anywhere."""

    def check(self, checker: Checker) -> Iterator[Finding]:
        file = checker.file
        home = _settings_home(checker.project)
        if home is None or not _is_view_or_service(checker) or _is_exempt(checker):
            return
        for node in (*file.tree.all(cst.Subscript), *file.tree.all(cst.Call)):
            read = read_of(node, file)
            name = read.variable if read is not None else ""
            if not name or any(fnmatchcase(name, glob) for glob in (*_OF_THE_SYSTEM, *self.allow)):
                continue
            if purpose_around(node, file) == "" and _is_read(node, file):
                message = f"`{name}` is read from the environment here; {_advice(node, file)}"
                yield Finding(node, message, (home,))


def _advice(node: cst.CSTNode, file: SourceFile) -> str:
    if is_read_at_import(node, file):
        return (
            "make it a setting and read that from `current_app.config` in the functions that need "
            "it: there is no app yet where the module is imported"
        )
    return "make it a setting and read that from the app's config"


def _settings_home(project: Project) -> Evidence | None:
    """Where the app loads settings that come from the environment."""
    sources = project.config_sources
    modules = {path: project.module_of(path) for path in sources.classes}
    found = [
        place
        for path, place in (*sources.classes.items(), *sources.modules.items())
        if project.mentions(modules.get(path) or path, _READERS)
    ]
    return Evidence("the settings are loaded here", found[0]) if found else None


def _is_view_or_service(checker: Checker) -> bool:
    file, project = checker.file, checker.project
    return bool(project.views_in(file.filename)) or file.module in project.service_modules


def _is_exempt(checker: Checker) -> bool:
    """Whether a module is one of settings, or makes the app."""
    file, project = checker.file, checker.project
    sources = project.config_sources
    if file.module in sources.modules:
        return True
    if any(project.module_of(path) == file.module for path in sources.classes):
        return True
    places = [place for _, factory, app in project.factories() for place in (factory, app)]
    return any(place is not None and place.filename == file.filename for place in places)


def _is_read(node: cst.CSTNode, file: SourceFile) -> bool:
    """Whether a node is no target of an assignment or `del`."""
    around = file.tree.parent(node)
    return not isinstance(around, (cst.AssignTarget, cst.AugAssign, cst.Del))
