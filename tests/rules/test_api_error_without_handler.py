"""What the examples of `api-error-without-handler` cannot show: what the fixed app answers."""

from __future__ import annotations

from rule_examples.errors.api_error_without_handler import EXAMPLES

from flasklint.rule import Bad
from flasklint.testing import files_of
from flasklint.testing.examples.claims import outcome


def test_the_status_of_the_exception_is_answered_once_it_is_fixed() -> None:
    example = next(each for each in EXAMPLES if isinstance(each, Bad) and each.fixed)
    assert example.fixed is not None
    before = files_of(example.files)
    assert outcome(before, "GET /books/9") == "APIError: no such book"
    assert outcome({**before, **files_of(example.fixed)}, "GET /books/9") == "404"
