"""A form of wiring: a small project, and how to start it."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import dedent
from typing import NamedTuple


class Form(NamedTuple):
    """`starts` are `module:expression`, one for each app of the project."""

    title: str
    files: Mapping[str, str]
    starts: tuple[str, ...]

    def __str__(self) -> str:
        return self.title


def form(title: str, files: Mapping[str, str] | str, *starts: str) -> Form:
    """A form; one text alone is `app.py`, and an app is started as `app:app` if nothing is said."""
    given = {"app.py": files} if isinstance(files, str) else files
    texts = {name: dedent(text).lstrip("\n") for name, text in given.items()}
    return Form(title, texts, starts or ("app:app",))
