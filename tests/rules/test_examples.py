"""Every example of every rule is true, and fails or works on the real Flask as it says."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from flasklint.rule import Bad, Rule
from flasklint.run.rule_loading import load_rules
from flasklint.testing import Example, check_claim, check_example, examples_of

MORE = Path(__file__).parents[1] / "rule_examples"
"""The examples that are on no page: `<family>/<rule>.py`, or `<family>/<rule>_<subject>.py`."""
RULES = {rule.__module__.rpartition(".")[2]: rule for rule in load_rules(isolated=True)}


def rule_of(path: Path) -> type[Rule] | None:
    """The rule whose examples a file has; None for one that others share."""
    names = [name for name in RULES if f"{path.stem}_".startswith(f"{name}_")]
    return RULES[max(names, key=len)] if names else None


def examples() -> Iterator[Example]:
    """All examples of all rules."""
    for rule in RULES.values():
        yield from examples_of(rule)
    for path in sorted(MORE.rglob("*.py")):
        if rule := rule_of(path):
            module = import_module(f"rule_examples.{path.parent.name}.{path.stem}")
            yield from (Example(rule, example) for example in module.EXAMPLES)


EXAMPLES = list(examples())
CLAIMS = [
    each
    for each in EXAMPLES
    if (each.example.fails if isinstance(each.example, Bad) else each.example.works)
]


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_the_example_is_true(example: Example) -> None:
    check_example(example)


@pytest.mark.parametrize("example", CLAIMS, ids=str)
def test_flask_does_what_the_example_says(example: Example) -> None:
    check_claim(example.example)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name())
def test_a_rule_has_a_fix_if_it_says_so(rule: type[Rule]) -> None:
    shown = {
        bool(each.example.fixed)
        for each in EXAMPLES
        if each.rule is rule and isinstance(each.example, Bad)
    }
    fitting = {"never": {False}, "always": {True}, "sometimes": {True, False}}
    assert shown <= fitting[rule.fix]
    assert True in shown or rule.fix == "never"
