"""The pages of rules, their index and the README's table say what the rules say."""

from __future__ import annotations

from pathlib import Path

import pytest

from flasklint.run.rule_loading import load_rules
from flasklint.testing import rule_documents

ROOT = Path(__file__).parents[1]
RULES = load_rules(isolated=True)
README = f"# Shop\n\n{rule_documents.BEGIN}old\n{rule_documents.END}\nThe end.\n"


def test_the_documents_of_rules_have_not_drifted() -> None:
    found = rule_documents.drifted(ROOT, RULES)
    assert not found, (
        f"{', '.join(found)}: run `{rule_documents.COMMAND}` and commit what it writes"
    )


def test_what_is_written_has_not_drifted(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(README)
    rule_documents.write(tmp_path, RULES)
    assert rule_documents.drifted(tmp_path, RULES) == []


def test_a_page_that_was_changed_by_hand_has_drifted(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(README)
    rule_documents.write(tmp_path, RULES)
    page = tmp_path / "docs" / "rules" / f"{RULES[0].name()}.md"
    page.write_text(page.read_text() + "More.\n")
    assert rule_documents.drifted(tmp_path, RULES) == [f"docs/rules/{page.name}"]


def test_the_page_of_a_rule_that_is_gone_is_deleted(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(README)
    rule_documents.write(tmp_path, RULES)
    gone = RULES[-1].name()
    assert f"docs/rules/{gone}.md" in rule_documents.drifted(tmp_path, RULES[:-1])
    rule_documents.write(tmp_path, RULES[:-1])
    assert not (tmp_path / "docs" / "rules" / f"{gone}.md").exists()
    assert rule_documents.drifted(tmp_path, RULES[:-1]) == []


def test_a_table_that_lacks_a_rule_has_drifted(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(README)
    rule_documents.write(tmp_path, RULES)
    readme = tmp_path / "README.md"
    lines = readme.read_text().splitlines(keepends=True)
    readme.write_text("".join(line for line in lines if f"| {RULES[0].code} |" not in line))
    assert rule_documents.drifted(tmp_path, RULES) == ["README.md"]


def test_what_stands_around_the_table_stays() -> None:
    text = rule_documents.with_table(README, RULES)
    assert text.startswith("# Shop\n\n")
    assert text.endswith("\nThe end.\n")
    assert "old" not in text


def test_a_readme_without_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="rules"):
        rule_documents.with_table("# Shop\n", RULES)
