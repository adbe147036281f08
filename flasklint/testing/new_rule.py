"""Writes the two files of a new rule, ready to be filled in.

`python -m flasklint.testing.new_rule FAMILY NAME CODE`, in the root of flasklint's repository:
`routing method-misspelt FLK203` makes `rules/routing/method_misspelt.py`, which is the rule and its
page, and `tests/rule_examples/routing/method_misspelt.py`, its other examples.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from flasklint.config.selectors import FAMILIES
from flasklint.run.rule_loading import load_rules

CODES = {**FAMILIES, "upgrade": "FLK9"}
USAGE = "usage: python -m flasklint.testing.new_rule FAMILY NAME CODE"
_RULE = '''"""{code}."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint.rule import Bad, Checker, Finding, Good, Rule


@dataclass(frozen=True)
class {cls}(Rule):
    """One sentence that says what is wrong.

    ## What it does

    Reports ...

    ## Why it matters

    Flask ...

    ## When not to use it

    Where ...
    """

    code = "{code}"
    category = "correctness"
    severity = "error"
    preview = True
    fix = "never"
    examples = (
        Bad(
            "what is wrong",
            """
            from flask import Flask

            app = Flask(__name__)  # {code}
            """,
        ),
        Good(
            "how it should be",
            """
            from flask import Flask
            """,
        ),
    )

    def check(self, checker: Checker) -> Iterator[Finding]:
        for call in checker.file.tree.all(cst.Call):
            if checker.canonical(call.func) == "flask.Flask":
                yield Finding(call, "say what happens, and what to do")
'''
_EXAMPLES = '''"""More of what `{name}` reports, and what it must not."""

from __future__ import annotations

from flasklint.rule import Bad, Good

EXAMPLES: tuple[Good | Bad, ...] = ()
'''


def files(family: str, name: str, code: str) -> dict[Path, str]:
    """The files of a new rule and their text. Raises ValueError with what is wrong."""
    if family not in CODES:
        raise ValueError(f"no family {family}: it is one of {', '.join(sorted(CODES))}")
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name):
        raise ValueError(f"a name is written like method-misspelt, not {name}")
    if not re.fullmatch(r"FLK\d{3}", code) or not code.startswith(CODES[family]):
        raise ValueError(f"a code of {family} is {CODES[family]} and two more digits")
    for rule in load_rules(isolated=True):
        if {name, code} & {rule.name(), rule.code}:
            raise ValueError(f"{rule.code} {rule.name()} is there already")
    snake = name.replace("-", "_")
    given = {"code": code, "name": name, "cls": name.title().replace("-", "")}
    return {
        Path("rules", family, f"{snake}.py"): _RULE.format_map(given),
        Path("tests", "rule_examples", family, f"{snake}.py"): _EXAMPLES.format_map(given),
    }


def main(arguments: list[str]) -> int:
    """Write the files, and say what to do next."""
    if len(arguments) != 3:
        print(USAGE, file=sys.stderr)
        return 2
    try:
        made = files(*arguments)
    except ValueError as error:
        print(f"new_rule: {error}", file=sys.stderr)
        return 2
    for path, text in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(f"wrote {path.as_posix()}")
    print(f"next: write its examples, then run: python -m pytest tests/rules -k {arguments[1]}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
