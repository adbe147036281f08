"""Which versions of packages a project runs with for sure."""

from __future__ import annotations

import pytest
from test_registration import project as project_of

UNPINNED = {"requirements.txt": "flask\nflask-sqlalchemy\n", "app.py": ""}


def test_what_is_declared_counts() -> None:
    files = {"requirements.txt": "flask>=2.3\n", "app.py": ""}
    assert project_of(files).is_surely_at_least("flask", "2.3", "app.py") is True
    assert project_of(files).is_surely_at_least("flask", "3.0", "app.py") is False


def test_a_package_that_requires_it_counts_as_well() -> None:
    project = project_of({"requirements.txt": "flask>=3.0\n", "app.py": ""})
    assert project.is_surely_at_least("werkzeug", "3.0", "app.py") is True
    assert project.is_surely_at_least("werkzeug", "3.1", "app.py") is False


def test_a_version_that_is_declared_counts_more_than_what_requires_it() -> None:
    project = project_of({"requirements.txt": "flask>=3.0\nwerkzeug==2.3.8\n", "app.py": ""})
    assert project.is_surely_at_least("werkzeug", "3.0", "app.py") is False


@pytest.mark.parametrize(
    ("code", "answer"),
    [
        ("from sqlalchemy.orm import mapped_column\n", True),
        ("from sqlalchemy.orm import relationship\n", False),
        ("try:\n    from sqlalchemy.orm import mapped_column\nexcept ImportError:\n    1\n", False),
    ],
)
def test_an_import_may_show_it(code: str, answer: bool) -> None:
    project = project_of(UNPINNED | {"models.py": code})
    assert project.is_surely_at_least("sqlalchemy", "2.0", "app.py") is answer


def test_a_project_that_asks_for_an_old_version_as_well_may_run_with_it() -> None:
    files = {"requirements.txt": "sqlalchemy>=1.4\n", "a.py": "from sqlalchemy.orm import Mapped\n"}
    files["b.py"] = "from sqlalchemy.orm import mapped_column\n"
    assert project_of(files).is_surely_at_least("sqlalchemy", "2.0", "a.py") is False


def test_a_package_in_any_version_may_be_an_old_one() -> None:
    assert project_of(UNPINNED).is_surely_at_least("flask", "2.3", "app.py") is False


def test_where_nothing_is_declared_it_is_the_newest() -> None:
    assert project_of({"app.py": ""}).is_surely_at_least("flask", "3.0", "app.py") is True
