"""What reports look like, for people and for machines."""

from __future__ import annotations

import ast
import io
import json as jsonlib
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

from flasklint.cli import main
from flasklint.diagnostics.diagnostic import Diagnostic, Edit, Evidence, Failure, Fix, Report
from flasklint.diagnostics.positions import Lines, Location
from flasklint.reports import cells, files, github, json, pages, schema, text
from flasklint.reports.frames import diff, frame

BOOKS = """from shop.models import Book


def list_books():
    return jsonify([b.to_dict() for b in Book.query.all()])
"""
SCHEMA = Path(__file__).parents[1] / "flasklint.schema.json"
EXAMPLES = Path(__file__).parents[1] / "examples"


def edit(source: str, old: str, new: str, filename: str = "shop/api.py") -> Edit:
    lines, at = Lines(source), source.index(old)
    end = at + len(old)
    return Edit(filename, at, end, new, lines.location(at), lines.location(end))


def found(
    source: str = BOOKS, span: str = "Book.query.all()", filename: str = "shop/api.py", **more: Any
) -> Diagnostic:
    lines, at = Lines(source), source.index(span)
    diagnostic = Diagnostic(
        code="FLK301",
        name="database-access-in-route",
        message="the view `list_books` queries the database directly",
        severity="warning",
        category="architecture",
        filename=filename,
        location=lines.location(at),
        end_location=lines.location(at + len(span)),
        noqa_row=lines.location(at).row,
        fingerprint="f00d",
    )
    return replace(diagnostic, **more)


def report(*diagnostics: Diagnostic, **more: Any) -> Report:
    return Report(str(Path.cwd()), 32, diagnostics, **more)


def shown(diagnostic: Diagnostic, source: str = BOOKS, width: int = 80) -> list[str]:
    return list(text.full(report(diagnostic), lambda name: source, width=width))


def framed(source: str, span: str, width: int = 80) -> list[str]:
    lines, at = Lines(source), source.index(span)
    places = lines.location(at), lines.location(at + len(span))
    return frame(lines, *places, width, cells.plain)


def marked(lines: list[str]) -> str:
    """What stands above the carets, cell by cell."""
    code, carets = lines[-2], lines[-1]
    shown, at = "", 0
    for char, size in cells.cells(code):
        if carets.index("^") <= at < len(carets):
            shown += char
        at += size
    return shown


# full


def test_a_diagnostic_is_shown_with_code_evidence_and_fix() -> None:
    fix = Fix("unsafe", "move it", (edit(BOOKS, "Book.query.all()", "BookService().list_books()"),))
    place = Location(8, 1)
    evidence = Evidence("the service that serves this view", "shop/services.py", place, place)
    assert shown(found(fix=fix, evidence=(evidence,))) == [
        "shop/api.py:5:42 FLK301 database-access-in-route",
        "  the view `list_books` queries the database directly",
        "   |",
        " 4 | def list_books():",
        " 5 |     return jsonify([b.to_dict() for b in Book.query.all()])",
        "   |                                          ^^^^^^^^^^^^^^^^",
        "   = shop/services.py:8:1: the service that serves this view",
        "  fix (unsafe): move it",
        "     - return jsonify([b.to_dict() for b in Book.query.all()])",
        "     + return jsonify([b.to_dict() for b in BookService().list_books()])",
        "",
    ]


def test_a_long_message_is_wrapped() -> None:
    lines = shown(found(message="word " * 40))
    assert max(map(len, lines)) <= 80
    assert lines[2].startswith("  word")


def test_a_message_cannot_steer_the_terminal() -> None:
    lines = shown(found(message="bad \x1b[31m and \u202e turned"))
    assert lines[1] == "  bad ·[31m and · turned"


def test_a_file_that_cannot_be_read_has_no_frame() -> None:
    def gone(name: str) -> str:
        raise FileNotFoundError(name)

    lines = list(text.full(report(found()), gone))
    assert len(lines) == 3


