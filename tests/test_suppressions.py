from __future__ import annotations

from collections.abc import Iterator

import pytest

from flasklint.check import suppressions
from flasklint.diagnostics import edits
from flasklint.diagnostics.diagnostic import Diagnostic
from flasklint.diagnostics.own_codes import SUPPRESSION_CODES
from flasklint.diagnostics.positions import Location
from flasklint.languages.python.source import SourceFile, parse
from flasklint.rule import Checker, Finding, Rule


class _Silent(Rule):
    category = "style"

    def check(self, checker: Checker) -> Iterator[Finding]:
        yield from ()


class RuleOne(_Silent):
    code = "FLK301"


class RuleTwo(_Silent):
    code = "FLK302"


class RuleFive(_Silent):
    code = "FLK501"


ALL = (RuleOne, RuleTwo, RuleFive)


def read(code: str) -> SourceFile:
    return parse(code.encode(), "app.py", "app", False)


def at(row: int, rule: type[Rule] = RuleOne, noqa_row: int = 0) -> Diagnostic:
    return Diagnostic(
        code=rule.code, name=rule.name(), message="m", severity="warning", category="style",
        filename="app.py", location=Location(row, 1), end_location=Location(row, 2),
        noqa_row=noqa_row or row, fingerprint="f",
    )  # fmt: skip


def left(code: str, *found: Diagnostic, active: tuple[type[Rule], ...] = ALL) -> list[Diagnostic]:
    return suppressions.apply(read(code), list(found), active, ALL)


def mended(code: str, *found: Diagnostic) -> str:
    """The code after every fix of unused suppressions, pass after pass."""
    for _ in range(9):
        chosen = edits.choose(left(code, *found), allow_unsafe=False)
        if not chosen:
            break
        code = edits.apply(code, [edit for one in chosen if one.fix for edit in one.fix.edits])
    return code


# what a comment covers


@pytest.mark.parametrize(
    "comment",
    [
        "# flasklint: ignore[rule-one]",
        "# flasklint: ignore[FLK301]",
        "# flasklint: ignore[rule-one] for a reason",
        "#flasklint:ignore[ rule-one ]",
        "# why  # flasklint: ignore[rule-one]",
        "# flasklint: ignore[rule-one]  # type: ignore",
        "# noqa: FLK301",
        "# noqa:FLK3",
        "# NOQA: flk301",
        "# noqa: E501, FLK301",
        "# noqa: E501 FLK301",
        "# noqa: FLK301 for a reason",
    ],
)
def test_a_comment_silences_its_line(comment: str) -> None:
    assert left(f"x = 1  {comment}\n", at(1)) == []


def test_what_no_comment_names_stays() -> None:
    other = at(1, RuleTwo)
    assert left("x = 1  # flasklint: ignore[rule-one]\n", at(1), other) == [other]


def test_other_lines_stay() -> None:
    other = at(2)
    assert left("x = 1  # noqa: FLK301\ny = 2\n", at(1), other) == [other]


def test_several_rules_are_named_in_one_comment() -> None:
    code = "x = 1  # flasklint: ignore[rule-one, FLK302]\n"
    assert left(code, at(1), at(1, RuleTwo)) == []


def test_a_comment_in_a_string_is_none() -> None:
    found = at(1)
    assert left("x = '# flasklint: ignore[rule-one]'\n", found) == [found]


def test_noqa_without_codes_is_not_ours() -> None:
    found = at(1)
    assert left("x = 1  # noqa\n", found) == [found]


@pytest.mark.parametrize("row", [1, 2, 3])
@pytest.mark.parametrize("comment", [1, 2, 3])
def test_a_comment_on_any_line_of_a_simple_statement_covers_it(row: int, comment: int) -> None:
    lines = ["x = f(", "    1,", ")"]
    lines[comment - 1] += "  # flasklint: ignore[rule-one]"
    assert left("\n".join(lines) + "\n", at(row)) == []


def test_a_comment_on_a_line_of_its_own_inside_a_statement_covers_it() -> None:
    assert left("x = f(\n    # flasklint: ignore[rule-one]\n    1,\n)\n", at(3)) == []


