"""What the settings say of a project that the project does not bear out."""

from __future__ import annotations

from flasklint.follow.classes import ancestors
from flasklint.follow.values import ClassValue, External, Unknown
from flasklint.project.analysis import Analysis
from flasklint.project.errors.questions import error_classes


def misconfigured(analysis: Analysis) -> list[str]:
    """What is wrong, a line for each setting."""
    settings = analysis.settings
    problems = []
    path = settings.error_class
    if path and not error_classes(analysis) and not _may_be_error(analysis, path):
        problems.append(f"architecture.error-class: the project has no exception class {path}")
    path = settings.factory
    if path and not analysis.has_chosen_factory and not _may_be_hidden(analysis, path):
        problems.append(f"architecture.factory: no function {path} makes a Flask app")
    return problems


def _may_be_hidden(analysis: Analysis, path: str) -> bool:
    """Whether a file of which not all is known may have to do with what a setting names."""
    return any(file.may_mention(path.split(".")[-1:]) for file in analysis.hidden)


def _may_be_error(analysis: Analysis, path: str) -> bool:
    """Whether what a setting names may be an exception class, or derive from one, in a file of
    which not all is known."""
    if _may_be_hidden(analysis, path):
        return True
    module, _, name = path.rpartition(".")
    evaluation = analysis.evaluation
    found = evaluation.module_name(evaluation.modules.find(module), name)
    bases = ancestors(found) if isinstance(found, ClassValue) else ()
    hidden = [f".{file.module}" for file in analysis.hidden]
    return any(
        isinstance(base, External) and file.endswith(f".{base.path.rpartition('.')[0]}")
        for base in bases
        for file in hidden
    ) or bool(hidden and any(isinstance(base, Unknown) for base in bases))
