"""FLK614."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

import libcst as cst

from flasklint.rule import (
    AddImport,
    Bad,
    Change,
    Checker,
    Evidence,
    Finding,
    Fix,
    Good,
    Replace,
    Rule,
    SourceFile,
)
from flasklint_rules.config.shared.setting_names import (
    GAP,
    has_credentials,
    is_credential_name,
    is_deployment_address,
    is_secret_name,
    is_secret_value,
)
from flasklint_rules.config.shared.setting_places import Setting, is_read_at_import, settings_in
from flasklint_rules.config.shared.setting_relatives import comes_from_outside, variable_of
from flasklint_rules.config.shared.setting_sources import Source, source_of
from flasklint_rules.config.shared.setting_values import text_of

_ADDRESS = "the address of one deployment"
_LONGEST = 88

# What a file may import to read the environment, and how a variable is read with it.
_REQUIRED = {"os": "{0}.environ[{1}]", "os.environ": "{0}[{1}]"}
_OPTIONAL = {"os": "{0}.getenv({1})", "os.getenv": "{0}({1})", "os.environ": "{0}.get({1})"}
_WITH_FALLBACK = {
    "os": "{0}.getenv({1}, {2})",
    "os.getenv": "{0}({1}, {2})",
    "os.environ": "{0}.get({1}, {2})",
}


@dataclass(frozen=True)
class HardcodedSetting(Rule):
    """A secret, a credential or a deployment's address that is written into the configuration.

    ## What it does

    Reports settings whose value is written in the code, in classes and modules that an app loads
    with `from_object`, in `app.config[...] = ...`, `app.config.update(...)`,
    `app.config.from_mapping(...)` and `app.secret_key = ...`:

    - secrets by their name (`SECRET_KEY`, `MAIL_PASSWORD`, `STRIPE_API_KEY`),
    - URLs with a password, also in f-strings and concatenations,
    - addresses that differ from one deployment to the next: databases, brokers, internal services,
      the app's own address.

    ## Why it matters

    A secret in the code is known to everybody who has the code, for ever, and is the same in every
    deployment. An address in the code has to be edited before the code can run elsewhere.

    ## What it must know

    The class or module is known to be loaded by an app, and `app` to be a Flask app: a parameter
    that is only called `app` is not enough. Values that are computed stay quiet, and so does the
    default of an environment read. Quiet are also: names that only talk about secrets
    (`PASSWORD_MIN_LENGTH`, `API_KEY_HEADER`), paths, templates, empty values, localhost, public
    services and links, configurations for tests, and settings that the same code sets again from
    something computed. A field of a settings object counts only if nothing can have given it
    another value: not if its class is pydantic's `BaseSettings` or sets it, and not if somebody
    makes an object of the class with arguments.

    Where settings from outside come on top (`from_envvar`, `from_prefixed_env`, `from_pyfile` of a
    file that is not in the project), addresses are defaults and stay quiet. A secret in a loaded
    class or module is reported even so: it is what runs where nobody overrides it. What the
    factory itself sets before it reads from outside stays quiet.

    ## When not to use it

    Where a literal is meant, name the setting in `allow`. Where every deployment has its own
    configuration module under version control, ignore the rule for those files.

    ## Fix safety

    The fix is unsafe: the app no longer runs until the environment has the variable, which is the
    one that another class reads, or named like the setting. A configuration for development keeps
    the literal as its fallback; where settings from outside come on top, the variable may be
    missing. A secret that was in the code has to be replaced by a new one all the same. There is no
    fix for a string with computed parts, or with names whose own values would stay in the code, nor
    where the module could not be imported without the variable and the project has tests, which are
    not read.
    """

    code = "FLK614"
    category = "security"
    fix = "sometimes"
    examples = (
        Bad(
            "a secret and an address that are set on the app",
            """
            from flask import Flask

            app = Flask(__name__)
            app.config["SECRET_KEY"] = "k4Jd-92mPq"  # FLK614
            app.config["DATABASE_URL"] = "postgresql://db.shop.internal/shop"  # FLK614
            """,
            fixed="""
            import os

            from flask import Flask

            app = Flask(__name__)
            app.config["SECRET_KEY"] = os.environ["SECRET_KEY"]  # FLK614
            app.config["DATABASE_URL"] = os.environ["DATABASE_URL"]  # FLK614
            """,
        ),
        Good(
            "settings that Flask takes from the environment",
            """
            from flask import Flask

            app = Flask(__name__)
            app.config.from_prefixed_env()
            """,
            works="start",
        ),
    )

    secret_names: tuple[str, ...] = ()
    """Further names of secrets, as globs."""

    allow: tuple[str, ...] = ()
    """Names of settings, as globs, that may be written in the code."""

    def check(self, checker: Checker) -> Iterator[Finding]:
        reported: set[cst.CSTNode] = set()
        for setting in settings_in(checker):
            if any(fnmatchcase(setting.key, glob) for glob in self.allow):
                continue
            text = text_of(setting.value, checker)
            what = self._judged(setting.key, text) if text else ""
            if what == _ADDRESS and setting.home.overridden is not None:
                continue
            if not text or not what or setting.value in reported:
                continue
            is_for_development = setting.home.purpose == "development"
            if is_for_development and comes_from_outside(setting, checker):
                continue
            reported.add(setting.value)  # `A = B = "..."` has one value
            source = source_of(setting.value, checker)
            if source is not None and source.file is checker.file:
                setting = replace(setting, node=source.name, value=source.value)
                source = None
            yield _finding(setting, what, text, source, checker)

    def _judged(self, key: str, text: str) -> str:
        """What is wrong with a setting; "" if nothing is."""
        if is_secret_name(key, self.secret_names) and is_secret_value(key, text):
            return "a credential" if is_credential_name(key) else "a secret"
        if has_credentials(text):
            return "a URL with a password"
        return _ADDRESS if is_deployment_address(key, text) else ""


def _finding(
    setting: Setting, what: str, text: str, source: Source | None, checker: Checker
) -> Finding:
    home = setting.home
    message = f"`{setting.key}` is {what} written into the code"
    if home.overridden is not None:
        message += ", in use wherever nothing overrides it"
    evidence = []
    if home.loaded is not None:
        evidence.append(Evidence("the settings are loaded here", home.loaded))
    if home.overridden is not None:
        evidence.append(Evidence("settings from outside are read here", home.overridden))
    there = ""
    if source is not None:
        evidence.append(Evidence("it is written here", source.file.place(source.name)))
        there = f" there ({source.file.filename})"
    return Finding(
        setting.node,
        f"{message}; read it from the environment{there}",
        tuple(evidence),
        _fix(setting, text, checker) if source is None else None,
    )


def _fix(setting: Setting, text: str, checker: Checker) -> Fix | None:
    file = checker.file
    value = setting.value
    keeps = setting.home.purpose == "development"
    is_bytes = isinstance(value, cst.SimpleString) and "b" in value.prefix.lower()
    forms = _WITH_FALLBACK if keeps else _REQUIRED
    if not keeps and setting.home.overridden is not None:
        forms = _OPTIONAL  # what comes on top may be the only place that sets it
    if (is_bytes and forms is not _REQUIRED) or (GAP in text and not keeps):
        return None
    if any(isinstance(node, cst.Name) for node in file.tree.inside(value)):
        return None  # a part of it would stay in the code, under a name of its own
    if forms is _REQUIRED and checker.project.has_tests and is_read_at_import(value, file):
        return None
    imported = _imported(file)
    path = next((path for path in forms if path in imported), "os")
    name = imported.get(path, "os")
    if _is_taken(name, value, file):
        return None
    quote = "'" if isinstance(value, cst.SimpleString) and value.quote == "'" else '"'
    variable = variable_of(setting, checker)
    key = f"{quote}{variable}{quote}"
    old = cst.Module([]).code_for_node(value.with_changes(lpar=(), rpar=()))
    new = _laid_out(forms[path].format(name, key, old), value, file) + ".encode()" * is_bytes
    changes: list[Change] = [Replace(value, new)]
    if path not in imported:
        changes.append(AddImport(file.filename, "os"))
    kept = ", with this value as the fallback" if keeps else ""
    return Fix(f"read `{variable}` from the environment{kept}", tuple(changes))


def _laid_out(call: str, value: cst.BaseExpression, file: SourceFile) -> str:
    """A call on one line if that is not too long, else with each argument on a line of its own."""
    start, end = file.reach(value)
    before = file.text[:start].rpartition("\n")[2]
    after = file.text[end:].partition("\n")[0].rstrip()
    opening, bracket, arguments = call.partition("(")
    if len(before + call + after) <= max(_LONGEST, *map(len, file.text.splitlines())):
        return call
    inner = arguments.removesuffix(")").replace(", ", ",\n    ", 1)
    return f"{opening}{bracket}\n    {inner},\n)" if bracket else call


def _imported(file: SourceFile) -> dict[str, str]:
    """The paths that the module imports, and under which names."""
    return {
        str(found[0].value): name
        for name, found in file.names.bindings[file.tree.module].items()
        if all(binding.kind == "import" for binding in found)
        and len({binding.value for binding in found}) == 1
    }


def _is_taken(name: str, node: cst.CSTNode, file: SourceFile) -> bool:
    """Whether a name of the module is hidden at a node, or is bound further down."""
    names, module = file.names, file.tree.module
    scope = names.scope(node)
    while scope is not module:
        if name in names.bindings.get(scope, ()):
            return True
        scope = names.scope(scope)
    bound = names.bindings[module].get(name, [])
    return bool(bound) and file.tree.rank(bound[0].node) > file.tree.rank(node)
