"""A module that something starts is imported, though no code imports it."""

from __future__ import annotations

import pytest
from test_registration import project

APP = "from flask import Flask\napp = Flask('x', static_folder=None)\n"
VIEW = "from shop import app\n@app.get('/x')\ndef x():\n    return ''\n"
SHOP = {"shop/__init__.py": APP}
NAMED = {
    "a Procfile": ("Procfile", "web: gunicorn shop.public:app\n"),
    "a Dockerfile": ("Dockerfile", 'CMD ["gunicorn", "-b", ":8000", "shop.public:app"]\n'),
    "the file of a container in a folder": (
        "docker/web.Dockerfile", "CMD flask --app shop.public run\n",
    ),
    "the environment of Flask's command": (".flaskenv", "FLASK_APP=shop.public:app\n"),
    "the settings of uWSGI": ("uwsgi.ini", "[uwsgi]\nimport = shop.public\n"),
    "an installed script": ("pyproject.toml", '[project.scripts]\nshop = "shop.public:main"\n'),
    "a shell script": ("bin/start.sh", "exec python -m shop.public\n"),
    "the path of a file": ("compose.yaml", "command: python shop/public.py\n"),
}  # fmt: skip


def registered(files: dict[str, str]) -> bool | None:
    """Whether the one route of a project is registered."""
    (route,) = project(files).route_table
    return route.registered.holds


@pytest.mark.parametrize("named", NAMED.values(), ids=NAMED)
def test_a_module_is_started_that_is_named_where_a_server_is_configured(
    named: tuple[str, str],
) -> None:
    filename, text = named
    assert registered(SHOP | {"shop/public.py": VIEW, filename: text}) is True


def test_a_module_of_a_package_that_nothing_names_is_not_imported() -> None:
    other = "web: gunicorn shop:app\n"
    assert registered(SHOP | {"shop/public.py": VIEW, "Procfile": other}) is False


def test_a_script_of_any_name_is_started_if_it_runs_the_app() -> None:
    guard = "if __name__ == '__main__':\n    app.run()\n"
    assert registered(SHOP | {"serve.py": VIEW + guard}) is True


def test_a_module_in_no_package_that_has_an_app_may_be_started() -> None:
    assert registered(SHOP | {"handler.py": VIEW}) is None


def test_a_star_imports_the_submodules_that_all_names() -> None:
    files = {
        "shop/__init__.py": APP + "from shop.views import *\n",
        "shop/views/__init__.py": "__all__ = ['public']\n",
        "shop/views/public.py": VIEW,
    }
    assert registered(files) is True


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("def load():\n    from shop import public\n", id="a function"),
        pytest.param(
            "@app.cli.command('serve')\ndef serve():\n    from shop import public\n",
            id="a command",
        ),
    ],
)
def test_an_import_in_what_nothing_calls_is_not_sure(code: str) -> None:
    assert registered({"shop/__init__.py": APP + code, "shop/public.py": VIEW}) is None


def test_an_import_in_a_function_that_is_called_is_sure() -> None:
    code = "def load():\n    from shop import public\nload()\n"
    assert registered({"shop/__init__.py": APP + code, "shop/public.py": VIEW}) is True
