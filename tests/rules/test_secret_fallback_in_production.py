"""What the examples of `secret-fallback-in-production` cannot show: evidence, and fixed apps."""

from __future__ import annotations

from flasklint.run.fixing import fix_all
from flasklint.testing import files_of, messages, session_of
from flasklint.testing.examples.claims import outcome
from flasklint_rules.config.secret_fallback_in_production import SecretFallbackInProduction

FACTORY = """
from flask import Flask

from config import Config


def create_app(config_class=Config):
    app = Flask(__name__)
    app.config.from_object(config_class)
    return app
"""
CONFIG = """
import os


class Config:
    SECRET_KEY = os.environ.get("SECRET_KEY", "top-secret!")
"""
CHECKS = """
import unittest

from config import Config
from shop import create_app


class TestConfig(Config):
    TESTING = True


class Base(unittest.TestCase):
    def setUp(self):
        self.app = create_app(TestConfig)
"""
BASKET = """
from flask import Flask, session

from shop.settings import config


def create_app(name="prod"):
    app = Flask(__name__)
    app.config.from_object(config[name])

    @app.get("/")
    def start():
        return "hello"

    @app.get("/basket")
    def basket():
        session["n"] = 1
        return "1"

    return app
"""
SETTINGS = """
import os


class Config:
    SECRET_KEY = os.environ.get("SECRET_KEY", "dev")


class DevelopmentConfig(Config):
    DEBUG = True


class ProductionConfig(Config):
    DEBUG = False


config = {"dev": DevelopmentConfig, "prod": ProductionConfig}
"""


def test_evidence_leads_to_the_class_that_production_uses_and_not_to_that_of_tests() -> None:
    files = {"shop/__init__.py": FACTORY, "config.py": CONFIG, "tests.py": CHECKS}
    (found,) = messages(SecretFallbackInProduction, files_of(files))
    assert [(each.message, each.filename) for each in found.evidence] == [
        ("the settings are loaded here", "shop/__init__.py")
    ]
    assert found.fix is None


def test_production_starts_without_the_variable_and_fails_at_the_first_use_of_the_session() -> None:
    files = files_of({"shop/__init__.py": BASKET, "shop/settings.py": SETTINGS})
    assert outcome(files, "GET /basket") == "200"
    session = session_of(SecretFallbackInProduction, files)
    fix_all(session, session.check_all()[0], allow_unsafe=True)
    fixed = {name: session.workspace.open(name).text for name in files}
    assert fixed != files
    assert [outcome(fixed, when) for when in ("start", "GET /")] == ["", "200"]
    assert outcome(fixed, "GET /basket").startswith("RuntimeError: The session is unavailable")
    page = " ".join((SecretFallbackInProduction.__doc__ or "").split())
    assert "without the variable production starts with a secret that is None" in page
    assert "fails when it is first needed, as at the first use of the session" in page
