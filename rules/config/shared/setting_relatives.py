"""What other classes of settings give a setting."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from flasklint.rule import Checker, SourceFile
from flasklint_rules.config.shared.environment import read_of
from flasklint_rules.config.shared.setting_places import (
    Setting,
    assignments_in,
    is_computed,
    targets_in,
)
from flasklint_rules.config.shared.setting_purposes import purpose_of_home


def comes_from_outside(setting: Setting, checker: Checker) -> bool:
    """Whether a class of settings that is not for development or tests computes the setting."""
    return any(
        is_computed(value, home) and purpose_of_home(path, checker.project) == ""
        for path, value, home in _elsewhere(setting, checker)
    )


def variable_of(setting: Setting, checker: Checker) -> str:
    """The variable that another class reads the setting from, or that is named like it."""
    for _, value, home in _elsewhere(setting, checker):
        read = read_of(value, home)
        if read is not None:
            return read.variable
    return setting.key


def _elsewhere(
    setting: Setting, checker: Checker
) -> Iterator[tuple[str, cst.BaseExpression, SourceFile]]:
    """The values that other classes which an app loads give a setting: class, value, file."""
    project = checker.project
    for path in project.config_sources.classes:
        place = project.defined_at(path)
        if path == setting.home.path or place is None:
            continue
        home = checker.file.open(place.filename)
        node = home.node(place)
        if isinstance(node, cst.ClassDef):
            for target, value in targets_in(assignments_in(node)):
                if isinstance(target, cst.Name) and target.value == setting.key:
                    yield path, value, home
