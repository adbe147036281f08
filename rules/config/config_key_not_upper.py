"""FLK601."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

import libcst as cst

from flasklint.languages.python.literals import string_value
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
from flasklint_rules.config.shared.known_keys import FLASK_KEYS, SHOWN_KEYS, is_known_key
from flasklint_rules.config.shared.setting_places import (
    assignments_in,
    is_config,
    is_dict,
    may_set_config,
    targets_in,
)

_CONFIG_NAMES = frozenset(("config", "conf", "cfg", "settings"))
_OTHER_OWNERS = frozenset(("app", "current_app", "log", "logger", "logging"))
_METHODS = frozenset(("from_mapping", "update"))
_OWN_CONFIG = ("config_class", "make_config")
_RENDERING = ("render_template", "render_template_string", "stream_template", "get_template")
_DROPPED = "only upper-case keys are loaded, so this setting is ignored"
_AND_READERS = " here and where it is read"


@dataclass(frozen=True)
class ConfigKeyNotUpper(Rule):
    """A setting whose name is not in upper case, so that Flask ignores it.

    ## What it does

    Reports

    - keys that are not in upper case in `app.config.from_mapping(...)`,
    - such names in a class that an app loads with `from_object`, and nothing else uses, or that
      something reads from the config: `app.config["debug_mode"]` is a KeyError,
    - `app.config["debug"] = ...` and `app.config.update(debug=...)`, where nothing reads that key
      and it is one of Flask's in lower case.

    ## Why it matters

    Flask says nothing. `from_mapping` and `from_object` leave out every key that is not in upper
    case, and Flask reads its own settings in upper case only. With `secret_key = "..."` in the
    class, the first use of the session ends in "RuntimeError: The session is unavailable because no
    secret key was set."

    ## What it must know

    `app` is known to be a Flask app, and the class to be loaded by one. A name in a class may be
    there for the class itself, or for code that reads it from the class: it is reported only if
    Flask, a common extension or the project reads that setting in upper case, and nothing may read
    the name as it is written, or if code reads it from `app.config` or `current_app.config`, which
    cannot have it. Quiet are also private names, methods, nested classes, keys that are
    not known, and modules of settings, where any name may be a helper's. So is a whole project that
    mentions `config_class` or `make_config`, whose config may take other keys. Templates are not
    read: in a project that renders some, `app.config["debug"]` and others that a template may show
    are quiet.

    ## When not to use it

    Where a library reads the class or the mapping by its own names, allow them with `allow`.

    ## Fix safety

    The fix is unsafe: it writes the name in upper case, and with that the setting comes into force.
    There is no fix where the name in upper case stands beside it already, where it is read from the
    config as it is written, or where the upper-case
    form is not only a matter of case (`secretKey`).
    """

    code = "FLK601"
    category = "correctness"
    severity = "error"
    fix = "sometimes"
    examples = (
        Bad(
            "a keyword of `from_mapping` in lower case",
            """
            from flask import Flask

            app = Flask(__name__)
            app.config.from_mapping(page_size=20)  # FLK601


            @app.get("/")
            def index():
                return {"limit": app.config["PAGE_SIZE"]}
            """,
            fixed="""
            from flask import Flask

            app = Flask(__name__)
            app.config.from_mapping(PAGE_SIZE=20)  # FLK601


            @app.get("/")
            def index():
                return {"limit": app.config["PAGE_SIZE"]}
            """,
            fails="GET /: KeyError: 'PAGE_SIZE'",
        ),
        Good(
            "a class of settings in upper case",
            """
            from flask import Flask


            class Config:
                PAGE_SIZE = 20


            app = Flask(__name__)
            app.config.from_object(Config)
            """,
            works="start",
        ),
    )

    allow: tuple[str, ...] = ()
    """Names, as globs, that are meant as they are."""

    def check(self, checker: Checker) -> Iterator[Finding]:
        found = (*_in_classes(checker), *_on_apps(checker))
        if not found or checker.project.is_mentioned(_OWN_CONFIG) or _replaces_config(checker):
            return
        for finding, key in found:
            if not any(fnmatchcase(key, glob) for glob in self.allow):
                yield finding


def _replaces_config(checker: Checker) -> bool:
    """Whether a file gives an app another config than Flask's."""
    file = checker.file
    return any(
        isinstance(target, cst.Attribute)
        and target.attr.value == "config"
        and checker.project.is_app(file.names.path(target.value))
        for target, _ in targets_in(file.tree.all(cst.Assign))
    )


# classes


def _in_classes(checker: Checker) -> Iterator[tuple[Finding, str]]:
    file, project = checker.file, checker.project
    loaded = project.config_sources.classes
    if not any(path.startswith(f"{file.module}.") for path in loaded):
        return
    for node in file.tree.all(cst.ClassDef):
        path = file.names.definition_path(node)
        if path not in loaded:
            continue
        names = {
            target.value: target
            for target, _ in targets_in(assignments_in(node))
            if isinstance(target, cst.Name)
        }
        for name, target in names.items():
            if not _is_misspelt(name):
                continue
            evidence = (Evidence("the class is loaded here", loaded[path]),)
            message = _dropped(name)
            if project.asks_config_for(name):
                yield Finding(target, message + _AND_READERS, evidence), name
            elif _has_upper_reader(name, project) and not _may_be_used(target, node, path, checker):
                fix = _renamed(target, name, name.upper(), set(names))
                yield Finding(target, message, evidence, fix), name


