"""What the examples of `hardcoded-setting` cannot show: its words, its evidence, the fixed app."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from flasklint.run.fixing import fix_all
from flasklint.testing import files_of, messages, session_of
from flasklint_rules.config.hardcoded_setting import HardcodedSetting

SHOP = files_of(
    {
        "shop/__init__.py": """
            from flask import Flask


            def create_app(name):
                app = Flask(__name__)
                app.config.from_object(f"shop.config.{name}")
                app.config.from_object("shop.config.Production")
                app.config["API_TOKEN"] = "tea-and-cake"
                return app
            """,
        "shop/config.py": """
            HOST = "db1.shop.internal"


            class Production:
                SECRET_KEY = "tea-and-cake"
                MAIL_PASSWORD = b"tea-and-cake"
                DATABASE_URL = f"postgresql://shop:tea-and-cake@{HOST}/shop"
                REDIS_URL = "redis://tea-and-cake:6379"
            """,
    }
)

DEVELOPMENT = files_of(
    {
        "shop.py": """
            from flask import Flask


            class Development:
                DEBUG = True
                SECRET_KEY = "crumbs"


            app = Flask(__name__)
            app.config.from_object(Development)
            """,
    }
)


def test_nothing_that_is_said_contains_the_value() -> None:
    found = messages(HardcodedSetting, SHOP)

    assert len(found) == 5
    for item in found:
        said = [item.message, *(each.message for each in item.evidence)]
        said.append(item.fix.message if item.fix else "")
        assert not any("tea-and-cake" in text for text in said)


def test_each_message_names_the_setting_and_says_what_it_is() -> None:
    said = {item.message for item in messages(HardcodedSetting, SHOP)}

    assert said == {
        "`SECRET_KEY` is a secret written into the code; read it from the environment",
        "`MAIL_PASSWORD` is a credential written into the code; read it from the environment",
        "`DATABASE_URL` is a URL with a password written into the code; "
        "read it from the environment",
        "`REDIS_URL` is the address of one deployment written into the code; "
        "read it from the environment",
        "`API_TOKEN` is a credential written into the code; read it from the environment",
    }


def test_the_evidence_is_the_call_that_loads_the_class() -> None:
    found = [item for item in messages(HardcodedSetting, SHOP) if item.filename == "shop/config.py"]

    for item in found:
        assert [(each.filename, each.location.row) for each in item.evidence] == [
            ("shop/__init__.py", 7)
        ]


def test_the_evidence_of_a_public_default_shows_what_may_override_it() -> None:
    shop = dict(SHOP)
    shop["shop/__init__.py"] = shop["shop/__init__.py"].replace(
        "    return app", '    app.config.from_envvar("SHOP_SETTINGS")\n    return app'
    )

    found = {
        item.message: [each.location.row for each in item.evidence]
        for item in messages(HardcodedSetting, shop)
    }

    assert found == {
        f"`{setting}` is {what} written into the code, in use wherever nothing overrides it; "
        "read it from the environment": [7, 9]
        for setting, what in (
            ("SECRET_KEY", "a secret"),
            ("MAIL_PASSWORD", "a credential"),
            ("DATABASE_URL", "a URL with a password"),
        )
    }


@pytest.mark.parametrize(
    ("environment", "key"), [({}, "crumbs"), ({"SECRET_KEY": "from outside"}, "from outside")]
)
def test_a_fixed_development_app_runs_with_and_without_the_variable(
    environment: dict[str, str], key: str, tmp_path: Path
) -> None:
    run = _run_fixed(DEVELOPMENT, environment, tmp_path)

    assert run.stdout.strip() == key


def test_a_fixed_production_app_asks_for_the_variable(tmp_path: Path) -> None:
    production = {"shop.py": DEVELOPMENT["shop.py"].replace("Development", "Production")}
    production["shop.py"] = production["shop.py"].replace("    DEBUG = True\n", "")

    without = _run_fixed(production, {}, tmp_path)
    given = _run_fixed(production, {"SECRET_KEY": "from outside"}, tmp_path)

    assert "KeyError: 'SECRET_KEY'" in without.stderr
    assert given.stdout.strip() == "from outside"


def _run_fixed(
    files: dict[str, str], environment: dict[str, str], folder: Path
) -> subprocess.CompletedProcess[str]:
    """What the app says its key is, after the fixes, in an environment with these variables."""
    session = session_of(HardcodedSetting, files)
    diagnostics, _ = session.check_all()
    left, failures, fixed = fix_all(session, diagnostics, allow_unsafe=True)
    assert fixed and not left and not failures
    for name in session.workspace.facts:
        (folder / name).write_text(session.workspace.open(name).text)
    inherited = {name: value for name, value in os.environ.items() if name != "SECRET_KEY"}
    return subprocess.run(
        [sys.executable, "-c", "import shop; print(shop.app.secret_key)"],
        cwd=folder,
        env=inherited | environment,
        capture_output=True,
        text=True,
        check=False,
    )