@pytest.mark.parametrize(
    "source",
    [
        "x = Book.query.all()",
        "\tx = Book.query.all()",
        "x = '日本語', Book.query.all()",
        "x = '🎉', Book.query.all()",
        "x = 'e\u0301', Book.query.all()",
        "x = '\x1b[0m\u200b', Book.query.all()",
        "x = '" + "a" * 300 + "', Book.query.all()",
        "x = Book.query.all(), '" + "a" * 300 + "'",
        "x = '" + "日" * 300 + "', Book.query.all(), '" + "日" * 300 + "'",
        "\t" * 40 + "x = Book.query.all()",
    ],
)
def test_carets_stand_below_the_span_and_lines_fit(source: str) -> None:
    lines = framed(source, "Book.query.all()")
    assert marked(lines) == "Book.query.all()"
    assert all(cells.width(line) <= 80 for line in lines)


def test_a_span_wider_than_the_screen_is_cut() -> None:
    lines = framed("x = f(" + "a" * 200 + ")", "f(" + "a" * 200 + ")")
    assert lines[-2].endswith("aaa…")
    assert all(len(line) <= 80 for line in lines)


def test_a_span_over_several_lines_is_marked_in_the_first() -> None:
    lines = framed("x = call(  # why\n    1,\n)\n", "call(  # why\n    1,\n)")
    assert marked(lines) == "call("


def test_an_empty_span_gets_one_caret() -> None:
    lines = Lines("x = 1\n")
    assert frame(lines, Location(1, 3), Location(1, 3), 80, cells.plain)[-1] == "   |   ^"


def test_a_place_behind_the_end_of_the_file_has_no_frame() -> None:
    assert frame(Lines(""), Location(9, 1), Location(9, 1), 80, cells.plain) == []


# fixes


def changes(*edits: Edit, read: Any = lambda name: BOOKS) -> list[str]:
    return diff(Fix("safe", "", edits), "shop/api.py", read, 60, cells.plain)


def test_a_fix_in_several_files_names_them() -> None:
    edits = edit(BOOKS, "Book.query", "books"), edit(BOOKS, "import Book", "import *", "shop/b.py")
    assert [line for line in changes(*edits) if line[0] not in "-+"] == ["shop/api.py", "shop/b.py"]


def test_a_fix_that_makes_a_file_shows_its_lines() -> None:
    def read(name: str) -> str:
        raise FileNotFoundError(name)

    made = Edit("shop/new.py", 0, 0, "a = 1\nb = 2\n", Location(1, 1), Location(1, 1))
    assert changes(made, read=read) == ["shop/new.py", "+ a = 1", "+ b = 2"]


def test_inserted_lines_leave_the_line_they_stand_before_alone() -> None:
    at = BOOKS.index("def list_books")
    place = Lines(BOOKS).location(at)
    assert changes(Edit("shop/api.py", at, at, "@cached\n", place, place)) == ["+ @cached"]


def test_two_edits_in_one_line_are_one_change() -> None:
    edits = edit(BOOKS, "jsonify(", "dump("), edit(BOOKS, "Book.query", "books")
    assert [line[0] for line in changes(*edits)] == ["-", "+"]


def test_a_long_changed_line_is_cut_around_the_change() -> None:
    source = "x = '" + "a" * 100 + "', old\n"
    lines = changes(edit(source, "old", "new"), read=lambda name: source)
    assert [line[:3] for line in lines] == ["- …", "+ …"]
    assert [line[-3:] for line in lines] == ["old", "new"]


def test_a_long_fix_is_shortened() -> None:
    lines = changes(edit(BOOKS, "def", "x = 1\n" * 20 + "def"))
    assert (len(lines), lines[-1]) == (9, "... 12 more")


# the other texts


def test_concise_has_one_line_for_each() -> None:
    assert list(text.concise(report(found()))) == [
        "shop/api.py:5:42: FLK301 database-access-in-route: "
        "the view `list_books` queries the database directly"
    ]


def test_statistics_count_by_rule_the_most_frequent_first() -> None:
    fix = Fix("safe", "do it", ())
    other = found(code="FLK105", name="unregistered-blueprint", fix=fix)
    assert list(text.statistics(report(found(), found(), other))) == [
        "2  FLK301   database-access-in-route",
        "1  FLK105 * unregistered-blueprint",
    ]


