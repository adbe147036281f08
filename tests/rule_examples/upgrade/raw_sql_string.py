"""Examples of raw-sql-string."""

from __future__ import annotations

from flasklint.rule import Bad, Good

EXAMPLES = (
    Bad(
        "what is not wrapped by itself",
        {
            "requirements.txt": "flask-sqlalchemy==3.1.1\n",
            "shop/extensions.py": """
            from flask_sqlalchemy import SQLAlchemy

            db = SQLAlchemy()
            """,
            "shop/books.py": """
            from shop.extensions import db


            def find(name, number):
                db.session.execute(f"SELECT {number}")  # FLK975
                db.session.execute("SELECT ?", (number,))  # FLK975
                db.session.execute("SELECT :n")  # FLK975
                db.session.execute("SELECT :n", {"n": number})  # FLK975
                query = "SELECT 1"
                return db.session.scalar(query)  # FLK975
            """,
        },
        fixed={
            "shop/books.py": """
            from sqlalchemy import text

            from shop.extensions import db


            def find(name, number):
                db.session.execute(f"SELECT {number}")  # FLK975
                db.session.execute("SELECT ?", (number,))  # FLK975
                db.session.execute("SELECT :n")  # FLK975
                db.session.execute(text("SELECT :n"), {"n": number})  # FLK975
                query = "SELECT 1"
                return db.session.scalar(query)  # FLK975
            """,
        },
    ),
    Bad(
        "a connection, where an import shows SQLAlchemy 2 and `text` is taken",
        {
            "requirements.txt": "flask\nsqlalchemy\n",
            "models.py": """
            from sqlalchemy import create_engine
            from sqlalchemy.orm import DeclarativeBase

            engine = create_engine("sqlite://")


            class Base(DeclarativeBase):
                pass


            def find(text):
                with engine.connect() as connection:
                    return connection.execute("SELECT 1").all()  # FLK975
            """,
        },
        fixed={
            "models.py": """
            from sqlalchemy import create_engine
            from sqlalchemy.orm import DeclarativeBase

            engine = create_engine("sqlite://")


            class Base(DeclarativeBase):
                pass


            def find(text):
                with engine.connect() as connection:
                    return connection.execute("SELECT 1").all()  # FLK975
            """,
        },
    ),
    Good(
        "SQLAlchemy 1 may be installed",
        {
            "requirements.txt": "flask-sqlalchemy\nsqlalchemy<3\n",
            "app.py": """
            from flask_sqlalchemy import SQLAlchemy

            db = SQLAlchemy()


            def count():
                return db.session.execute("SELECT 3").scalar()
            """,
        },
    ),
    Good(
        "another connection, and a statement in a name",
        """
        import sqlite3

        from flask_sqlalchemy import SQLAlchemy
        from sqlalchemy import text

        db = SQLAlchemy()
        COUNT = text("SELECT 3")


        def count(query):
            connection = sqlite3.connect("shop.db")
            connection.execute("SELECT 3")
            db.session.execute(query)
            return db.session.execute(COUNT).scalar()
        """,
    ),
)
