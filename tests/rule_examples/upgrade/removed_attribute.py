"""Examples of removed-attribute."""

from __future__ import annotations

from flasklint.rule import Bad, Good

EXAMPLES = (
    Bad(
        "settings from a JSON file",
        {
            "app.py": """
            from flask import Flask


            def create_app():
                app = Flask(__name__)
                app.config.from_json("settings.json", silent=True)  # FLK956
                return app
            """,
        },
        fixed={
            "app.py": """
            import json

            from flask import Flask


            def create_app():
                app = Flask(__name__)
                app.config.from_file("settings.json", silent=True, load=json.load)  # FLK956
                return app
            """,
        },
        fails="start: AttributeError: 'Config' object has no attribute 'from_json'",
    ),
    Bad(
        "an encoder that nobody reads",
        """
        from flask import Flask
        from shop.encoding import Encoder

        app = Flask(__name__)
        app.json_encoder = Encoder  # FLK956
        """,
        says="nothing reads what is set here",
    ),
    Bad(
        "an application that is handed in, and the current one",
        {
            "requirements.txt": "flask>=3\n",
            "shop/setup.py": """
            from flask import Flask, current_app


            def init(app: Flask):
                @app.before_first_request  # FLK956
                def prepare():
                    print(current_app.session_cookie_name)  # FLK956
            """,
        },
    ),
    Bad(
        "the engine of an extension in another file",
        {
            "requirements.txt": "flask-sqlalchemy>=3.1\n",
            "shop/extensions.py": """
            from flask_sqlalchemy import SQLAlchemy

            db = SQLAlchemy()
            """,
            "shop/counts.py": """
            from shop.extensions import db


            def count():
                return db.engine.execute("SELECT 3").scalar()  # FLK956
            """,
        },
        says="with engine.begin() as connection",
    ),
    Bad(
        "in a view",
        """
        from flask import Flask, request

        app = Flask(__name__)


        @app.get("/")
        def index():
            return "part" if request.is_xhr else "whole"  # FLK956
        """,
        fails="GET /: AttributeError: 'Request' object has no attribute 'is_xhr'",
    ),
    Good(
        "what the file sets, and what it asks for",
        """
        from flask import Flask, request

        app = Flask(__name__)
        if hasattr(app, "before_first_request"):
            app.before_first_request(print)
        try:
            app.json_encoder
        except AttributeError:
            pass
        """,
        works="start",
    ),
    Good(
        "an old version",
        {
            "requirements.txt": "flask==2.2.5\nsqlalchemy<2\n",
            "app.py": """
            from flask import Flask
            from sqlalchemy import create_engine

            app = Flask(__name__)
            engine = create_engine("sqlite://")


            @app.before_first_request
            def prepare():
                engine.execute("SELECT 1")
            """,
        },
    ),
    Good(
        "a class of the project that has it, and a connection",
        """
        from flask import Flask
        from sqlalchemy import create_engine, text


        class App(Flask):
            def before_first_request(self, function):
                return function


        app = App(__name__)


        @app.before_first_request
        def prepare():
            with create_engine("sqlite://").connect() as connection:
                connection.execute(text("SELECT 1"))
        """,
    ),
)
