"""Examples of removed-import."""

from __future__ import annotations

from flasklint.rule import Bad, Good

EXAMPLES = (
    Bad(
        "one of several names on lines of their own",
        """
        from flask import (  # FLK951
            Flask,
            Markup,
            request,
        )

        app = Flask(__name__)


        @app.get("/")
        def index():
            return Markup("<b>{}</b>").format(request.path)
        """,
        fixed="""
        from flask import (  # FLK951
            Flask,
            request,
        )
        from markupsafe import Markup

        app = Flask(__name__)


        @app.get("/")
        def index():
            return Markup("<b>{}</b>").format(request.path)
        """,
    ),
    Bad(
        "an extension by way of `flask.ext`",
        """
        from flask import Flask
        from flask.ext.sqlalchemy import SQLAlchemy  # FLK951

        db = SQLAlchemy()
        app = Flask(__name__)
        """,
        fixed="""
        from flask import Flask
        from flask_sqlalchemy import SQLAlchemy  # FLK951

        db = SQLAlchemy()
        app = Flask(__name__)
        """,
        fails="start: ModuleNotFoundError: No module named 'flask.ext'",
    ),
    Bad(
        "through the module",
        """
        import flask

        app = flask.Flask(__name__)


        @app.get("/<name>")
        def hello(name):
            return flask.escape(name)  # FLK951
        """,
        fixed="""
        import flask
        import markupsafe

        app = flask.Flask(__name__)


        @app.get("/<name>")
        def hello(name):
            return markupsafe.escape(name)  # FLK951
        """,
        fails="GET /a: AttributeError: escape",
    ),
    Bad(
        "settings of pydantic 1, whose new package may not be installed",
        {
            "requirements.txt": "flask>=3\npydantic>=2\n",
            "settings.py": """
            from pydantic import BaseSettings  # FLK951


            class Settings(BaseSettings):
                MAIL_SENDER: str = "post"
            """,
        },
        fixed={
            "settings.py": """
            from pydantic_settings import BaseSettings  # FLK951


            class Settings(BaseSettings):
                MAIL_SENDER: str = "post"
            """,
        },
    ),
    Bad(
        "Flask 3 asks for Werkzeug 3",
        {
            "pyproject.toml": '[project]\ndependencies = ["flask>=3.0"]\n',
            "shop/find.py": """
            from werkzeug.urls import url_quote  # FLK951


            def find(words):
                return "/search?q=" + url_quote(words)
            """,
            "shop/words.py": """
            from shop.find import url_quote
            """,
        },
        fixed={
            "shop/find.py": """
            from urllib.parse import quote as url_quote  # FLK951


            def find(words):
                return "/search?q=" + url_quote(words)
            """,
        },
    ),
    Bad(
        "nothing stands for it, and a module that is gone",
        """
        import werkzeug.contrib.fixers  # FLK951
        from flask.json import JSONEncoder  # FLK951
        from werkzeug.contrib.cache import SimpleCache  # FLK951
        from wtforms.fields.html5 import EmailField  # FLK951
        """,
        fixed="""
        import werkzeug.contrib.fixers  # FLK951
        from flask.json import JSONEncoder  # FLK951
        from werkzeug.contrib.cache import SimpleCache  # FLK951
        from wtforms.fields import EmailField  # FLK951
        """,
    ),
    Good(
        "another import for the version that has it not",
        """
        try:
            from flask import Markup
        except ImportError:
            from markupsafe import Markup

        try:
            from markupsafe import escape
        except ImportError:
            from flask import escape
        """,
    ),
    Good(
        "under a test of the version",
        """
        import werkzeug
        from importlib.metadata import version

        if version("werkzeug") < "3":
            from werkzeug.urls import url_quote
        else:
            from urllib.parse import quote as url_quote

        if not hasattr(werkzeug, "cached_property"):
            from werkzeug.utils import cached_property

            werkzeug.cached_property = cached_property
        """,
    ),
    Good(
        "a module for an old version, which is imported if it can be",
        {
            "shop/__init__.py": """
            try:
                from shop.old import escape
            except ImportError:
                from markupsafe import escape
            """,
            "shop/old.py": "from flask import escape\n",
        },
    ),
    Good(
        "a lock file holds the old version",
        {
            "pyproject.toml": '[project]\ndependencies = ["flask"]\n',
            "uv.lock": '[[package]]\nname = "flask"\nversion = "2.2.5"\n',
            "app.py": "from flask import escape\n",
        },
    ),
    Good(
        "requirements leave it open",
        {
            "requirements.txt": "flask\nwerkzeug\npydantic<3\n",
            "app.py": """
            from flask import escape
            from pydantic import BaseSettings
            from werkzeug.urls import url_quote
            """,
        },
    ),
    Good("the names of pydantic 1 in pydantic 2", "from pydantic.v1 import BaseSettings\n"),
)