@pytest.mark.parametrize("row", [2, 3, 4])
def test_a_comment_above_a_statement_covers_all_of_it(row: int) -> None:
    assert left("# flasklint: ignore[rule-one]\nx = f(\n    1,\n)\n", at(row)) == []


def test_other_comments_may_stand_between() -> None:
    assert left("# flasklint: ignore[rule-one]\n# why\nx = 1\n", at(3)) == []


@pytest.mark.parametrize("row", [2, 3, 4, 5])
def test_a_comment_above_a_function_covers_its_header(row: int) -> None:
    code = "# flasklint: ignore[rule-one]\n@a(\n    1)\ndef f(\n    x):\n    return 1\n"
    assert left(code, at(row)) == []


def test_a_comment_above_a_function_does_not_cover_its_body() -> None:
    found = at(3)
    code = "# flasklint: ignore[rule-one]\ndef f():\n    return 1\n"
    assert found in left(code, found)


def test_a_comment_on_a_line_of_a_header_covers_the_header() -> None:
    assert left("def f(\n    x,  # flasklint: ignore[rule-one]\n):\n    return 1\n", at(1)) == []


@pytest.mark.parametrize("row", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("found", [1, 2, 4])
def test_a_comment_on_any_line_of_a_decorated_header_covers_all_of_it(row: int, found: int) -> None:
    lines = ["@a", "@b(", "    1)", "def f(", "    x):", "    return 1", ""]
    lines[row - 1] += "  # flasklint: ignore[rule-one]"
    assert left("\n".join(lines), at(found)) == []


def test_a_comment_on_a_decorator_does_not_cover_the_body() -> None:
    inner = at(3)
    code = "@a  # flasklint: ignore[rule-one]\ndef f():\n    return 1\n"
    assert left(code, at(1), inner) == [inner]


def test_a_comment_above_a_branch_covers_its_header() -> None:
    code = "if a:\n    b\n# flasklint: ignore[rule-one]\nelif c:\n    d\n"
    assert left(code, at(4)) == []


def test_the_line_a_diagnostic_names_counts_as_well() -> None:
    assert left("x = 1  # noqa: FLK301\n\ny = 2\n", at(3, noqa_row=1)) == []


@pytest.mark.parametrize("row", [1, 3])
def test_a_file_wide_comment_covers_every_line(row: int) -> None:
    assert left("x = 1\n# flasklint: file-ignore[rule-one] old\ny = 2\n", at(row)) == []


def test_diagnostics_of_other_files_stay() -> None:
    other = Diagnostic(
        "FLK301", "rule-one", "m", "warning", "style", "b.py", Location(1, 1), Location(1, 2),
        1, "f",
    )  # fmt: skip
    assert other in left("x = 1  # noqa: FLK301\n", other)


# what silences nothing


def test_a_comment_that_silences_nothing_is_reported() -> None:
    (found,) = left("x = 1  # flasklint: ignore[rule-one]\n")
    assert (found.code, found.name, found.severity, found.category) == (
        "FLK001", "unused-suppression", "warning", "style",
    )  # fmt: skip
    assert (found.location, found.end_location) == (Location(1, 8), Location(1, 37))


@pytest.mark.parametrize(
    ("code", "after"),
    [
        ("x = 1  # flasklint: ignore[rule-one] why\n", "x = 1\n"),
        ("x = 1  # flasklint: ignore[rule-one, rule-two]\n", "x = 1\n"),
        ("x = 1  # why  # flasklint: ignore[rule-one]\n", "x = 1  # why\n"),
        ("x = 1  # flasklint: ignore[rule-one]  # type: ignore\n", "x = 1  # type: ignore\n"),
        ("x = 1  # noqa: FLK301\r\n", "x = 1\r\n"),
        ("x = 1  # noqa: E501, FLK301\n", "x = 1  # noqa: E501\n"),
        ("x = 1  # noqa: FLK301, E501\n", "x = 1  # noqa: E501\n"),
        ("x = 1  # noqa: E501 FLK301\n", "x = 1  # noqa: E501\n"),
        ("x = 1  # noqa: FLK301,E501,FLK302 why\n", "x = 1  # noqa: E501 why\n"),
        ("if x:\n    # flasklint: ignore[rule-one]\n    y = 1\n", "if x:\n    y = 1\n"),
        ("# flasklint: file-ignore[rule-one]\nx = 1\n", "x = 1\n"),
        ("x = 1\n# noqa: FLK301", "x = 1\n"),
        ("x = 1  # noqa: FLK3", "x = 1"),
    ],
)
def test_the_fix_removes_what_silences_nothing(code: str, after: str) -> None:
    assert mended(code) == after


@pytest.mark.parametrize(
    ("names", "after"),
    [
        ("rule-one, rule-two", "rule-one"),
        ("rule-two, rule-one", "rule-one"),
        ("rule-two,rule-one,rule-five", "rule-one"),
        ("FLK302, rule-one , rule-five", "rule-one"),
        ("rule-one, rule-two, rule-five", "rule-one"),
    ],
)
def test_the_fix_keeps_the_names_that_silence_something(names: str, after: str) -> None:
    assert mended(f"x = 1  # flasklint: ignore[{names}] why\n", at(1)) == (
        f"x = 1  # flasklint: ignore[{after}] why\n"
    )


def test_rules_that_were_not_run_are_not_said_to_be_silenced_in_vain() -> None:
    code = "x = 1  # flasklint: ignore[rule-one]\n"
    assert left(code, active=(RuleTwo,)) == []


def test_a_prefix_is_judged_only_if_all_its_rules_were_run() -> None:
    assert left("x = 1  # noqa: FLK3\n", active=(RuleTwo,)) == []


def test_unused_suppressions_cannot_be_silenced() -> None:
    found = left("x = 1  # flasklint: ignore[unused-suppression]\n")
    assert [one.code for one in found] == ["FLK002"]


def test_fingerprints_do_not_depend_on_the_line() -> None:
    comment = "y = 1  # flasklint: ignore[rule-one]\n"
    (one,), (other,) = left(comment), left("x = 1\n" + comment)
    assert one.fingerprint == other.fingerprint


def test_equal_comments_have_different_fingerprints() -> None:
    one, other = left("x = 1  # noqa: FLK301\n" * 2)
    assert one.fingerprint != other.fingerprint


# what cannot be understood


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("# flasklint: ignore", "say which rules"),
        ("# flasklint: ignore rule-one", "say which rules"),
        ("# flasklint: ignore[rule-one", "do not close"),
        ("# flasklint: ignore[]", "name is missing"),
        ("# flasklint: ignore[rule-one,,]", "name is missing"),
        ("# flasklint: ignore[rule-on]", "do you mean rule-one?"),
        ("# flasklint: ignored[rule-one]", "neither"),
        ("# flasklint: off", "neither"),
        ("# flasklint: file-ignore[rule-one]", "line of its own"),
        ("# noqa: FLK999", "no code FLK999"),
    ],
)
def test_a_comment_that_cannot_be_understood_is_reported(comment: str, message: str) -> None:
    invalid = [one for one in left(f"x = 1  {comment}\n", at(1)) if one.code == "FLK002"]
    assert invalid
    assert message in invalid[0].message
    assert invalid[0].fix is None


def test_a_name_that_is_known_works_beside_one_that_is_not() -> None:
    found = left("x = 1  # flasklint: ignore[rule-one, nothing-like-it]\n", at(1))
    assert [one.code for one in found] == ["FLK002"]


@pytest.mark.parametrize("comment", ["noqa: FLK010", "flasklint: ignore[unreadable-file]"])
def test_what_is_reported_without_a_rule_cannot_be_silenced(comment: str) -> None:
    (found,) = left(f"x = 1  # {comment}\n")
    assert found.code == "FLK002"
    assert found.message.endswith(" cannot be silenced by a comment")


def test_a_mention_in_prose_is_no_suppression() -> None:
    assert left("x = 1  # write '# flasklint: ignore' to be quiet\n") == []


def test_the_two_codes_are_listed_with_their_names() -> None:
    assert [(one.code, one.name) for one in SUPPRESSION_CODES] == [
        ("FLK001", "unused-suppression"),
        ("FLK002", "invalid-suppression"),
    ]
