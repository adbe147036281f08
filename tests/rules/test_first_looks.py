"""What rules look at first, before they ask for a tree, hides nothing."""

from __future__ import annotations

import pytest
from test_examples import EXAMPLES, RULES

from flasklint.diagnostics.diagnostic import Diagnostic
from flasklint.languages.python.source import SourceFile
from flasklint.rule import Bad, Rule
from flasklint.testing import Example, check_example
from flasklint.testing.examples.running import files_of, session_of


class AllWords(frozenset[str]):
    """The words of a text that has all there are."""

    def isdisjoint(self, _: object) -> bool:
        return False

    def __contains__(self, _: object) -> bool:
        return True


def found(example: Example) -> list[Diagnostic]:
    files = files_of(example.example.files)
    diagnostics, failures = session_of(example.rule, files, example.example.options).check_all()
    assert not failures
    return diagnostics


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name())
def test_a_rule_finds_the_same_without_a_first_look(
    rule: type[Rule], monkeypatch: pytest.MonkeyPatch
) -> None:
    examples = [each for each in EXAMPLES if each.rule is rule and isinstance(each.example, Bad)]
    looked = [found(each) for each in examples]
    monkeypatch.setattr(SourceFile, "outline", None)
    monkeypatch.setattr(SourceFile, "words", AllWords())
    assert [found(each) for each in examples] == looked


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES.values() if rule.words], ids=lambda rule: rule.name()
)
def test_words_that_are_too_few_are_caught_by_the_examples(
    rule: type[Rule], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rule, "words", frozenset({"a_word_that_no_example_has"}))
    bad = next(each for each in EXAMPLES if each.rule is rule and isinstance(each.example, Bad))
    with pytest.raises(AssertionError):
        check_example(bad)
