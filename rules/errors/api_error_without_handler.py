"""FLK416."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint.facts import code
from flasklint.packages.flask_api import STATUS_NAMES
from flasklint.project.answers import Raised
from flasklint.rule import Evidence, Finding, Project, Rule, SourceFile
from flasklint_rules.errors.answering import handler_for
from flasklint_rules.errors.api_error_without_handler_examples import EXAMPLES
from flasklint_rules.errors.leaving import is_unhandled, leaves_view


@dataclass(frozen=True)
class ApiErrorWithoutHandler(Rule):
    """An exception with a status of its own that views raise and no error handler answers.

    ## What it does

    Reports an exception class of the project that stands for an HTTP error, if a view raises it, or
    a class that derives from it, and no handler is registered for it or a base of it. It stands for
    an HTTP error if its constructor has a parameter such as `status_code` with a default from 400
    to 599, if the class has such an attribute, or if `architecture.error-class` names it.

    ## Why it matters

    The status and the message are there for nobody: Flask does not know them, and answers `500
    Internal Server Error` for what was to be a 404 or a 422.

    ## What it must know

    At least one `raise` is sure to get to Flask: it stands in a view, in no `try` and no `with`
    that may swallow it, the view's decorators are known and do not catch it, and a class view
    derives from Flask's own without `decorators` or a `dispatch_request` of its own (Flask-RESTful
    and others answer by themselves). No handler of any app or Blueprint may be for the class or a
    base, `Exception` included. It is silent where handlers may come from elsewhere: see
    `catch-all-swallows-http`. Subclasses of `HTTPException` need no handler.

    ## When not to use it

    Where a WSGI middleware answers exceptions, with `PROPAGATE_EXCEPTIONS`.

    ## Fix safety

    The fix is unsafe, because answers change. It puts a handler into the factory, before the app is
    returned, that answers what the exception's `to_dict` gives, or else its message (and the
    details), in JSON with its own status.
    There is no fix where the project has no factory or several, where the class does not keep its
    status in an attribute, and where names are taken.
    """

    code = "FLK416"
    category = "architecture"
    severity = "error"
    preview = True
    examples = EXAMPLES

    def check(self, file: SourceFile, project: Project) -> Iterator[Finding]:
        for node in file.tree.all(cst.ClassDef):
            if not node.bases:
                continue
            path = file.names.definition_path(node)
            raised = project.raised_by_views(path)
            if not raised or not _is_api_error(path, project):
                continue
            place = next((each for each in raised if _is_lost(each, file, project)), None)
            if place is not None:
                yield _finding(node, path, place, file, project)


def _is_api_error(path: str, project: Project) -> bool:
    """Whether a class stands for an HTTP error and no class above it does."""
    bases = project.bases(path) or ("?",)
    if not all(each.startswith("builtins.") or project.defined_at(each) for each in bases):
        return False
    if not any(each.startswith("builtins.") and each != "builtins.object" for each in bases):
        return False
    above = [each for each in bases if each != path and project.defined_at(each)]
    return _has_status(path, project) and not any(_has_status(each, project) for each in above)


def _has_status(path: str, project: Project) -> bool:
    error = project.error_class
    if error is not None and error.path == path and error.why == "configured":
        return True
    if any(_is_error(project.constant(f"{path}.{name}")) for name in STATUS_NAMES):
        return True
    return any(
        isinstance(param.default, code.Constant) and _is_error(param.default.value)
        for param in project.parameters_of(path) or ()
        if param.name in STATUS_NAMES
    )


def _is_error(value: object) -> bool:
    return isinstance(value, int) and 400 <= value <= 599


def _is_lost(raised: Raised, file: SourceFile, project: Project) -> bool:
    """Whether what a view raises is sure to get to Flask, and to no handler."""
    if not is_unhandled(raised.error, project):
        return False
    try:
        other = file.open(raised.place.filename)
    except KeyError:
        return False
    node, view = other.node(raised.place), other.node(raised.view)
    return leaves_view(node, view, raised.error, other, project)


def _finding(
    node: cst.ClassDef, path: str, raised: Raised, file: SourceFile, project: Project
) -> Finding:
    name = node.name.value
    message = (
        f"views raise `{name}` and no error handler is registered for it: they answer 500; "
        f"register one with `register_error_handler({name}, ...)`"
    )
    evidence = [Evidence("a view raises it here", raised.place)]
    evidence += [Evidence("the factory", place) for _, place, _ in project.factories()[:1] if place]
    return Finding(node, message, tuple(evidence), handler_for(node, path, file, project))
