"""FLK974."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint.project import Project
from flasklint.rule import AddImport, Change, Finding, Fix, Replace, Rule
from flasklint.source import SourceFile
from flasklint_rules.upgrade.pydantic_v1_validator_examples import EXAMPLES

_NEW = {"validator": "field_validator", "root_validator": "model_validator"}
_OLD = {f"{home}.{name}": name for home in ("pydantic", "pydantic.class_validators")
        for name in _NEW}  # fmt: skip


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
    `TypeAdapter`, `pydantic_settings`, ...), or the option `version` says 2. Names imported from
    `pydantic.v1` are quiet.

    ## When not to use it

    Where the code has to run with both versions.

    ## Fix safety

    The fix is safe: `@field_validator` does the same for a function of a class and a value. `pre`
    becomes `mode="before"`, and `@classmethod` is added. The old import stays. There is no fix for
    `@root_validator`, for functions that take more (`values`, `field`), and for `always`,
    `each_item` and options that are not constants.
    """

    code = "FLK974"
    category = "upgrade"
    examples = EXAMPLES

    version: int = 0
    """The version of pydantic in use, if the code does not show it."""

    def check(self, file: SourceFile, project: Project) -> Iterator[Finding]:
        if "validator" not in file.text or not file.tree.all(cst.Decorator):
            return
        if self.version != 2 and (self.version or not project.uses_pydantic_2()):
            return
        for function in file.tree.all(cst.FunctionDef):
            for decorator in function.decorators:
                node = decorator.decorator
                func = node.func if isinstance(node, cst.Call) else node
                old = _OLD.get(file.names.path(func) or "")
                if old is not None:
                    message = (
                        f"`@{old}` is of pydantic 1, deprecated in pydantic 2; use `@{_NEW[old]}`"
                    )
                    fix = _fix(decorator, function, file) if old == "validator" else None
                    yield Finding(decorator, message, (), fix)


def _fix(decorator: cst.Decorator, function: cst.FunctionDef, file: SourceFile) -> Fix | None:
    call = decorator.decorator
    if not isinstance(call, cst.Call) or not _takes_a_value(function):
        return None
    args = _arguments(call, file)
    if args is None:
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
    return Fix("use `@field_validator`", tuple(changes), safe=True)


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
