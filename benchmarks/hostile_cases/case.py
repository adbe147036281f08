"""A case, and what is in every project of one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

APP = (
    "from flask import Blueprint, Flask\n\napp = Flask(__name__)\n\n\ndef view():\n    return ''\n"
)
SETTINGS = "flasklint.toml"


class Case(NamedTuple):
    """`make` writes a project into a directory; `is_refused` if its settings are."""

    name: str
    make: Callable[[Path], object]
    is_large: bool = False
    is_refused: bool = False
