"""Which versions of packages requirements, lock files and the like ask for."""

from __future__ import annotations

from pathlib import Path

import pytest

from flasklint.config.config import Config
from flasklint.discover.files import discover
from flasklint.languages.plain.manifests import is_at_least


@pytest.mark.parametrize(
    ("name", "text", "answer"),
    [
        ("requirements.txt", "pydantic\n", None),
        ("requirements.txt", "pydantic==2.5.1\n", True),
        ("requirements.txt", "pydantic==1.10\n", False),
        ("requirements.txt", "pydantic>=1.10\n", None),
        ("requirements.txt", "pydantic>=1.10,<3\n", None),
        ("requirements.txt", "pydantic<2.0\n", False),
        ("requirements.txt", "pydantic<2.1\n", None),
        ("requirements.txt", "pydantic ~= 2.1 --hash=sha256:1\n", True),
        ("requirements.txt", "pydantic-core==2.5.1\nmypydantic==2\n", None),
        ("requirements.txt", "#pydantic==2\n", None),
        ("requirements/base.in", "pydantic[email]>2\n", True),
        ("pyproject.toml", '[project]\ndependencies = [\n  "pydantic (>=2,<3)",\n]\n', True),
        ("pyproject.toml", '[tool.poetry.dependencies]\npydantic = "^1.8"\n', False),
        ("pyproject.toml", 'pydantic = {extras = ["email"], version = "^2.8"}\n', True),
        ("Pipfile", '[packages]\npydantic = "*"\n', None),
        ("Pipfile.lock", '{"default": {"pydantic": {\n"version": "==2.1"}}}', True),
        ("poetry.lock", '[[package]]\nname = "pydantic"\nversion = "2.14.0"\n', True),
        ("uv.lock", '[[package]]\r\nname = "pydantic"\r\nversion = "1.9.0"\r\n', False),
        ("setup.cfg", "[options]\ninstall_requires =\n    pydantic>=2\n", True),
        ("setup.py", "setup(install_requires=['flask', 'pydantic<2'])\n", False),
    ],
)
def test_a_manifest_says_which_major_version_it_asks_for(
    name: str, text: str, answer: bool | None
) -> None:
    assert is_at_least({name: text}, "shop/app.py", "pydantic", 2) is answer


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("==2.2.5", False),
        ("==2.3", True),
        ("==2.*", None),
        ("==2.2.*", False),
        (">=2.2", None),
        (">=2.3.1", True),
        (">=2.0,<2.3", False),
        ("<=2.2.5", False),
        ("<=2.3", None),
        ("~=2.2", None),
        ("~=2.2.1", False),
        ("~=2.3.1", True),
        ("!=2.3", None),
    ],
)
def test_a_minor_version_is_told_as_well(asked: str, answer: bool | None) -> None:
    assert is_at_least({"requirements.txt": f"flask{asked}\n"}, "app.py", "flask", "2.3") is answer


def test_names_are_compared_as_pip_compares_them() -> None:
    texts = {"requirements.txt": "Flask_SQLAlchemy==3.1.1\n"}
    assert is_at_least(texts, "app.py", "flask-sqlalchemy", 3) is True


def test_the_nearest_manifest_that_speaks_of_the_package_counts() -> None:
    texts = {"requirements.txt": "pydantic<2\n", "api/requirements.txt": "pydantic>=2\n"}
    assert is_at_least(texts, "api/shop/app.py", "pydantic", 2) is True
    assert is_at_least(texts, "web/app.py", "pydantic", 2) is False


def test_manifests_are_found_where_python_files_are_looked_for(tmp_path: Path) -> None:
    for name in ("requirements-dev.txt", "api/requirements/base.txt", "notes.txt", ".venv/uv.lock"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    found = discover(Config(root=tmp_path)).manifests
    assert found == ("api/requirements/base.txt", "requirements-dev.txt")
