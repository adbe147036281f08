"""What counts as touching a database, and what only looks like it."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import dedent

import libcst as cst
import pytest

from flasklint.languages.python.facts import module_facts
from flasklint.languages.python.source import parse
from flasklint.project import Project

LIBRARIES = {
    "extensions.py": """
    from flask_sqlalchemy import SQLAlchemy
    from flask_mongoengine import MongoEngine
    import peewee
    db = SQLAlchemy()
    mongo = MongoEngine()
    file = peewee.SqliteDatabase("x")
    """,
    "plain.py": """
    from sqlalchemy import Column, String, create_engine
    from sqlalchemy.ext.declarative import as_declarative
    from sqlalchemy.orm import (
        DeclarativeBase, declarative_base, registry, scoped_session, sessionmaker,
    )
    engine = create_engine("sqlite://")
    Session = sessionmaker(engine)
    Scoped = scoped_session(sessionmaker(bind=engine))
    Base = declarative_base()

    class Newer(DeclarativeBase):
        pass

    class Author(Base):
        pass

    class Search(Base):
        query = Column(String)

    class Queried(Base):
        query = Scoped.query_property()

    class Editor(Newer):
        pass

    @as_declarative()
    class Own:
        pass

    class Reader(Own):
        pass

    mapped = registry()

    @mapped.mapped
    class Lender:
        pass

    def get_session():
        return Session()
    """,
    "models.py": """
    import peewee
    from mongoengine import Document
    from extensions import db, mongo
    session = db.session

    class Saved(db.Model):
        __abstract__ = True

        def save(self):
            db.session.add(self)
            db.session.commit()

        def label(self):
            return "x"

        @classmethod
        def find(cls, id):
            return db.session.get(cls, id)

    class Book(Saved):
        pass

    class Page(peewee.Model):
        pass

    class Post(Document):
        pass

    class Comment(mongo.Document):
        pass

    class Plain:
        query = None

        def save(self):
            pass
    """,
}
HEAD = """
import json, redis, requests, flask
from urllib.parse import urlparse
from elasticsearch import Elasticsearch
from flask import current_app, g, request, session as flask_session
from flask_caching import Cache
from sqlalchemy import select
from sqlalchemy.orm import Session as PlainSession
import extensions, models, plain
from extensions import db, mongo
from models import Book, Comment, Page, Plain, Post, session
from plain import Author, Editor, Scoped, Session, engine, get_session
cache = Cache()
search = Elasticsearch()
"""


def touched(body: str) -> str | None:
    """What the first attribute in `body` that touches a database touches."""
    lines = "\n".join(f"    {line}" for line in dedent(body).strip().split("\n"))
    files: Mapping[str, str] = {
        **LIBRARIES,
        "views.py": f"{HEAD}\ndef view(book: Book):\n{lines}\n",
    }
    sources = {
        name: parse(dedent(text).encode(), name, name.removesuffix(".py"), False)
        for name, text in files.items()
    }
    modules = {
        file.module: module_facts(file.tree, file.module, name, False)
        for name, file in sources.items()
    }
    project = Project(modules)
    views = sources["views.py"]
    for node in views.tree.all(cst.Attribute):
        found = project.touches_database(views.names.path(node.value), node.attr.value)
        if found is not None:
            return found
    return None


TOUCHING = {
    "db.session.add(book)": "the session",
    "db.session.execute(select(Book)).scalars().all()": "the session",
    "db.session.query(Book).all()": "the session",
    "extensions.db.session.commit()": "the session",
    "session.commit()": "the session",
    "s = db.session\ns.delete(book)": "the session",
    "s = session\ns.get(Book, 1)": "the session",
    "models.session.flush()": "the session",
    "db.session().add(book)": "the session",
    "Session().add(1)": "the session",
    "with Session() as s:\n    s.add(1)": "the session",
    "with PlainSession(engine) as s:\n    s.scalars(select(Author))": "the session",
    "Scoped.query(Author)": "the session",
    "Scoped().commit()": "the session",
    "get_session().commit()": "the session",
    "s = get_session()\ns.execute('x')": "the session",
    "Book.query.all()": "a query of `Book`",
    "Book.query.filter_by(id=1).first()": "a query of `Book`",
    "models.Book.query": "a query of `Book`",
    "plain.Queried.query.all()": "a query of `Queried`",
    "B = Book\nB.query.get(1)": "a query of `Book`",
    "db.get_or_404(Book, 1)": "a query",
    "db.paginate(select(Book))": "a query",
    "engine.execute('x')": "a connection",
    "with engine.connect() as c:\n    c.execute('x')": "a connection",
    "db.engine.connect()": "a connection",
    "book.save()": "the persistence of `Book`",
    "Book().save()": "the persistence of `Book`",
    "Book.find(1)": "the persistence of `Book`",
    "Page.select()": "a query of `Page`",
    "Page.get_or_none(Page.id == 1)": "a query of `Page`",
    "Page.create(x=1)": "a query of `Page`",
    "p = Page()\np.save()": "the persistence of `Page`",
    "Page().delete_instance()": "the persistence of `Page`",
    "Post.objects(author=1)": "a query of `Post`",
    "Post.objects.first()": "a query of `Post`",
    "Comment.objects": "a query of `Comment`",
    "Post().save()": "the persistence of `Post`",
    "Comment(x=1).delete()": "the persistence of `Comment`",
}


@pytest.mark.parametrize(("body", "wanted"), TOUCHING.items())
def test_a_database_is_touched(body: str, wanted: str) -> None:
    assert touched(body) == wanted


QUIET = [
    "flask_session.get('x')",
    "flask_session.pop('x')",
    "flask.session.update(x=1)",
    "s = requests.Session()\ns.get('http://x')",
    "with requests.Session() as s:\n    s.delete('http://x')",
    "requests.get('http://x')",
    "{'a': 1}.get('a')",
    "d = dict(a=1)\nd.update(b=2)",
    "d = {}\nd.get('x')",
    "request.args.get('x')",
    "request.form.get('query')",
    "r = redis.Redis()\nr.get('x')",
    "redis.from_url('x').delete('x')",
    "cache.get('x')",
    "cache.delete('x')",
    "urlparse('http://x').query",
    "request.url.query",
    "search.search(query='x')",
    "search.get(index='x')",
    "search.delete(index='x')",
    "current_app.config.get('x')",
    "g.get('x')",
    "json.loads('x').get('y')",
    "Plain().save()",
    "Plain.query",
    "book.title",
    "book.label()",
    "Book(title='x')",
    "select(Book).where(Book.id == 1)",
    "db.Column(db.Integer)",
    "set().add(1)",
    "db.init_app(current_app)",
    "unknown.session.add(1)",
    "unknown().query.all()",
    "def session(): pass\nsession.add(1)",
    "engine.dialect",
    "Search.query",
]


@pytest.mark.parametrize("body", QUIET)
def test_what_only_looks_like_a_database_is_quiet(body: str) -> None:
    assert touched(body) is None


def library(name: str) -> str | None:
    modules = {}
    for filename, text in LIBRARIES.items():
        module = filename.removesuffix(".py")
        file = parse(dedent(text).encode(), filename, module, False)
        modules[module] = module_facts(file.tree, module, filename, False)
    return Project(modules).model_library(name)


def test_models_are_known_by_their_bases() -> None:
    assert library("models.Book") == library("plain.Author") == "sqlalchemy"
    assert library("plain.Editor") == "sqlalchemy"


def test_models_are_known_by_the_decorator_of_their_base_or_their_own() -> None:
    assert library("plain.Reader") == library("plain.Lender") == "sqlalchemy"
    assert library("models.Page") == "peewee"
    assert library("models.Post") == library("models.Comment") == "mongoengine"
    assert library("models.Plain") is None
    assert library("models.Missing") is None
