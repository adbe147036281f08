"""FLK976."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint.rule import Bad, Checker, Finding, Fix, Good, Replace, Rule, SourceFile
from flasklint_rules.upgrade.shared.gone_names import is_guarded
from flasklint_rules.upgrade.shared.names.pydantic import REMOVED_SETTINGS, RENAMED_SETTINGS

_CONFIG = "Config"
_SETTINGS = RENAMED_SETTINGS.keys() | REMOVED_SETTINGS.keys()
_MODELS = ("pydantic.BaseModel", "pydantic.BaseSettings", "pydantic_settings.BaseSettings")


@dataclass(frozen=True)
class PydanticV1Config(Rule):
    """A setting of a pydantic model that pydantic 2 does not read.

    ## What it does

    Reports `orm_mode`, `allow_population_by_field_name`, `schema_extra`, `validate_all` and the
    other settings of pydantic 1 in the `class Config` of a model.

    ## Why it matters

    pydantic 2 warns "Valid config keys have changed in V2" and goes on without them. The model does
    not do what it says: `from_orm` raises "PydanticUserError: You must set the config attribute
    `from_attributes=True` to use from_orm", fields are not found by their names, strings keep their
    spaces.

    ## What it must know

    That the class is a model, and that no pydantic before 2.0 may be installed: requirements, a
    pyproject.toml, Pipfile, setup.cfg, setup.py or a lock file say so, or some file imports what
    only pydantic 2 has (`ConfigDict`). A project that declares nothing at all gets the newest
    version.

    ## When not to use it

    Where the code has to run with both versions.

    ## Fix safety

    The fix is safe for settings that have another name now: it writes that. `class Config` itself
    is deprecated and may stay as it is. There is no fix for settings that are
    gone; the message says what there is.
    """

    code = "FLK976"
    category = "upgrade"
    severity = "error"
    preview = True
    fix = "sometimes"
    words = frozenset(_SETTINGS)
    examples = (
        Bad(
            "`orm_mode`",
            """
            from flask import Flask
            from pydantic import BaseModel

            app = Flask(__name__)


            class Book:
                title = "Emma"


            class BookOut(BaseModel):
                title: str

                class Config:
                    orm_mode = True  # FLK976


            @app.get("/book")
            def show_book():
                return BookOut.from_orm(Book()).model_dump()
            """,
            fixed="""
            from flask import Flask
            from pydantic import BaseModel

            app = Flask(__name__)


            class Book:
                title = "Emma"


            class BookOut(BaseModel):
                title: str

                class Config:
                    from_attributes = True  # FLK976


            @app.get("/book")
            def show_book():
                return BookOut.from_orm(Book()).model_dump()
            """,
            fails="GET /book: PydanticUserError: You must set the config attribute",
        ),
        Good(
            "`ConfigDict`",
            """
            from pydantic import BaseModel, ConfigDict


            class BookOut(BaseModel):
                model_config = ConfigDict(from_attributes=True)
                title: str
            """,
        ),
    )

    def check(self, checker: Checker) -> Iterator[Finding]:
        file = checker.file
        outline = file.outline
        if outline is not None and not any(
            node.name == _CONFIG for node in outline.all(ast.ClassDef)
        ):
            return
        for config in file.tree.all(cst.ClassDef):
            if config.name.value != _CONFIG or not _is_of_model(config, checker):
                continue
            for target in _targets(config):
                name = target.value
                if name not in _SETTINGS or is_guarded(config, file):
                    continue
                if not checker.project.is_surely_at_least("pydantic", "2.0", file.filename):
                    continue
                new = RENAMED_SETTINGS.get(name)
                todo = f"write `{new}`" if new else f"instead: {REMOVED_SETTINGS[name]}"
                fix = Fix(f"Write `{new}`", (Replace(target, new),), safe=True) if new else None
                message = f"pydantic 2 does not read `{name}`, it warns and goes on; {todo}"
                yield Finding(target, message, fix=fix)


def _is_of_model(config: cst.ClassDef, checker: Checker) -> bool:
    file: SourceFile = checker.file
    model = file.names.scope(config)
    if not isinstance(model, cst.ClassDef):
        return False
    return checker.project.is_subclass(file.names.definition_path(model), _MODELS) is True


def _targets(config: cst.ClassDef) -> Iterator[cst.Name]:
    """The names that the body of a class assigns to."""
    for line in config.body.body:
        for small in line.body if isinstance(line, cst.SimpleStatementLine) else ():
            if isinstance(small, cst.Assign):
                targets = [each.target for each in small.targets]
            elif isinstance(small, cst.AnnAssign):
                targets = [small.target]
            else:
                continue
            yield from (each for each in targets if isinstance(each, cst.Name))