def _is_misspelt(name: str) -> bool:
    return not name.isupper() and not name.startswith("_")


def _has_upper_reader(name: str, project: Project) -> bool:
    """Whether somebody reads the setting in upper case."""
    key = _upper(name)
    if is_known_key(key):
        return True
    return any(owner.lower() in _CONFIG_NAMES for owner in project.readers_of_key(key))


def _may_be_used(target: cst.Name, node: cst.ClassDef, path: str, checker: Checker) -> bool:
    """Whether something may read the name from the class, or in its body."""
    file, project = checker.file, checker.project
    name = target.value
    for other in file.tree.all(cst.Name):
        if other.value == name and other is not target and file.names.holder(other) is node:
            return True
    loaded = project.config_sources.classes
    heirs = [heir for heir in loaded if path in (project.bases(heir) or ())]
    classes = {each.rpartition(".")[2] for each in (path, *heirs)}
    from_here = (*sorted(classes), file.module.rpartition(".")[2])
    for module, owner in project.readers_of_attribute(name):
        if owner in classes or any(part in owner.lower() for part in _CONFIG_NAMES):
            return True
        if module == file.module and owner not in _OTHER_OWNERS:
            return True
        if owner not in _OTHER_OWNERS and project.mentions(module, from_here):
            return True
    return False


# apps


def _on_apps(checker: Checker) -> Iterator[tuple[Finding, str]]:
    file = checker.file
    if not may_set_config(checker):
        return
    for call in file.tree.all(cst.Call):
        match call.func:
            case cst.Attribute(
                value=owner, attr=cst.Name(value=("from_mapping" | "update") as how)
            ):
                yield from _mapping(call, owner, how, checker)
    for target, _ in targets_in(file.tree.all(cst.Assign)):
        match target:
            case cst.Subscript(value=owner, slice=[cst.SubscriptElement(slice=cst.Index() as at)]):
                key = string_value(at.value) if isinstance(at.value, cst.SimpleString) else None
                if not isinstance(key, str) or not _is_flask_key_unread(key, checker.project):
                    continue
                if is_config(owner, checker):
                    yield _unread(at.value, key, file)


def _mapping(
    call: cst.Call, owner: cst.BaseExpression, how: str, checker: Checker
) -> Iterator[tuple[Finding, str]]:
    file, project = checker.file, checker.project
    given = list(_keys(call, file))
    wrong = [(node, key) for node, key in given if not key.isupper()]
    if how == "update":
        wrong = [(node, key) for node, key in wrong if _is_flask_key_unread(key, project)]
    if not wrong or not is_config(owner, checker):
        return
    keys = {key for _, key in given}
    for node, key in wrong:
        if how == "update":
            yield _unread(node, key, file, keys)
        elif any(owner.lower() in _CONFIG_NAMES for owner in project.readers_of_key(key)):
            yield Finding(node, _dropped(key) + _AND_READERS), key
        else:
            yield Finding(node, _dropped(key), (), _renamed_key(node, key, file, keys)), key


def _keys(call: cst.Call, file: SourceFile) -> Iterator[tuple[cst.CSTNode, str]]:
    for arg in call.args:
        if arg.keyword is not None:
            yield arg, arg.keyword.value
        elif isinstance(arg.value, cst.Dict):
            for element in arg.value.elements:
                if isinstance(element, cst.DictElement):
                    key = element.key
                    text = string_value(key) if isinstance(key, cst.SimpleString) else None
                    if isinstance(text, str):
                        yield key, text
        elif isinstance(arg.value, cst.Call) and is_dict(arg.value, file):
            yield from _keys(arg.value, file)


def _is_flask_key_unread(key: str, project: Project) -> bool:
    """Whether a key is one of Flask's but for its case, and nobody reads it as it is, no template
    either."""
    if key.isupper() or _upper(key) not in FLASK_KEYS or project.readers_of_key(key):
        return False
    return _upper(key) not in SHOWN_KEYS or not project.is_mentioned(_RENDERING)


def _unread(
    node: cst.CSTNode, key: str, file: SourceFile, keys: set[str] | None = None
) -> tuple[Finding, str]:
    message = (
        f"`{key}` is not in upper case: Flask reads `{_upper(key)}`, and no code of the "
        f"project reads this key; {_advice(key)}"
    )
    return Finding(node, message, (), _renamed_key(node, key, file, keys or set())), key


# what they have in common


def _upper(name: str) -> str:
    """The name in upper case: `secretKey` is `SECRET_KEY`."""
    if name.islower() or "_" in name:
        return name.upper()
    return "".join(f"_{c}" if c.isupper() and at else c for at, c in enumerate(name)).upper()


def _dropped(name: str) -> str:
    return f"`{name}` is not in upper case: {_DROPPED}; {_advice(name)}"


def _advice(name: str) -> str:
    return f"name it `{_upper(name)}`"


def _renamed(node: cst.CSTNode, name: str, text: str, taken: set[str]) -> Fix | None:
    upper = name.upper()
    if upper in taken or upper != _upper(name) or not upper.isupper():
        return None
    return Fix(f"rename `{name}` to `{upper}`", (Replace(node, text),))


def _renamed_key(node: cst.CSTNode, key: str, file: SourceFile, taken: set[str]) -> Fix | None:
    if isinstance(node, cst.Arg):
        return _renamed(node, key, f"{key.upper()}{file.code(node)[len(key) :]}", taken)
    assert isinstance(node, cst.SimpleString)
    return _renamed(node, key, node.value.replace(key, key.upper()), taken)