def test_fixes_are_listed_by_file_and_rule() -> None:
    here = Fix("safe", "do it", (edit(BOOKS, "def", "x"),))
    there = Fix("safe", "do it", (*here.edits, edit(BOOKS, "def", "x", "shop/services.py")))
    other = found(code="FLK105", name="unregistered-blueprint", fix=there)
    outcome = report(fixed=(found(filename="a.py", fix=None), found(fix=here), other, other))
    assert list(text.fixes(outcome)) == [
        "Fixed in a.py:",
        "  1  FLK301 database-access-in-route",
        "Fixed in shop/api.py:",
        "  2  FLK105 unregistered-blueprint",
        "  1  FLK301 database-access-in-route",
        "  by changes in shop/api.py, shop/services.py",
    ]
    assert list(text.fixes(report(found()))) == []


@pytest.mark.parametrize(
    ("kinds", "end"),
    [
        ([None], "checked)."),
        (["safe"], "; 1 can be fixed with --fix."),
        (["unsafe", None], "; 1 can be fixed with --fix --unsafe-fixes."),
        (["safe", "unsafe"], "; 1 can be fixed with --fix, 2 with --fix --unsafe-fixes."),
    ],
)
def test_the_summary_says_what_can_be_fixed(kinds: list[Any], end: str) -> None:
    some = [found(fix=Fix(kind, "do it", ()) if kind else None) for kind in kinds]
    assert text.summary(report(*some)).endswith(end)


def test_the_summary_counts() -> None:
    some = report(found(), found(filename="b.py"), fixed=(found(),))
    assert text.summary(some) == "Fixed 1 problem. Found 2 problems in 2 files (32 checked)."
    assert text.summary(report()) == "No problems in 32 files."
    assert text.summary(report(fixed=(found(),))) == "Fixed 1 problem. None left in 32 files."


def test_files_are_named_so_that_a_terminal_can_open_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = str(tmp_path / "project")
    (tmp_path / "project" / "sub").mkdir(parents=True)
    (tmp_path / "other").mkdir()
    for directory, name in [
        ("project", "a.py"),
        (".", "project/a.py"),
        ("project/sub", "../a.py"),
        ("other", f"{root}/a.py"),
    ]:
        monkeypatch.chdir(tmp_path / directory)
        assert files.display_name(root, "a.py") == name


