"""Extensions, bound in wiring.py."""

from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()
