"""What all files say together, by subject."""

from flasklint.project.answers import Answer, plain
from flasklint.project.project import Project
from flasklint.project.questions import question

__all__ = [
    "Answer",
    "Project",
    "plain",
    "question",
]