# colour


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "environ", "coloured"),
    [
        (Terminal(), {}, True),
        (Terminal(), {"NO_COLOR": "1"}, False),
        (Terminal(), {"TERM": "dumb"}, False),
        (io.StringIO(), {}, False),
        (io.StringIO(), {"FORCE_COLOR": "1"}, True),
        (io.StringIO(), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colour_is_for_terminals(
    stream: io.StringIO, environ: dict[str, str], coloured: bool
) -> None:
    assert ("\x1b[" in cells.painter(stream, environ)("red", "x")) is coloured


def test_colours_do_not_change_the_layout() -> None:
    paint = cells.painter(Terminal(), {})
    fix = Fix("unsafe", "move it", (edit(BOOKS, "Book.query.all()", "books()"),))
    one = report(found(fix=fix))
    coloured = "\n".join(text.full(one, lambda name: BOOKS, paint=paint))
    bare = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert bare == "\n".join(text.full(one, lambda name: BOOKS))


# json


def every_part() -> Report:
    place = Location(1, 1)
    full = found(
        fix=Fix("safe", "do it", (edit(BOOKS, "Book", "Tome"),)),
        evidence=(Evidence("there", "shop/b.py", place, place),),
        url="https://example.org/FLK301",
    )
    failures = (Failure("it broke"), Failure("it broke", "a.py"))
    return report(full, found(severity="error"), failures=failures, fixed=(found(),))


@pytest.mark.parametrize("outcome", [every_part(), report()])
def test_json_is_valid_against_the_published_schema(outcome: Report) -> None:
    published = jsonlib.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(published)
    jsonschema.validate(jsonlib.loads(json.render(outcome)), published)


def test_the_schema_forbids_what_is_wrong() -> None:
    document = jsonlib.loads(json.render(every_part()))
    document["diagnostics"][0]["severity"] = "fatal"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, schema.schema())


def test_the_published_schema_is_made_from_the_types() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == schema.render(), (
        "run: python -m flasklint.reports.schema > flasklint.schema.json"
    )


def test_json_counts_by_severity() -> None:
    assert jsonlib.loads(json.render(every_part()))["summary"] == {
        "files": 32,
        "findings": {"error": 1, "warning": 1, "info": 0},
        "fixable": 1,
        "fixed": 1,
    }


def test_json_has_every_edit_of_what_is_fixed() -> None:
    edits = (edit(BOOKS, "def", "x"), edit(BOOKS, "def", "y", "shop/services.py"))
    mended = found(fix=Fix("unsafe", "do it", edits))
    made = jsonlib.loads(json.render(report(mended, fixed=(mended,))))
    jsonschema.validate(made, schema.schema())
    for item in (*made["diagnostics"], *made["fixed"]):
        files = [each["filename"] for each in item["fix"]["edits"]]
        assert files == ["shop/api.py", "shop/services.py"]


def test_each_fix_in_the_json_can_be_made_by_itself(tmp_path: Path) -> None:
    root = tmp_path / "shop"
    shutil.copytree(EXAMPLES / "legacy_bookshop", root)
    command = ["check", str(root), "--no-cache", "--output-format", "json"]
    document = jsonlib.loads(CliRunner().invoke(main, command).stdout)
    jsonschema.validate(document, schema.schema())
    fixes = [item["fix"]["edits"] for item in document["diagnostics"] if item["fix"]]
    assert any(len({each["filename"] for each in fix}) > 1 for fix in fixes)
    for fix in fixes:
        for name in {each["filename"] for each in fix}:
            after = (root / name).read_text()
            for each in sorted(fix, key=lambda each: -each["start"]):
                if each["filename"] == name:
                    after = after[: each["start"]] + each["content"] + after[each["end"] :]
            ast.parse(after)
    fixed = CliRunner().invoke(main, [*command, "--fix", "--unsafe-fixes"]).stdout
    document = jsonlib.loads(fixed)
    jsonschema.validate(document, schema.schema())
    assert document["summary"]["fixed"] == len(document["fixed"]) > len(fixes) / 2
    assert all(item["fix"]["edits"] for item in document["fixed"])


def test_json_has_what_ruff_has() -> None:
    record = jsonlib.loads(json.render(every_part()))["diagnostics"][0]
    assert record["location"] == {"row": 5, "column": 42}
    assert {"content", "location", "end_location"} < set(record["fix"]["edits"][0])


def test_json_is_ascii_whatever_the_message_says() -> None:
    assert json.render(report(found(message="日本語"))).isascii()


# github


def test_github_gets_a_command_for_each() -> None:
    assert list(github.render(report(found()), "sub/")) == [
        "::warning file=sub/shop/api.py,line=5,endLine=5,col=42,endColumn=58,"
        "title=FLK301 database-access-in-route::the view `list_books` queries the database directly"
    ]


def test_github_texts_are_escaped() -> None:
    diagnostic = found(message="100%, a: b\r\nc", filename="a,b:c%.py", severity="info")
    (line,) = github.render(report(diagnostic))
    assert line.startswith("::notice file=a%2Cb%3Ac%25.py,")
    assert line.endswith("::100%25, a: b%0D%0Ac")


def test_github_gets_no_columns_for_several_lines() -> None:
    (line,) = github.render(report(found(end_location=Location(7, 2))))
    assert "line=5,endLine=7,title=" in line


def test_github_gets_failures() -> None:
    failures = (Failure("it broke"), Failure("it broke", "a.py"))
    assert list(github.render(report(failures=failures))) == [
        "::error::it broke",
        "::error file=a.py::it broke",
    ]


# files and tables


def test_source_is_decoded_as_python_does(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes("# coding: latin-1\r\nx = 'é'\r\n".encode("latin-1"))
    (tmp_path / "b.py").write_bytes("\ufeffx = 'é'\n".encode())
    (tmp_path / "c.py").write_bytes(b"x = '\xff'\n")
    read = files.reader(str(tmp_path), {"d.py": "given"})
    assert read("a.py") == "# coding: latin-1\r\nx = 'é'\r\n"
    assert read("b.py") == "x = 'é'\n"
    assert read("c.py") == "x = '\ufffd'\n"
    assert read("d.py") == "given"


def test_settings_are_shown_with_their_origin() -> None:
    rows = [("fail-on", "error", "--config fail-on"), ("select", ("ALL",) * 12, "x.toml " * 9)]
    lines = list(pages.settings_table(rows, [("factory", "shop.create_app", "it makes the app")]))
    assert lines[1] == '  fail-on = "error"                         --config fail-on'
    assert "  factory: shop.create_app                  it makes the app" in lines
    assert max(map(len, lines)) <= 80
