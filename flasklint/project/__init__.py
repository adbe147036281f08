"""What all files say together, by subject."""

from flasklint.project.project import Project

__all__ = [
    "Project",
]
