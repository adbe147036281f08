"""What `session-generator-without-close` reports, and what it must not."""

from __future__ import annotations

from flasklint.rule import Bad, Good

_SESSIONS = """
    from sqlalchemy import create_engine, text
    from sqlalchemy.orm import sessionmaker
    from sqlalchemy.pool import QueuePool

    engine = create_engine(
        "sqlite://", poolclass=QueuePool, pool_size=1, max_overflow=0, pool_timeout=0.1
    )
    SessionLocal = sessionmaker(bind=engine)
    """

EXAMPLES: tuple[Good | Bad, ...] = (
    Bad(
        "closed after the `yield`, which an exception skips",
        {
            "shop/__init__.py": "",
            "shop/db.py": _SESSIONS,
            "shop/dependencies.py": """
                from contextlib import contextmanager

                from shop.db import SessionLocal


                @contextmanager
                def get_db():
                    db = SessionLocal()
                    yield db  # FLK823
                    db.close()
                """,
            "wsgi.py": """
                from flask import Flask
                from sqlalchemy import text

                from shop.dependencies import get_db

                app = Flask(__name__)
                errors = []


                @app.get("/")
                def index():
                    for price in ("cheap", "2"):
                        try:
                            with get_db() as db:
                                db.execute(text("select 1"))
                                total = int(price)
                        except ValueError as error:
                            errors.append(error)
                    return {"total": total}
                """,
        },
        fixed={
            "shop/dependencies.py": """
                from contextlib import contextmanager

                from shop.db import SessionLocal


                @contextmanager
                def get_db():
                    db = SessionLocal()
                    try:
                        yield db  # FLK823
                    finally:
                        db.close()
                """,
        },
        fails="GET /: TimeoutError: QueuePool limit of size 1 overflow 0 reached",
    ),
    Bad(
        "never closed, or only what follows is done",
        {
            "db.py": _SESSIONS,
            "dependencies.py": """
                from collections.abc import Generator

                import sqlalchemy.orm as orm
                from sqlmodel import Session as SqlSession

                import db as database
                from db import engine


                def get_db() -> Generator:
                    db = database.SessionLocal()
                    yield db  # FLK823


                def get_other(commit=True):
                    \"\"\"Another one.\"\"\"
                    session: orm.Session = orm.Session(engine)
                    session.begin()
                    yield session  # FLK823
                    session.commit()
                    print("done")
                    session.close()


                def get_third():
                    third = SqlSession(engine)
                    try:
                        yield third  # FLK823
                        third.commit()
                    except Exception:
                        third.rollback()
                        raise
                """,
        },
        fixed={
            "dependencies.py": """
                from collections.abc import Generator

                import sqlalchemy.orm as orm
                from sqlmodel import Session as SqlSession

                import db as database
                from db import engine


                def get_db() -> Generator:
                    db = database.SessionLocal()
                    try:
                        yield db  # FLK823
                    finally:
                        db.close()


                def get_other(commit=True):
                    \"\"\"Another one.\"\"\"
                    session: orm.Session = orm.Session(engine)
                    session.begin()
                    try:
                        yield session  # FLK823
                        session.commit()
                        print("done")
                    finally:
                        session.close()


                def get_third():
                    third = SqlSession(engine)
                    try:
                        yield third  # FLK823
                        third.commit()
                    except Exception:
                        third.rollback()
                        raise
                    finally:
                        third.close()
                """,
        },
    ),
    Bad(
        "no fix: it is yielded under a condition",
        """
        from sqlalchemy.orm import Session


        def get_db(engine, wanted=True):
            session = Session(engine)
            if wanted:
                yield session  # FLK823
        """,
    ),
    Good(
        "closed in `finally`, or by `with`",
        {
            "db.py": _SESSIONS,
            "dependencies.py": """
                from contextlib import closing

                from db import SessionLocal


                def get_db():
                    db = SessionLocal()
                    try:
                        yield db
                    finally:
                        db.close()


                def get_with():
                    with SessionLocal() as db:
                        yield db


                def get_closing():
                    db = SessionLocal()
                    with closing(db):
                        yield db


                def get_begun():
                    db = SessionLocal()
                    with db.begin():
                        yield db


                def get_outer():
                    db = SessionLocal()
                    try:
                        try:
                            yield db
                        except ValueError:
                            db.rollback()
                    finally:
                        finish(db)


                def get_both():
                    db = SessionLocal()
                    try:
                        yield db
                    except BaseException:
                        db.close()
                        raise
                    db.close()


                def finish(db):
                    db.close()
                """,
        },
    ),
    Good(
        "sessions that somebody else closes",
        {
            "db.py": """
                from flask_sqlalchemy import SQLAlchemy
                from sqlalchemy.orm import scoped_session, sessionmaker

                db = SQLAlchemy()
                Session = scoped_session(sessionmaker())
                """,
            "dependencies.py": """
                from flask import g
                from sqlalchemy.orm import sessionmaker

                from db import Session, db


                def get_db():
                    session = db.session
                    yield session


                def get_scoped():
                    session = Session()
                    yield session


                def get_kept():
                    session = sessionmaker()()
                    g.session = session
                    yield session


                def get_stacked(stack):
                    session = sessionmaker()()
                    stack.callback(session.close)
                    yield session


                def get_given(session):
                    yield session
                """,
        },
    ),
    Good(
        "generators of something else",
        """
        import requests
        from sqlalchemy import text
        from sqlalchemy.orm import sessionmaker

        SessionLocal = sessionmaker()


        def get_client():
            session = requests.Session()
            yield session


        def rows():
            session = SessionLocal()
            row = session.execute(text("select 1"))
            yield row


        def sessions():
            while True:
                session = SessionLocal()
                yield session
                session.close()
        """,
    ),
)
