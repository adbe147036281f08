"""What flasklint says of the examples, and what its fixes make of them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tokenize
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from flasklint.testing import NEW_ROUTES, Application, Oracle, Proof, Request

HERE = Path(__file__).parent
EXAMPLES = HERE.parent.parent / "examples"
README = (EXAMPLES / "legacy_bookshop" / "README.md").read_text(encoding="utf-8")
CODES = re.findall(r"^\| (FLK\d{3}) \|", README, re.MULTILINE)
WITHOUT_FIX = {"FLK216", "FLK302", "FLK303", "FLK305", "FLK309", "FLK514"}
REQUESTS = Request.recorded(HERE / "requests.json")
ENVIRONMENT = json.loads((HERE / "environment.json").read_text(encoding="utf-8"))


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "flasklint", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def found(directory: Path) -> list[tuple[str, int, str]]:
    done = run("check", directory, "--output-format", "json")
    assert done.returncode in (0, 1), done.stderr
    diagnostics = json.loads(done.stdout)["diagnostics"]
    return [(item["filename"], item["location"]["row"], item["code"]) for item in diagnostics]


def comments(directory: Path) -> Iterator[str]:
    for path in sorted(directory.rglob("*.py")):
        with path.open("rb") as file:
            for token in tokenize.tokenize(file.readline):
                if token.type == tokenize.COMMENT:
                    yield token.string.strip()


def marks(directory: Path) -> list[tuple[str, int, str]]:
    marked = []
    for path in sorted(directory.rglob("*.py")):
        for row, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
            codes = [code for code in CODES if code in line.rpartition("#")[2]]
            marked += [(path.relative_to(directory).as_posix(), row, code) for code in codes]
    return marked


@pytest.fixture(scope="module")
def proof(tmp_path_factory: pytest.TempPathFactory) -> Proof:
    """The legacy example before and after every fix."""
    example = EXAMPLES / "legacy_bookshop"
    before = Application(
        example, "wsgi:app", ENVIRONMENT, prepare=HERE / "prepare.py", requests=REQUESTS
    )
    return Oracle(tmp_path_factory.mktemp("oracle")).prove_fix(before, allowed=NEW_ROUTES)


@pytest.fixture(scope="module")
def fixed(proof: Proof) -> Path:
    """A copy of the legacy example after every fix."""
    return proof.directory


def test_the_legacy_example_is_reported_on_just_the_marked_lines() -> None:
    directory = EXAMPLES / "legacy_bookshop"
    assert sorted(found(directory)) == sorted(marks(directory))


def test_every_rule_reports_something_in_the_legacy_example() -> None:
    assert {code for _, _, code in found(EXAMPLES / "legacy_bookshop")} == set(CODES)


def test_the_conforming_example_is_clean() -> None:
    done = run("check", EXAMPLES / "bookshop")
    assert (done.returncode, done.stderr) == (0, "")
    assert "No problems in" in done.stdout


def test_the_fixed_example_is_and_answers_what_it_did(proof: Proof) -> None:
    assert not proof.difference
    assert proof.difference.requests == len(REQUESTS)
    assert not proof.difference.not_compared
    assert {item.code for item in proof.fixed} == set(CODES) - WITHOUT_FIX


def test_all_that_is_new_in_the_fixed_example_are_the_forgotten_routes(proof: Proof) -> None:
    new = {str(change.place) for change in proof.difference.allowed}
    assert {place for place in new if place.startswith("route ")} == {
        "route /<int:order_id>/invoice (invoices.show_invoice)",
        "route /news (pages.news)",
        "route /reports/sales (reports.sales)",
        "route /vouchers (vouchers.how_many)",
        "route /vouchers/towns (vouchers.towns)",
    }


def test_only_the_findings_without_a_fix_are_left(fixed: Path) -> None:
    left = [(name, code) for name, _, code in found(fixed)]
    assert {name for name, code in left if code == "FLK301"} == {
        "legacy_bookshop/views/admin.py",  # goes through a query
        "legacy_bookshop/views/books.py",  # the service has another function of that name
        "legacy_bookshop/views/orders.py",  # takes from the stock and makes an order
    }
    assert {code for _, code in left} == {"FLK301"} | WITHOUT_FIX
    assert len(left) == len(WITHOUT_FIX) + 3


def test_a_second_run_of_the_fixes_changes_nothing(fixed: Path) -> None:
    done = run("check", fixed, "--diff", "--unsafe-fixes")
    assert (done.returncode, done.stdout) == (0, ""), done.stdout


def test_the_fixes_lose_no_comment(fixed: Path) -> None:
    lost = Counter(comments(EXAMPLES / "legacy_bookshop")) - Counter(comments(fixed))
    assert not lost
