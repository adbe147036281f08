"""What a place in the code is for: tests, development, or neither."""

from __future__ import annotations

import re
from typing import Literal

import libcst as cst

from flasklint.rule import Project, SourceFile

Purpose = Literal["", "development", "testing"]

_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_PLAIN = frozenset(("app", "base", "config", "configuration", "default", "settings"))
_DEVELOPMENT = frozenset(("debug", "dev", "devel", "develop", "development", "local"))
_TESTING = frozenset(("ci", "pytest", "test", "testing", "tests", "unittest", "unittests"))
_NEGATIONS = (cst.Not, cst.NotEqual, cst.IsNot, cst.NotIn)


def purpose_of_home(path: str, project: Project) -> Purpose:
    """What a class or module of settings is for, by its name, its bases and its switches. `DEBUG`
    tells only where there is another one for production, and the name is not that of all."""
    names = [path, *(project.bases(path) or ())]
    purposes = [_purpose_of(name.rpartition(".")[2]) for name in names]
    if "testing" in purposes or project.constant(f"{path}.TESTING") is True:
        return "testing"
    if purposes[0] == "development":
        return "development"
    is_debugged = project.constant(f"{path}.DEBUG") is True and not _is_plain(path)
    return "development" if is_debugged and _has_production(project) else ""


def _is_plain(path: str) -> bool:
    """Whether a name says only that there are settings: `Config`, `base_settings`."""
    return all(part.lower() in _PLAIN for part in _PARTS.findall(path.rpartition(".")[2]))


def _has_production(project: Project) -> bool:
    """Whether an app may load a class or module that is not for development or tests."""
    sources = project.config_sources
    return any(
        _purpose_of(path.rpartition(".")[2]) == ""
        and project.constant(f"{path}.DEBUG") is not True
        and project.constant(f"{path}.TESTING") is not True
        for path in (*sources.direct, *sources.modules)
    )


def purpose_around(node: cst.CSTNode, file: SourceFile) -> Purpose:
    """What the functions and conditions around a node are for."""
    found: Purpose = ""
    below = node
    for around in file.tree.ancestors(node):
        if isinstance(around, cst.FunctionDef):
            found = found or _purpose_of(around.name.value)
        elif isinstance(around, cst.If) and below is around.body:
            found = found or _purpose_of_test(around.test, file)
        below = around
    return found


def _purpose_of(name: str) -> Purpose:
    """What a class, function, module or condition is for, by the words of its name."""
    words = {part.lower() for part in _PARTS.findall(name)}
    if not words.isdisjoint(_TESTING):
        return "testing"
    return "" if words.isdisjoint(_DEVELOPMENT) else "development"


def _purpose_of_test(test: cst.BaseExpression, file: SourceFile) -> Purpose:
    words = []
    for node in file.tree.inside(test):
        match node:
            case cst.Name(value="__name__"):
                return "development"
            case cst.Name(value="None"):
                return ""
            case cst.Name(value=word) | cst.Attribute(attr=cst.Name(value=word)):
                words.append(word)
            case cst.SimpleString(value=word):
                words.append(word)
            case cst.UnaryOperation(operator=cst.Not()):
                return ""
            case cst.ComparisonTarget(operator=operator) if isinstance(operator, _NEGATIONS):
                return ""
    return _purpose_of(" ".join(words))
