"""Questions about modules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flasklint.facts import code
from flasklint.facts.node import Place
from flasklint.project.modules import StrayModule
from flasklint.project.modules.import_chains import circle, imports_of, leads_to
from flasklint.project.questions import Questions, once, question

if TYPE_CHECKING:
    from flasklint.project.analysis import Analysis


class ModuleQuestions(Questions):
    """Questions about modules."""

    @question
    def module_of(self, path: str) -> str | None:
        """The module of the project that defines what a path begins with."""
        return self.analysis.module_of(path)

    @question
    def import_name(self, module: str) -> str:
        """The name by which the project imports one of its modules: without the directories
        that are only on the way to it (`web.pgadmin.utils` is `pgadmin.utils`)."""
        return self.analysis.evaluation.modules.imported_as(module)

    @question
    def import_roots(self, filename: str) -> dict[str, str]:
        """For the top-level names that a file imports from other directories than the root: the
        directory of each, dotted."""
        module = self.analysis.reach.by_file.get(filename)
        return {} if module is None else self.analysis.evaluation.modules.roots_of(module)

    @question
    def would_be_circular(self, module: str, imported: str) -> bool:
        """Whether an import of `imported` at the top of `module` would make a new circle: importing
        it asks for names of `module`, perhaps through others, and `module` does not need it yet."""
        if not self.analysis.reach.needs(imported, module):
            return False
        return not leads_to(self.analysis.modules, self.module_of, module, imported)

    @question
    def has_module(self, name: str) -> bool:
        """Whether the project has a module of that name."""
        return name in self.analysis.modules

    @question
    def filename_of(self, module: str) -> str | None:
        """The file of a module of the project."""
        facts = self.analysis.modules.get(module)
        return None if facts is None else facts.filename

    @question
    def imports_on_the_way(self, module: str, other: str) -> bool:
        """Whether importing `module` imports `other`, itself or through what it imports at its
        top."""
        return leads_to(self.analysis.modules, self.module_of, module, other)

    @question
    def import_circle(self, module: str, importer: str) -> tuple[Place, ...]:
        """The imports at the top of modules that lead from `module` back to its `importer`; empty
        if none do."""
        return circle(self.analysis.modules, self.module_of, module, importer)

    @question
    def imports_of(self, module: str) -> tuple[Place, ...]:
        """Where the project imports a module by its name, or a name from it."""
        return imports_of(self.analysis.modules, self.analysis.evaluation.modules.find, module)

    @question
    def classes_in(self, module: str) -> tuple[str, ...]:
        """The names of the classes that a module defines at its top level."""
        facts = self.analysis.modules.get(module)
        body = facts.body if facts is not None else ()
        return tuple(node.name for node in body if isinstance(node, code.Class))

    @question
    def functions_in(self, module: str) -> tuple[str, ...]:
        """The names of the functions that a module defines at its top level."""
        facts = self.analysis.modules.get(module)
        body = facts.body if facts is not None else ()
        return tuple(node.name for node in body if isinstance(node, code.Function))

    @question
    def stray_modules_in(self, filename: str) -> tuple[StrayModule, ...]:
        """The module of a file, if it declares routes for another one and nothing imports it."""
        found = _stray_modules(self.analysis)
        return tuple(stray for stray in found if stray.routes[0].filename == filename)

    @question
    def mentions(self, module: str, names: tuple[str, ...]) -> bool:
        """Whether a module of the project mentions or imports one of some names."""
        return self.analysis.mentions(module, names)

    @question
    def is_mentioned(self, names: tuple[str, ...]) -> bool:
        """Whether any module of the project mentions or imports one of some names."""
        return any(self.mentions(module, names) for module in self.analysis.modules)

    @question
    def imports_package(self, name: str) -> bool:
        """Whether any module of the project imports a package from outside, or a part of it."""
        return any(
            node.module.partition(".")[0] == name
            for module in self.analysis.modules.values()
            for node in module.imports
        )

    @question
    def may_hide(self, names: tuple[str, ...]) -> bool:
        """Whether a file that cannot be read may mention one of some names: what is counted over
        the files is not all there is then."""
        return any(file.may_mention(names) for file in self.analysis.unread)

    @property
    @question
    def has_tests(self) -> bool:
        """Whether the project has tests: they are not read, and may import anything."""
        return self.analysis.has_tests


@once
def _stray_modules(analysis: Analysis) -> list[StrayModule]:
    from flasklint.project.modules import stray

    return stray.stray_modules(analysis.reach, analysis.route_table)
