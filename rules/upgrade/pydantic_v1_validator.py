"""FLK974."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import libcst as cst

from flasklint.rule import (
    AddImport,
    Bad,
    Change,
    Checker,
    Finding,
    Fix,
    Good,
    Replace,
    Rule,
    SourceFile,
)
from flasklint_rules.upgrade.shared.validator_groups import (
    OLD,
    Validator,
    changed_with,
    validators_in,
)

_NEW = {"validator": "field_validator", "root_validator": "model_validator"}
_VERSIONS = ("pydantic.VERSION", "pydantic.__version__", "pydantic.version")


@dataclass(frozen=True)
class PydanticV1Validator(Rule):
    """A validator of pydantic 1 in a project that uses pydantic 2.

    ## What it does

    Reports `@validator` and `@root_validator` where the project is known to use pydantic 2.

    ## Why it matters

    pydantic 2 warns "PydanticDeprecatedSince20: Pydantic V1 style `@validator` validators are
    deprecated", and pydantic 3 will not have them. A `@root_validator` without `skip_on_failure`
    or `pre` stops at once with PydanticUserError.

    ## What it must know

    The project imports something that only pydantic 2 has (`field_validator`, `ConfigDict`,
    `TypeAdapter`, `pydantic_settings`, ...), not under a condition; or requirements, a
    pyproject.toml, Pipfile, setup.cfg, setup.py or a lock file ask for pydantic 2, of which those
    count that are nearest to the file and speak of it; or the option `version` says 2. Names
    imported from `pydantic.v1` are quiet. So is code that is for one version of several: what
    stands in an `if` or a `try`, and all of a module that imports from pydantic in one or asks for
    its version.

    ## When not to use it

    Where the code has to run with both versions.

    ## Fix safety

    The fix is safe: `@field_validator` does the same for a function of a class and a value. `pre`
    becomes `mode="before"`, and `@classmethod` is added. The old import stays. There is no fix for
    `@root_validator`, for functions that take more (`values`, `field`), and for `always`,
    `each_item` and options that are not constants.

    pydantic 2 runs the old validators of a field and the new ones apart, so all that share a field
    or a name are changed together, those in bases and subclasses, too. There is no fix if one of
    them cannot be changed, is new already, or may stand in another file.
    """

    code = "FLK974"
    category = "upgrade"
    fix = "sometimes"
    words = frozenset({"validator", "root_validator"})
    examples = (
        Bad(
            "`ConfigDict` shows that it is pydantic 2",
            """
            from pydantic import BaseModel, ConfigDict, validator


            class Book(BaseModel):
                model_config = ConfigDict(frozen=True)
                title: str

                @validator("title")  # FLK974
                def strip_title(cls, value):
                    return value.strip()
            """,
            fixed="""
            from pydantic import BaseModel, ConfigDict, field_validator


            class Book(BaseModel):
                model_config = ConfigDict(frozen=True)
                title: str

                @field_validator("title")
                @classmethod  # FLK974
                def strip_title(cls, value):
                    return value.strip()
            """,
        ),
        Good(
            "a validator of pydantic 2 that also sees the other fields",
            """
            from pydantic import BaseModel, ValidationInfo, field_validator


            class Period(BaseModel):
                first: int
                last: int

                @field_validator("last")
                @classmethod
                def check_last(cls, last: int, info: ValidationInfo) -> int:
                    if last < info.data["first"]:
                        raise ValueError("ends before it begins")
                    return last
            """,
        ),
    )

    version: int = 0
    """The version of pydantic in use, if the code does not show it."""

    def check(self, checker: Checker) -> Iterator[Finding]:
        file = checker.file
        if self.version != 2 and (self.version or not _has_pydantic_2(checker)):
            return
        found = [
            (decorator, OLD[path])
            for function in file.tree.all(cst.FunctionDef)
            for decorator in function.decorators
            if (path := file.names.path(_called(decorator))) in OLD
            and not _is_alternative(decorator, file)
        ]
        if not found or _runs_with_both(file):
            return
        known = validators_in(file)
        by_decorator = {each.decorator: each for each in known if each.decorator is not None}
        for decorator, old in found:
            message = f"`@{old}` is of pydantic 1, deprecated in pydantic 2; use `@{_NEW[old]}`"
            one = by_decorator.get(decorator)
            group = changed_with(one, known, checker) if one is not None else None
            yield Finding(decorator, message, (), _fix(group, file) if group else None)


def _has_pydantic_2(checker: Checker) -> bool:
    project = checker.project
    asked = project.is_at_least("pydantic", 2, checker.file.filename)
    return project.uses_pydantic_2() if asked is None else asked


def _called(decorator: cst.Decorator) -> cst.BaseExpression:
    node = decorator.decorator
    return node.func if isinstance(node, cst.Call) else node


def _is_alternative(node: cst.CSTNode, file: SourceFile) -> bool:
    """Whether a node stands under a condition, and so perhaps under one about the version."""
    around = file.tree.ancestors(node)
    return any(isinstance(each, (cst.If, cst.Else, cst.Try)) for each in around)


def _runs_with_both(file: SourceFile) -> bool:
    """Whether a file asks for the version of pydantic, or tries what it can import from it."""
    if any(file.names.path(node) in _VERSIONS for node in file.tree.all(cst.Attribute)):
        return True
    paths = [
        (str(binding.value), binding.node)
        for bound in file.names.bindings.values()
        for bindings in bound.values()
        for binding in bindings
        if binding.kind == "import"
    ]
    return any(
        path.startswith(_VERSIONS)
        or (path.partition(".")[0] == "pydantic" and _is_alternative(node, file))
        for path, node in paths
    )


def _fix(group: Sequence[Validator], file: SourceFile) -> Fix | None:
    """One fix for all validators that have to be changed together."""
    changes: dict[Change, None] = {}
    for each in group:
        if each.decorator is None or each.function is None:
            return None
        found = _changes(each.decorator, each.function, file)
        if found is None:
            return None
        changes |= dict.fromkeys(found)
    return Fix("use `@field_validator`", tuple(changes), safe=True)


def _changes(
    decorator: cst.Decorator, function: cst.FunctionDef, file: SourceFile
) -> list[Change] | None:
    call = decorator.decorator
    if not isinstance(call, cst.Call) or not _takes_a_value(function):
        return None
    args = _arguments(call, file)
    if args is None or OLD.get(file.names.path(call.func) or "") != "validator":
        return None
    changes: list[Change] = []
    name = "field_validator"
    if isinstance(call.func, cst.Attribute):
        name = f"{file.code(call.func.value)}.{name}"
    else:
        changes.append(AddImport(file.filename, "pydantic", name))
    if name in file.names.bindings[file.tree.module] and _is_other(name, file):
        return None
    text = f"@{name}({', '.join(args)})"
    names = [file.names.path(each.decorator) for each in function.decorators]
    if "builtins.classmethod" not in names:
        if len(names) > 1:
            return None
        text += "\n@classmethod"
    changes.append(Replace(decorator, text))
    return changes


def _takes_a_value(function: cst.FunctionDef) -> bool:
    """Whether a function takes the class and a value, and nothing else."""
    params = function.params
    more = (params.star_arg, params.star_kwarg)
    if params.kwonly_params or params.posonly_params or isinstance(more[0], cst.Param) or more[1]:
        return False
    return len(params.params) == 2 and all(param.default is None for param in params.params)


def _arguments(call: cst.Call, file: SourceFile) -> list[str] | None:
    """The arguments that mean the same in pydantic 2; None if there are others."""
    found = []
    for arg in call.args:
        name = arg.keyword.value if arg.keyword is not None else ""
        match name, arg.value:
            case "", cst.SimpleString() if not arg.star:
                found.append(file.code(arg))
            case "check_fields", _:
                found.append(file.code(arg))
            case "pre", cst.Name(value="True"):
                found.append('mode="before"')
            case (("pre" | "always" | "each_item" | "allow_reuse"), cst.Name(value="False")):
                continue
            case "allow_reuse", cst.Name(value="True"):
                continue
            case _:
                return None
    return found


def _is_other(name: str, file: SourceFile) -> bool:
    """Whether the file has something else of this name."""
    bound = file.names.bindings[file.tree.module][name]
    return any(binding.value != f"pydantic.{name}" for binding in bound)
