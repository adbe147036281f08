"""What `python -m flasklint.testing.new_rule` writes is a rule whose examples are true."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from flasklint.rule import Rule
from flasklint.testing import check_example, examples_of
from flasklint.testing.new_rule import files, main


def test_the_examples_of_a_new_rule_are_true(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["routing", "method-misspelt", "FLK299"]) == 0
    spec = importlib.util.spec_from_file_location(
        "method_misspelt", Path("rules", "routing", "method_misspelt.py")
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)
    spec.loader.exec_module(module)
    rule: type[Rule] = module.MethodMisspelt
    assert (rule.name(), rule.code) == ("method-misspelt", "FLK299")
    for example in examples_of(rule):
        check_example(example)
    assert Path("tests", "rule_examples", "routing", "method_misspelt.py").is_file()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("cooking", "no-salt", "FLK299"), "no family cooking"),
        (("routing", "NoSalt", "FLK299"), "a name is written like"),
        (("routing", "no-salt", "FLK599"), "a code of routing is FLK2 and two more digits"),
        (("routing", "unknown-converter", "FLK299"), "is there already"),
    ],
)
def test_what_makes_no_rule_is_refused(arguments: tuple[str, str, str], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        files(*arguments)
