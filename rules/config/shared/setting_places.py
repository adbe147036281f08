"""Where settings are written: loaded classes and modules, and what is done to an app's config."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import inf

import libcst as cst

from flasklint.facts.node import Place
from flasklint.languages.python.tree import children
from flasklint.rule import Checker, Project, SourceFile
from flasklint_rules.config.shared.setting_objects import has_constructor, is_made_with_values
from flasklint_rules.config.shared.setting_purposes import Purpose, purpose_around, purpose_of_home

_MAPPING_METHODS = frozenset(("from_mapping", "update"))
_FROM_OUTSIDE = frozenset(
    ("from_envvar", "from_prefixed_env", "from_file", "from_json", "from_pyfile")
)
_READS_ENVIRONMENT = "BaseSettings"


@dataclass(frozen=True)
class Home:
    """What a setting is written in. `loaded` is where an app loads the class or module at `path`
    (None: it is set on an app's config directly), `overridden` where settings from outside come on
    top of those that it loads."""

    purpose: Purpose
    loaded: Place | None = None
    overridden: Place | None = None
    path: str = ""


@dataclass(frozen=True)
class Setting:
    """A setting that is given a value; `node` is what to report."""

    key: str
    value: cst.BaseExpression
    node: cst.CSTNode
    home: Home


def settings_in(checker: Checker) -> Iterator[Setting]:
    """The settings that a file writes, in no order; without those that are meant for tests, those
    that the same code also computes, and those set on an app before it reads from outside."""
    yield from _in_classes(checker)
    yield from _in_module(checker)
    yield from _on_apps(checker)


def is_loaded(path: str, project: Project) -> bool:
    """Whether an app loads its settings from the class or module at a path."""
    return path in project.config_sources.classes or path in project.config_sources.modules


# classes


def _in_classes(checker: Checker) -> Iterator[Setting]:
    file, project = checker.file, checker.project
    sources = project.config_sources
    if not any(path.startswith(f"{file.module}.") for path in sources.classes):
        return
    for node in file.tree.all(cst.ClassDef):
        path = file.names.definition_path(node)
        if path not in sources.classes or _reads_environment(path, project):
            continue
        if has_constructor(path, checker) and is_made_with_values(path, checker):
            continue
        purpose = purpose_of_home(path, project)
        home = Home(purpose, sources.classes[path], sources.overridable, path)
        found = [*_assigned(node, home), *_assigned_to_self(node, home)]
        for setting in _kept(found, file) if purpose != "testing" else ():
            yield _for_heirs(setting, path, project)


def _reads_environment(path: str, project: Project) -> bool:
    """Whether the class takes the values of its fields from the environment (pydantic)."""
    return any(base.endswith(_READS_ENVIRONMENT) for base in project.bases(path) or ())


def _for_heirs(setting: Setting, path: str, project: Project) -> Setting:
    """The setting as one of development if no class for production keeps it, and as one of
    production if one does."""
    heirs = [
        heir
        for heir in project.config_sources.classes
        if heir != path
        and path in (project.bases(heir) or ())
        and (purpose_of_home(heir, project) == "" or "prod" in heir.rpartition(".")[2].lower())
    ]
    if not heirs:
        return setting
    value = project.constant(f"{path}.{setting.key}")
    kept = value is None or any(
        project.constant(f"{heir}.{setting.key}") == value for heir in heirs
    )
    return replace(setting, home=replace(setting.home, purpose="" if kept else "development"))


def _assigned(node: cst.ClassDef | cst.Module, home: Home) -> Iterator[Setting]:
    """The upper-case names that the body of a class or module assigns."""
    for target, value in targets_in(assignments_in(node)):
        if isinstance(target, cst.Name) and target.value.isupper():
            yield Setting(target.value, value, target, home)


def _assigned_to_self(node: cst.ClassDef, home: Home) -> Iterator[Setting]:
    """The upper-case attributes that the constructor of a class assigns."""
    for method in node.body.body:
        if not isinstance(method, cst.FunctionDef) or method.name.value != "__init__":
            continue
        first = method.params.params[0].name.value if method.params.params else ""
        for target, value in targets_in(assignments_in(method)):
            match target:
                case cst.Attribute(value=cst.Name(value=owner), attr=cst.Name(value=key)):
                    if owner == first and key.isupper():
                        yield Setting(key, value, target, home)


# modules


def _in_module(checker: Checker) -> Iterator[Setting]:
    file, project = checker.file, checker.project
    loaded = project.config_sources.modules.get(file.module)
    purpose = purpose_of_home(file.module, project) if loaded is not None else "testing"
    if purpose != "testing":
        overridden = project.config_sources.overridable or _outside_star(checker)
        home = Home(purpose, loaded, overridden, file.module)
        yield from _kept(_assigned(file.tree.module, home), file)


def _outside_star(checker: Checker) -> Place | None:
    """Where a module takes all names of one that is not in the project (`local_settings`)."""
    file = checker.file
    for each in file.imports:
        if each.name == "*" and not checker.project.has_module(each.path):
            return file.place(each.node)
    return None


# apps


def _on_apps(checker: Checker) -> Iterator[Setting]:
    file = checker.file
    if not may_set_config(checker):
        return
    home = Home("")
    by_scope: dict[cst.CSTNode, list[Setting]] = {}
    for setting in (*_items_set(checker, home), *_mappings(checker, home)):
        by_scope.setdefault(file.names.scope(setting.node), []).append(setting)
    last = _last_override(checker) if by_scope else -1
    if not by_scope or _is_apart(checker):
        return
    for settings in by_scope.values():
        for setting in _kept(settings, file):
            if file.tree.rank(setting.node) > last:
                yield setting


def may_set_config(checker: Checker) -> bool:
    """Whether a file may set keys of a config, at a first look."""
    file = checker.file
    if "config" not in file.text and "secret_key" not in file.text:
        return False
    outline = file.outline
    if outline is None:
        return True
    owners: list[ast.expr] = []
    for assign in outline.all(ast.Assign):
        owners += (each.value for each in assign.targets if isinstance(each, ast.Subscript))
        if any(isinstance(at, ast.Attribute) and at.attr == "secret_key" for at in assign.targets):
            return True
    for call in outline.all(ast.Call):
        if isinstance(call.func, ast.Attribute) and call.func.attr in _MAPPING_METHODS:
            owners.append(call.func.value)
    return any(outline.may_be(owner, lambda path: is_config_at(path, checker)) for owner in owners)


def _is_apart(checker: Checker) -> bool:
    """Whether a file is a script that makes an app of its own beside that of the project, only to
    have one: nothing is put on it, and nothing imports the file."""
    file, project = checker.file, checker.project
    apps = project.factories()
    if all(app.filename == file.filename for _, _, app in apps) and not project.has_others_beside:
        return False
    own = {factory for _, factory, app in apps if app.filename == file.filename}
    if own != {None} or project.route_calls_in(file.filename):
        return False
    sites = project.registration_sites()
    is_registered_on = any(site.owner.filename == file.filename for site in sites)
    return not is_registered_on and not project.imports_of(file.module)


def _items_set(checker: Checker, home: Home) -> Iterator[Setting]:
    """`app.config["KEY"] = value` and `app.secret_key = value`."""
    file = checker.file
    for target, value in targets_in(file.tree.all(cst.Assign)):
        match target:
            case cst.Subscript(value=owner, slice=[cst.SubscriptElement(slice=cst.Index() as at)]):
                key = _key(at.value, checker)
                if key and is_config(owner, checker):
                    yield Setting(key, value, target, home)
            case cst.Attribute(value=owner, attr=cst.Name(value="secret_key")):
                if checker.project.is_app(file.names.path(owner)):
                    yield Setting("SECRET_KEY", value, target, home)


def _mappings(checker: Checker, home: Home) -> Iterator[Setting]:
    """`app.config.from_mapping(...)` and `app.config.update(...)`."""
    for call in checker.file.tree.all(cst.Call):
        match call.func:
            case cst.Attribute(value=owner, attr=cst.Name(value=method)):
                if method in _MAPPING_METHODS and is_config(owner, checker):
                    yield from _arguments(call, checker, home)


def _arguments(call: cst.Call, checker: Checker, home: Home) -> Iterator[Setting]:
    for arg in call.args:
        if arg.keyword is not None:
            if arg.keyword.value.isupper():
                yield Setting(arg.keyword.value, arg.value, arg, home)
        elif isinstance(arg.value, cst.Dict):
            for element in arg.value.elements:
                if isinstance(element, cst.DictElement):
                    key = _key(element.key, checker)
                    if key:
                        yield Setting(key, element.value, element, home)
        elif isinstance(arg.value, cst.Call) and is_dict(arg.value, checker.file):
            yield from _arguments(arg.value, checker, home)


def is_dict(call: cst.Call, file: SourceFile) -> bool:
    return file.names.path(call.func) == "builtins.dict"


def _key(node: cst.BaseExpression, checker: Checker) -> str:
    """The name of a setting, upper-case as Flask has them; "" if it is none."""
    key: object = None
    if isinstance(node, cst.SimpleString):
        key = node.evaluated_value
    elif isinstance(node, (cst.Name, cst.Attribute)):
        key = checker.project.constant(checker.file.names.path(node))
    return key if isinstance(key, str) and key.isupper() else ""


def is_config(node: cst.BaseExpression, checker: Checker) -> bool:
    """Whether an expression is known to be the config of a Flask app."""
    return is_config_at(checker.file.names.path(node), checker)


def is_config_at(path: str | None, checker: Checker) -> bool:
    """Whether a path is known to be that of the config of a Flask app."""
    known = checker.project.canonical(path)
    return known is not None and known.endswith(".config") and checker.project.is_app(known[:-7])


def _last_override(checker: Checker) -> float:
    """The number of the last node that puts settings from outside on top: by a method that reads
    them, or by a key that is not known, as in a loop over the environment."""
    file = checker.file
    place = checker.project.config_sources.overridable
    if place is not None and place.filename != file.filename:
        return inf
    found = [-1]
    for call in file.tree.all(cst.Call):
        match call.func:
            case cst.Attribute(value=owner, attr=cst.Name(value=method)):
                if method in _FROM_OUTSIDE and is_config(owner, checker):
                    found.append(file.tree.rank(call))
    for target, _ in targets_in(file.tree.all(cst.Assign)):
        match target:
            case cst.Subscript(value=owner, slice=[cst.SubscriptElement(slice=cst.Index() as at)]):
                is_known = isinstance(at.value, cst.SimpleString) or _key(at.value, checker)
                if not is_known and is_config(owner, checker):
                    found.append(file.tree.rank(target))
    return max(found)


# what they have in common


def _kept(settings: Iterable[Setting], file: SourceFile) -> Iterator[Setting]:
    """The settings of one scope, but for those that are also computed there and those that only
    tests see."""
    found = list(settings)
    computed: dict[str, list[cst.BaseExpression]] = {}
    for setting in found:
        if is_computed(setting.value, file):
            computed.setdefault(setting.key, []).append(setting.value)
    for setting in found:
        is_default = any(value is not setting.value for value in computed.get(setting.key, ()))
        around = purpose_around(setting.node, file)
        if not is_default and around != "testing":
            purpose = around or setting.home.purpose
            yield replace(setting, home=replace(setting.home, purpose=purpose))


def is_read_at_import(node: cst.CSTNode, file: SourceFile) -> bool:
    """Whether an expression is evaluated where its module is imported."""
    return not any(isinstance(at, cst.FunctionDef) for at in file.tree.ancestors(node))


def is_computed(value: cst.BaseExpression, file: SourceFile) -> bool:
    """Whether a value comes from a call or a lookup, and so from elsewhere."""
    return any(isinstance(node, (cst.Call, cst.Subscript)) for node in file.tree.inside(value))


def targets_in(
    statements: Iterable[cst.Assign | cst.AnnAssign],
) -> Iterator[tuple[cst.BaseExpression, cst.BaseExpression]]:
    """What is assigned to, and what is assigned."""
    for statement in statements:
        if isinstance(statement, cst.Assign):
            for target in statement.targets:
                yield target.target, statement.value
        elif statement.value is not None:
            yield statement.target, statement.value


def assignments_in(node: cst.CSTNode) -> Iterator[cst.Assign | cst.AnnAssign]:
    """The assignments in the body of a module, class or function, not those in inner ones."""
    stack = children(node)[::-1]
    while stack:
        top = stack.pop()
        if isinstance(top, (cst.Assign, cst.AnnAssign)):
            yield top
        elif not isinstance(top, (cst.FunctionDef, cst.ClassDef, cst.Lambda)):
            stack += children(top)[::-1]
