"""Which files are found, what their modules are called, and what part they play."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from flasklint.config.config import Architecture, Config
from flasklint.discover.files import Found, ScopeError, discover, scope


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(os.path.realpath(tmp_path))


def tree(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", encoding="utf-8")


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def names(found: Found) -> list[str]:
    return [file.filename for file in found.files]


def modules(root: Path) -> dict[str, str]:
    return {file.filename: file.module for file in discover(Config(root)).files}


def roles(root: Path, **layers: Any) -> dict[str, str]:
    found = discover(Config(root, architecture=Architecture(**layers)))
    return {file.filename: file.role for file in found.files}


def test_python_files_come_in_the_order_of_their_names(root: Path) -> None:
    tree(root, "shop/b.py", "shop/a.py", "app.py", "README.md", "shop/a/c.py")
    assert names(discover(Config(root))) == ["app.py", "shop/a.py", "shop/a/c.py", "shop/b.py"]


@pytest.mark.parametrize(
    "name",
    [
        ".hidden/a.py",
        "node_modules/x/a.py",
        "__pycache__/a.py",
        "lib/site-packages/a.py",
        "build/lib/a.py",
        "dist/a.py",
        "shop-1.0.data/purelib/a.py",
        "shop-1.0.dist-info/a.py",
        "shop.egg-info/a.py",
    ],
)
def test_what_is_not_the_projects_own_is_left_out(root: Path, name: str) -> None:
    tree(root, name)
    assert names(discover(Config(root))) == []


def test_a_package_named_build_is_a_package(root: Path) -> None:
    tree(root, "build/__init__.py", "build/a.py")
    assert names(discover(Config(root))) == ["build/__init__.py", "build/a.py"]


def test_a_virtual_environment_is_left_out_whatever_it_is_called(root: Path) -> None:
    tree(root, "tools/pyvenv.cfg", "tools/lib/a.py", "app.py")
    assert names(discover(Config(root))) == ["app.py"]


def test_a_directory_named_like_a_file_is_none(root: Path) -> None:
    tree(root, "x.py/inside.py")
    assert modules(root) == {"x.py/inside.py": "x_py.inside"}


def test_links_to_directories_are_not_followed(root: Path) -> None:
    tree(root, "shop/a.py")
    (root / "shop" / "again").symlink_to(root, target_is_directory=True)
    (root / "shop" / "loop.py").symlink_to(root / "shop", target_is_directory=True)
    found = discover(Config(root))
    assert names(found) == ["shop/a.py"]
    assert list(found.skipped) == [("shop/loop.py", "a link to a directory")]


def test_a_link_out_of_the_project_is_skipped(root: Path) -> None:
    tree(root, "secret.py", "project/app.py", "project/real.py")
    (root / "project" / "out.py").symlink_to(root / "secret.py")
    (root / "project" / "in.py").symlink_to(root / "project" / "real.py")
    (root / "project" / "gone.py").symlink_to(root / "project" / "nothing.py")
    found = discover(Config(root / "project"))
    assert names(found) == ["app.py", "in.py", "real.py"]
    assert list(found.skipped) == [
        ("gone.py", "a link that leads nowhere"),
        ("out.py", "a link that leads out of the project"),
    ]


def test_a_pipe_named_like_python_is_skipped(root: Path) -> None:
    os.mkfifo(root / "pipe.py")
    assert list(discover(Config(root)).skipped) == [("pipe.py", "not a regular file")]


def test_gitignore_files_are_respected_at_every_level(root: Path) -> None:
    tree(root, "a.py", "local.py", "shop/local.py", "shop/gen/x.py", "shop/keep.py", "out/x.py")
    write(root / ".gitignore", "# made by tools\nlocal.py\n/out/\n*.pyc\n")
    write(root / "shop" / ".gitignore", "!local.py\ngen\n")
    assert names(discover(Config(root))) == ["a.py", "shop/keep.py", "shop/local.py"]


def test_a_whitelist_in_gitignore_works(root: Path) -> None:
    tree(root, "a.py", "shop/b.py", "shop/c.py")
    write(root / ".gitignore", "*\n!*/\n!b.py\n")
    assert names(discover(Config(root))) == ["shop/b.py"]


def test_a_directory_taken_back_into_git_is_read(root: Path) -> None:
    tree(root, "shop/b.py", "shed/c.py")
    write(root / ".gitignore", "sh*\n!shop\n")
    assert names(discover(Config(root))) == ["shop/b.py"]


def test_gitignore_above_the_root_counts_in_a_repository(root: Path) -> None:
    tree(root, ".git/HEAD", "sub/a.py", "sub/local.py", "sub/made.py")
    write(root / ".gitignore", "/sub/local.py\n")
    write(root / ".git" / "info" / "exclude", "made.py\n")
    assert names(discover(Config(root / "sub"))) == ["a.py"]


def test_a_root_that_git_ignores_is_still_read(root: Path) -> None:
    tree(root, ".git/HEAD", "scratch/a.py")
    write(root / ".gitignore", "scratch/\n")
    assert names(discover(Config(root / "scratch"))) == ["a.py"]


def test_gitignore_can_be_disregarded(root: Path) -> None:
    tree(root, "a.py")
    write(root / ".gitignore", "a.py\n")
    assert names(discover(Config(root, respect_gitignore=False))) == ["a.py"]


def test_excluded_globs_are_left_out(root: Path) -> None:
    tree(root, "a.py", "docs/conf.py", "shop/gen_x.py", "shop/x.py")
    config = Config(root, exclude=("docs/",), extend_exclude=("gen_*.py",))
    assert names(discover(config)) == ["a.py", "shop/x.py"]


def test_modules_have_dotted_names(root: Path) -> None:
    tree(root, "shop/__init__.py", "shop/api/books.py", "wsgi.py")
    assert modules(root) == {
        "shop/__init__.py": "shop",
        "shop/api/books.py": "shop.api.books",
        "wsgi.py": "wsgi",
    }


def test_packages_say_so(root: Path) -> None:
    tree(root, "shop/__init__.py", "shop/a.py", "shop/my__init__.py")
    assert [file.is_package for file in discover(Config(root)).files] == [True, False, False]


def test_src_is_an_import_root(root: Path) -> None:
    tree(root, "src/shop/__init__.py", "src/shop/a.py", "tests/test_a.py")
    assert list(modules(root).values()) == ["shop", "shop.a", "tests.test_a"]


def test_a_package_named_src_is_none(root: Path) -> None:
    tree(root, "src/__init__.py", "src/a.py")
    assert list(modules(root).values()) == ["src", "src.a"]


def test_every_module_has_a_name_of_its_own(root: Path) -> None:
    tree(root, "a-b.py", "a_b.py", "shop.py", "shop/__init__.py", "src/wsgi.py", "wsgi.py", "1.py")
    assert modules(root) == {
        "1.py": "_1",
        "a-b.py": "a_b",
        "a_b.py": "a_b_2",
        "shop.py": "shop_2",
        "shop/__init__.py": "shop",
        "src/wsgi.py": "wsgi",
        "wsgi.py": "wsgi_2",
    }


def test_a_root_that_is_a_package_itself_gives_its_name(root: Path) -> None:
    tree(root, "shop/__init__.py", "shop/api/books.py")
    assert modules(root / "shop") == {"__init__.py": "shop", "api/books.py": "shop.api.books"}


def test_a_stray_init_file_in_a_project_is_no_package(root: Path) -> None:
    tree(root, "__init__.py", "pyproject.toml", "shop/a.py")
    assert modules(root)["shop/a.py"] == "shop.a"


def test_tests_are_known_by_place_and_name(root: Path) -> None:
    tree(root, "tests/x.py", "shop/test/x.py", "test_a.py", "a_test.py", "conftest.py", "latest.py")
    found = roles(root)
    assert found.pop("latest.py") == ""
    assert set(found.values()) == {"test"}


def test_migrations_are_known_by_what_alembic_leaves(root: Path) -> None:
    tree(
        root,
        "migrations/versions/1.py",
        "shop/migrations/env.py",
        "shop/migrations/deep/x.py",
        "db/alembic.ini",
        "db/alembic/x.py",
        "shop/api/migrations/view.py",
    )
    found = roles(root)
    assert found.pop("shop/api/migrations/view.py") == ""
    assert set(found.values()) == {"migration"}


def test_configured_globs_replace_the_guess(root: Path) -> None:
    tree(root, "tests/x.py", "checks/x.py", "migrations/env.py", "changes/x.py")
    assert roles(root, tests=("checks/",), migrations=("changes/**",)) == {
        "changes/x.py": "migration",
        "checks/x.py": "test",
        "migrations/env.py": "",
        "tests/x.py": "",
    }


def test_paths_say_what_is_reported(root: Path) -> None:
    tree(root, "a.py", "shop/a.py", "shop/b.py", "shopping/a.py", "shop/x.txt")
    config = Config(root)
    found = discover(config)
    assert scope(found, config, []) == set(names(found))
    assert scope(found, config, [root]) == set(names(found))
    assert scope(found, config, [root / "shop"]) == {"shop/a.py", "shop/b.py"}
    assert scope(found, config, [root / "shop" / ".." / "a.py"]) == {"a.py"}
    assert scope(found, config, [root / "shop" / "x.txt"]) == set()


def test_a_path_that_does_not_exist_is_an_error(root: Path) -> None:
    with pytest.raises(ScopeError, match=r"nothing\.py: no such file or directory"):
        scope(Found(()), Config(root), [root / "nothing.py"])


def test_a_path_outside_the_root_is_an_error(root: Path) -> None:
    tree(root, "project/a.py", "other/b.py")
    with pytest.raises(ScopeError, match="outside the project's root"):
        scope(Found(()), Config(root / "project"), [root / "other"])
