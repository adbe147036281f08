"""FLK706."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint.project.answers import BoundExtension
from flasklint.rule import Evidence, Finding, Project, Rule, SourceFile
from flasklint_rules.factory.binding import bound_in_factory
from flasklint_rules.factory.extension_bound_at_import_examples import EXAMPLES


@dataclass(frozen=True)
class ExtensionBoundAtImport(Rule):
    """An extension that belongs to the one application of a module, though there is a factory.

    ## What it does

    Reports `db = SQLAlchemy(app)` at the top of a module, where `app` is made by a factory of the
    project and other modules import `db`.

    ## Why it matters

    The factory can make many applications, but only the one of that module has the extension. A
    test that calls the factory for its own gets `RuntimeError: The current Flask app is not
    registered with this 'SQLAlchemy' instance. Did you forget to call 'init_app', or did you create
    multiple 'SQLAlchemy' instances?` And every module that imports `db` starts an application.

    ## What it must know

    That the class is an extension with `init_app`, a known one or the project's own; that what it
    is given is an application which a function of the project makes; and that the name is imported
    elsewhere. It is silent in projects whose application is made at the top of a module, in
    scripts that nobody imports, and where the factory binds the extension, too.

    ## When not to use it

    Where only one application is ever made and tests use it.

    ## Fix safety

    The fix is unsafe: each application of the factory then has the extension. It makes the
    extension bare and calls `init_app` in the factory, behind all that may configure the
    application. Where the factory stands in the same file, the extension moves below the imports;
    otherwise it moves to the module `extensions` beside the factory, which is made if it is not
    there, and the old module imports it. There is no fix where the class is defined in the old
    module, where the extension is given more than literals and, in another file, imported names,
    or where the factory does not end in the one `return` of what it made.
    """

    code = "FLK706"
    category = "architecture"
    examples = EXAMPLES

    def check(self, file: SourceFile, project: Project) -> Iterator[Finding]:
        for made in project.bound_extensions(file.filename):
            call = file.tree.node(made.node)
            if not made.users or not isinstance(call, cst.Call):
                continue
            name = made.path.rpartition(".")[2]
            factory = made.factory.rpartition(".")[2]
            if _is_bound_by(made, name, file):
                continue
            message = (
                f"`{name}` is bound to one application as the module is imported; make it bare and "
                f"call `{name}.init_app` in `{factory}`"
            )
            evidence = (
                Evidence(f"`{factory}` makes applications without it", made.factory_place),
                Evidence("it is imported here", made.users[0]),
            )
            yield Finding(call, message, evidence, bound_in_factory(call, made, file, project))


def _is_bound_by(made: BoundExtension, name: str, file: SourceFile) -> bool:
    """Whether the factory mentions the extension."""
    other = file.open(made.factory_place.filename)
    function = other.node(made.factory_place)
    return any(
        isinstance(node, cst.Attribute) and node.attr.value == "init_app"
        and isinstance(node.value, (cst.Name, cst.Attribute))
        and other.code(node.value).rpartition(".")[2] == name
        for node in other.tree.inside(function)
    )  # fmt: skip
