"""Extensions, made bare; the factory binds them."""

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    """What all models share."""


db = SQLAlchemy(model_class=Base)
