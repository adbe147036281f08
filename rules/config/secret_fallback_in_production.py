"""FLK615."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

import libcst as cst

from flasklint.rule import (
    Bad,
    Change,
    Checker,
    Evidence,
    Finding,
    Fix,
    Good,
    InsertAfter,
    InsertBefore,
    Project,
    Replace,
    Rule,
    SourceFile,
)
from flasklint_rules.config.shared.environment import GETTERS, Read
from flasklint_rules.config.shared.fallbacks import Fallback, fallback_of
from flasklint_rules.config.shared.setting_names import (
    is_credential_name,
    is_secret_name,
    is_secret_value,
)
from flasklint_rules.config.shared.setting_places import Setting, is_read_at_import, settings_in
from flasklint_rules.config.shared.setting_purposes import purpose_of_home
from flasklint_rules.config.shared.setting_sources import Source, source_of
from flasklint_rules.config.shared.setting_values import text_of


@dataclass(frozen=True)
class SecretFallbackInProduction(Rule):
    """A secret that is read from the environment with a fallback in the code, in production too.

    ## What it does

    Reports `os.getenv("SECRET_KEY", "dev")`, `os.environ.get("SECRET_KEY", "dev")` and
    `os.environ.get("SECRET_KEY") or "dev"` for settings that sign or encrypt, in a class or module
    that an app loads for production, or in what is set on an app's config, also by a name that gets
    its value so at the top of a module. So it does with several variables, of which one stands in
    for the other, with what a function of the project reads so, with `config` of python-decouple
    and with `Env` of environs.

    ## Why it matters

    Where the variable is missing, nothing fails: the application signs its sessions with a key that
    everybody who has the code knows, and whoever knows it can log in as anybody.

    ## What it must know

    The setting is loaded by an app, or set on one. A class counts for production if it is named so,
    if an app loads it and neither its name nor its switches say that it is for development or
    tests, or if such a class inherits the setting from it. Quiet are classes, functions and
    conditions for development and tests, settings that a class for production sets itself, projects
    that read settings from outside on top, fallbacks that are computed (`secrets.token_hex()`),
    paths and placeholders, and everything where a condition anywhere asks for the variable, the
    setting or the fallback: the application may refuse to start. It may, too, where something asks
    which of several variables are set, goes through the values of a config, or asks whether a
    setting begins like the fallback. Passwords and tokens of other services are quiet too: with the
    wrong one the other service refuses.

    ## When not to use it

    Where the application can only be started by something that sets the variable.

    ## Fix safety

    The fix is unsafe: it takes the fallback away. What reads `os.environ["SECRET_KEY"]` then fails
    without the variable, and a class or module that does so cannot be imported. If classes for
    development or tests in the same file inherit the setting, they get it with the fallback, and
    the class itself reads `os.environ.get("SECRET_KEY")`: without the variable production starts
    with a secret that is None, and fails when it is first needed, as at the first use of the
    session. There is no fix where several variables are asked for, where what is read is changed or
    read by a function of the project, where such a class stands in another file or on one line,
    where the project has tests, which are not read, and no class for them beside this one, or where
    something else reads the setting from the class or module, and may be computed from it.
    """

    code = "FLK615"
    category = "security"
    severity = "error"
    fix = "sometimes"
    examples = (
        Bad(
            "a key with a fallback that is set on the app",
            """
            import os

            from flask import Flask

            app = Flask(__name__)
            app.secret_key = os.environ.get("SECRET_KEY", "dev")  # FLK615
            """,
            fixed="""
            import os

            from flask import Flask

            app = Flask(__name__)
            app.secret_key = os.environ["SECRET_KEY"]  # FLK615
            """,
        ),
        Good(
            "without the variable the application does not start",
            """
            import os

            from flask import Flask


            class Config:
                SECRET_KEY = os.environ["SECRET_KEY"]


            app = Flask(__name__)
            app.config.from_object(Config)
            """,
        ),
    )

    secret_names: tuple[str, ...] = ()
    """Further names of secrets, as globs; these may be passwords and tokens."""

    allow: tuple[str, ...] = ()
    """Names of settings, as globs, that may have a fallback."""

    def check(self, checker: Checker) -> Iterator[Finding]:
        file, project = checker.file, checker.project
        for setting in settings_in(checker):
            key = setting.key
            if not self._is_secret(key) or any(fnmatchcase(key, glob) for glob in self.allow):
                continue
            source = source_of(setting.value, checker)
            home = checker.at(source.file) if source else checker
            value = source.value if source else setting.value
            fallback = fallback_of(value, home)
            if fallback is None or fallback.value is None or setting.home.overridden is not None:
                continue
            text = text_of(fallback.value, home)
            if not text or not is_secret_value(key, text):
                continue
            names = (
                *(key, *fallback.variables), *_names(fallback.value), *_names(setting.value)
            )  # fmt: skip
            if any(map(project.is_tested, (*names, text))):
                continue
            if project.may_check_at_start(text, names):
                continue
            if source is not None and home.file is not file:
                if setting.home.purpose == "":
                    yield _read_elsewhere(setting, fallback, fallback.value, source)
                continue
            if source is not None:
                setting = replace(setting, node=source.name, value=source.value)
            yield from _finding(setting, fallback, fallback.value, checker)

    def _is_secret(self, key: str) -> bool:
        if any(fnmatchcase(key, glob) for glob in self.secret_names):
            return True
        return is_secret_name(key) and not is_credential_name(key)


def _names(node: cst.BaseExpression) -> Iterator[str]:
    """The name by which others know a value."""
    if isinstance(node, cst.Name):
        yield node.value
    elif isinstance(node, cst.Attribute):
        yield node.attr.value


def _is_used(setting: Setting, checker: Checker) -> bool:
    """Whether something else may be computed from a setting of a class or module."""
    if not isinstance(setting.node, cst.Name):
        return False
    name = setting.node.value
    others = [each for each in checker.file.tree.all(cst.Name) if each.value == name]
    is_set_on_app = setting.home.loaded is None  # which uses the name once
    return len(others) > 1 + is_set_on_app or bool(checker.project.readers_of_attribute(name))


def _finding(
    setting: Setting, fallback: Fallback, value: cst.BaseExpression, checker: Checker
) -> Iterator[Finding]:
    file, project = checker.file, checker.project
    cls = file.names.holder(setting.node) if isinstance(setting.node, cst.Name) else None
    evidence: list[Evidence] = []
    heirs: list[cst.ClassDef] | None = []
    breaks_tests = project.has_tests and is_read_at_import(setting.value, file)
    if isinstance(cls, cst.ClassDef):
        path = file.names.definition_path(cls)
        direct = project.config_sources.direct
        users = [
            each
            for each in (path, *project.subclasses(path))
            if project.attribute_owner(each, setting.key) == path
        ]
        found = [
            each
            for each in users
            if (each in direct and _is_neutral(each, project)) or _is_for_production(each)
        ]
        if not found:
            return
        place = project.defined_at(found[0])
        if found[0] != path and place is not None:
            name = found[0].rpartition(".")[2]
            evidence.append(Evidence(f"`{name}` inherits the setting", place))
        others = [each for each in users if not _is_neutral(each, project)]
        heirs = _heirs(others, checker)
        if any(purpose_of_home(each, project) == "testing" for each in others):
            breaks_tests = False
    elif setting.home.purpose != "":
        return
    if setting.home.loaded is not None:
        evidence.append(Evidence("the settings are loaded here", setting.home.loaded))
    message = _message(setting, fallback)
    fix = None
    if heirs is not None and fallback.read is not None and not _is_used(setting, checker):
        fix = None if breaks_tests else _fix(setting, fallback.read, heirs, file)
    yield Finding(value, message, tuple(evidence), fix)


def _read_elsewhere(
    setting: Setting, fallback: Fallback, value: cst.BaseExpression, source: Source
) -> Finding:
    message = f"{_message(setting, fallback)} there ({source.file.filename})"
    return Finding(setting.node, message, (Evidence("it is read here", source.file.place(value)),))


def _message(setting: Setting, fallback: Fallback) -> str:
    *others, last = (f"`{name}`" for name in fallback.variables)
    missing = (
        f"neither {' nor '.join(others)} nor {last} is set" if others else f"{last} is not set"
    )
    return (
        f"where {missing}, production runs with a `{setting.key}` that stands in the code; "
        "read it without a fallback"
    )


def _is_neutral(path: str, project: Project) -> bool:
    return purpose_of_home(path, project) == "" or _is_for_production(path)


def _is_for_production(path: str) -> bool:
    return "prod" in path.rpartition(".")[2].lower()


def _heirs(paths: list[str], checker: Checker) -> list[cst.ClassDef] | None:
    """The definitions of classes; None if one is not in the file, or has no body of its own."""
    file = checker.file
    found = []
    for path in paths:
        place = checker.project.defined_at(path)
        node = file.node(place) if place is not None and place.filename == file.filename else None
        if not isinstance(node, cst.ClassDef) or not isinstance(node.body, cst.IndentedBlock):
            return None
        found.append(node)
    return found


def _fix(setting: Setting, read: Read, heirs: list[cst.ClassDef], file: SourceFile) -> Fix | None:
    assert isinstance(read.node, cst.Call)
    key = file.code(read.node.args[0].value)
    func = read.node.func
    if file.names.path(func) not in GETTERS:
        # Without a default it fails where the class is made.
        is_short = not heirs and len(read.node.args) == 2 and setting.value is read.node
        text = f"{file.code(func)}({key})"
        change = Replace(setting.value, text)
        return Fix(f"require `{read.variable}`", (change,)) if is_short else None
    if not heirs and isinstance(func, cst.Attribute):
        environ = file.code(func.value)
        environ = f"{environ}.environ" if func.attr.value == "getenv" else environ
        changes: list[Change] = [Replace(setting.value, f"{environ}[{key}]")]
        return Fix(f"require `{read.variable}`", tuple(changes))
    changes = [Replace(setting.value, f"{file.code(func)}({key})")]
    for heir in heirs:
        first, *others = heir.body.body
        text = f"{setting.key} = {file.code(setting.value)}"
        if heir.get_docstring() is None:
            changes.append(InsertBefore(first, text))
        elif others:
            changes.append(InsertBefore(others[0], text))
        else:
            changes.append(InsertAfter(first, text))
    kept = ", but in development and tests" if heirs else ""
    return Fix(f"read `{read.variable}` without a fallback{kept}", tuple(changes))
