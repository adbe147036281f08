"""What `context-local-at-import` reports of Flask-SQLAlchemy and Flask-WTF, and what not."""

from __future__ import annotations

from flasklint.rule import Bad, Good

_SHOP = """
    from flask import Flask

    import shelves
    from models import db

    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
    db.init_app(app)
    """
_MODELS = """
    from flask_sqlalchemy import SQLAlchemy

    db = SQLAlchemy()


    class Book(db.Model):
        id = db.Column(db.Integer, primary_key=True)
    """
_OUTSIDE = "start: RuntimeError: Working outside of application context"

PACKAGE_EXAMPLES: tuple[Good | Bad, ...] = (
    Bad(
        "tables made where the module that makes the application is imported",
        """
        from flask import Flask
        from flask_sqlalchemy import SQLAlchemy

        app = Flask(__name__)
        app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
        db = SQLAlchemy(app)


        class Book(db.Model):
            id = db.Column(db.Integer, primary_key=True)


        db.create_all()  # FLK801
        """,
        fails=_OUTSIDE,
    ),
    Bad(
        "tables made behind the call of the factory, which has not left a context",
        {
            "wsgi.py": """
                from models import Book, db
                from shop import create_app

                app = create_app()
                with app.app_context():
                    print(db.metadata.tables)
                db.create_all()  # FLK801
                """,
            "shop.py": """
                from flask import Flask

                from models import db


                def create_app():
                    app = Flask(__name__)
                    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
                    db.init_app(app)
                    return app
                """,
            "models.py": _MODELS,
        },
    ),
    Good(
        "a module that the factory has imported in a context, before its caller does",
        {
            "worker.py": """
                from shop import create_app

                app = create_app()

                import stock
                """,
            "shop.py": """
                from flask import Flask

                from models import db


                def create_app():
                    app = Flask(__name__)
                    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
                    db.init_app(app)
                    with app.app_context():
                        import stock
                    return app
                """,
            "stock.py": """
                from flask import current_app

                ADDRESS = current_app.config["SQLALCHEMY_DATABASE_URI"]
                """,
            "models.py": _MODELS,
        },
    ),
    Bad(
        "tables made by the factory, in a function of another file",
        {
            "app.py": """
                from flask import Flask

                from tables import db, make_tables


                def create_app():
                    app = Flask(__name__)
                    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
                    db.init_app(app)
                    make_tables()  # FLK801
                    return app
                """,
            "tables.py": """
                from flask_sqlalchemy import SQLAlchemy

                db = SQLAlchemy()


                def make_tables():
                    db.create_all()
                """,
        },
        fails=_OUTSIDE,
    ),
    Bad(
        "queries, sessions and connections",
        {
            "app.py": _SHOP,
            "shelves.py": """
                from models import Book, db

                BOOKS = Book.query.all()  # FLK801
                db.session.add(Book())  # FLK801
                FIRST = [db.session.query(Book)]  # FLK801
                OPEN = db.session()  # FLK801
                NAMES = db.engine.dialect.name  # FLK801
                NEW = len(db.session.new)  # FLK801
                """,
            "models.py": _MODELS,
        },
        fails=_OUTSIDE,
    ),
    Bad(
        "a form, and one that a factory asks a function for",
        {
            "app.py": """
                from flask import Flask
                from flask_wtf.form import FlaskForm as Form
                from wtforms import StringField


                class BookForm(Form):
                    class Meta:
                        csrf = False

                    title = StringField()


                def form():
                    return BookForm()


                def create_app():
                    app = Flask(__name__)
                    app.config["SECRET_KEY"] = "s"
                    app.jinja_env.globals["form"] = form()  # FLK801
                    return app


                EMPTY = BookForm(formdata=None)  # FLK801
                """,
        },
        fails=_OUTSIDE,
    ),
    Good(
        "in a context, in functions, and what needs none",
        {
            "app.py": """
                from flask import Flask

                from shelves import Find
                from models import Book, BookForm, db


                def create_app():
                    app = Flask(__name__)
                    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
                    app.config["SECRET_KEY"] = "s"
                    db.init_app(app)
                    with app.app_context():
                        db.create_all()
                        db.session.add(Book())
                        print(db.engine, Book.query)
                    with app.test_request_context():
                        print(BookForm())

                    @app.get("/")
                    def index():
                        return {"books": Book.query.count(), "found": len(list(Find()))}

                    return app
                """,
            "shelves.py": """
                from models import Book, BookForm, db

                Session = db.session
                ask = Session.query
                ALL = db.select(Book)
                TABLES = db.metadata.tables
                NEW = Book()


                class Find(BookForm):
                    def __init__(self, *args, **keywords):
                        super().__init__(*args, **keywords)
                """,
            "models.py": """
                from flask_sqlalchemy import SQLAlchemy
                from flask_wtf import FlaskForm

                db = SQLAlchemy()


                class Book(db.Model):
                    id = db.Column(db.Integer, primary_key=True)


                class BookForm(FlaskForm):
                    pass
                """,
        },
        works="GET /",
    ),
    Good(
        "sessions of SQLAlchemy itself, and a `query` of one's own",
        """
        from flask import Flask
        from sqlalchemy import Column, Integer, create_engine
        from sqlalchemy.orm import declarative_base, scoped_session, sessionmaker

        engine = create_engine("sqlite://")
        session = scoped_session(sessionmaker(bind=engine))
        Base = declarative_base()
        Base.query = session.query_property()


        class Book(Base):
            __tablename__ = "books"
            id = Column(Integer, primary_key=True)


        app = Flask(__name__)
        Base.metadata.create_all(engine)
        session.add(Book())
        session.remove()
        ALL = Book.query
        """,
        works="start",
    ),
    Good(
        "sessions that are kept by something else than the context",
        """
        from flask import Flask
        from flask_sqlalchemy import SQLAlchemy

        app = Flask(__name__)
        app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
        db = SQLAlchemy(app, session_options={"scopefunc": lambda: 1})


        class Book(db.Model):
            id = db.Column(db.Integer, primary_key=True)


        db.session.add(Book())
        """,
        works="start",
    ),
    Good(
        "Flask-SQLAlchemy 2, which keeps the application it is given",
        {
            "requirements.txt": """
                Flask==2.1.3
                Flask-SQLAlchemy==2.5.1
                """,
            "app.py": """
                from flask import Flask
                from flask_sqlalchemy import SQLAlchemy

                app = Flask(__name__)
                db = SQLAlchemy(app)
                db.create_all()
                """,
        },
    ),
)
