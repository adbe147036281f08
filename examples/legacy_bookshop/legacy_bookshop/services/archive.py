"""The orders of the years before, which another database keeps."""

import os

from sqlalchemy import create_engine, text
from sqlalchemy.orm import sessionmaker

Session = sessionmaker(create_engine(os.getenv("ARCHIVE_URL", "sqlite://")))


def archive_session():
    """A session with the archive."""
    session = Session()
    yield session  # FLK823
    session.close()


def is_there():
    """Whether the archive answers."""
    for session in archive_session():
        return session.scalar(text("select 1")) == 1
    return False
