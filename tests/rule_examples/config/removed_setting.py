"""Examples of removed-setting."""

from __future__ import annotations

from flasklint.rule import Bad, Good

EXAMPLES = (
    Bad(
        "in a class, a mapping and a factory",
        {
            "requirements.txt": "flask==3.1.0\nflask-sqlalchemy==3.1.1\n",
            "shop/config.py": """
            class Config:
                JSON_AS_ASCII = False  # FLK602
                SQLALCHEMY_POOL_SIZE = 5  # FLK602
                SQLALCHEMY_ENGINE_OPTIONS = {"pool_size": 5}
            """,
            "shop/__init__.py": """
            from flask import Flask

            from shop.config import Config


            def create_app():
                app = Flask(__name__)
                app.config.from_object(Config)
                app.config.update(
                    JSONIFY_PRETTYPRINT_REGULAR=True,  # FLK602
                )
                return app
            """,
        },
    ),
    Good(
        "the project reads it",
        """
        import json

        from flask import Flask, current_app

        app = Flask(__name__)
        app.config["JSON_SORT_KEYS"] = False


        @app.get("/")
        def index():
            return json.dumps({"b": 1}, sort_keys=current_app.config["JSON_SORT_KEYS"])
        """,
        works="GET /",
    ),
    Good(
        "a class that no application loads, and the attributes",
        """
        from flask import Flask


        class Options:
            JSON_SORT_KEYS = False


        app = Flask(__name__)
        app.json.sort_keys = Options.JSON_SORT_KEYS
        """,
        works="start",
    ),
)
