"""Which rule answers a URL path is what Werkzeug says."""

from __future__ import annotations

import re

import pytest
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, RequestRedirect, Rule

from flasklint.packages import url_rules

RULES = [
    "/",
    "/books",
    "/books/",
    "/books/<name>",
    "/books/<int:book_id>",
    "/books/<int(fixed_digits=2):book_id>",
    "/books/<int(min=2, max=40):book_id>",
    "/books/<int(signed=True):book_id>",
    "/books/<float:price>",
    "/books/<string(length=2):code>",
    "/books/<string(minlength=2, maxlength=3):code>",
    "/books/<any(new, 'old ones'):kind>",
    "/books/<uuid:key>",
    "/books/<path:rest>",
    "/books/<int:book_id>.json",
    "/books/<int:book_id>/<action>/",
]
PATHS = [
    "/",
    "/books",
    "/books/",
    "/books/3",
    "/books/33",
    "/books/-3",
    "/books/333",
    "/books/3.5",
    "/books/ab",
    "/books/new",
    "/books/old ones",
    "/books/b0c1d2e3-0000-4000-8000-00112233aabb",
    "/books/3.json",
    "/books/3/edit",
    "/books/3/edit/",
    "/books/a/b/c",
    "/books/3/",
]


@pytest.mark.parametrize("strict", [True, False])
@pytest.mark.parametrize("rule", RULES)
def test_a_rule_matches_the_paths_that_it_matches_in_werkzeug(rule: str, strict: bool) -> None:
    matched = [path for path in PATHS if _answers(rule, path, strict)]
    ours = [path for path in PATHS if url_rules.matches(rule, path, strict_slashes=strict)]
    assert ours == matched


@pytest.mark.parametrize("path", PATHS)
def test_the_first_of_the_matching_rules_is_the_one_that_answers(path: str) -> None:
    rules = ["/books/<name>", "/books/<int:book_id>", "/books/new", "/books/<path:rest>"]
    rules += ["/<path:rest>", "/books/<int:book_id>/edit", "/books/<int:book_id>.json", "/books"]
    found = [rule for rule in rules if url_rules.matches(rule, path)]
    adapter = Map([Rule(rule, endpoint=rule) for rule in rules]).bind("localhost")
    try:
        answering = adapter.match(path)[0]
    except HTTPException:
        answering = None
    assert min(found, key=url_rules.precedence, default=None) == answering


def test_a_converter_of_the_application_may_match_anything() -> None:
    assert url_rules.matches("/<regex('[a-z]+'):name>/x", "/a/b/x")


@pytest.mark.parametrize("rule", ["/<int(min=LOW):n>", "/<string(length=LONG):n>", "/<int(x):n>"])
def test_arguments_that_cannot_be_read_do_no_harm(rule: str) -> None:
    assert url_rules.matches(rule, "/3")


def _answers(rule: str, path: str, strict: bool) -> bool:
    rules = Map([Rule(rule, endpoint="it")], strict_slashes=strict)
    try:
        rules.bind("localhost").match(path)
    except RequestRedirect:
        return True
    except HTTPException:
        return False
    return True


@pytest.mark.parametrize("rule", RULES)
def test_of_two_rules_with_one_pattern_werkzeug_takes_the_first(rule: str) -> None:
    renamed = re.sub(r"\w+>", "other>", rule).replace("<other>", "<string:other>")
    if "<action>" in rule:
        renamed = "/books/<int:other>/<default:action>/"
    assert url_rules.pattern(rule) == url_rules.pattern(renamed)
    adapter = Map([Rule(rule, endpoint="first"), Rule(renamed, endpoint="second")]).bind("x")
    for path in PATHS:
        try:
            endpoint, _ = adapter.match(path)
        except (HTTPException, RequestRedirect):
            continue
        assert endpoint == "first"


def test_rules_with_other_converters_have_other_patterns() -> None:
    patterns = {url_rules.pattern(rule) for rule in RULES}
    assert len(patterns) == len(RULES)
    assert url_rules.pattern("/books/<id") is None


@pytest.mark.parametrize("rule", ["/", "/books/<name>", "/<int:a>/<float:b>.json", "/x/<uuid:id>/"])
def test_the_example_of_a_rule_matches_it(rule: str) -> None:
    assert url_rules.matches(rule, url_rules.example(rule) or "")


@pytest.mark.parametrize("rule", ["/<path:rest>", "/<mine:x>", "/<any(a, b):x>", "/books/<id"])
def test_a_rule_that_takes_what_is_not_known_has_no_example(rule: str) -> None:
    assert url_rules.example(rule) is None
