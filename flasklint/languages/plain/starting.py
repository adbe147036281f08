"""Files that say what to start: for servers, containers, Flask's own command, and installed
scripts."""

from __future__ import annotations

import re

NAME = re.compile(
    r"Procfile[\w.-]*|[\w.-]*Dockerfile[\w.-]*|\.flaskenv|\.env|Makefile|Vagrantfile"
    r"|(?:docker-)?compose[\w.-]*\.ya?ml|app\.ya?ml|serverless\.ya?ml|zappa_settings\.(?:json|toml)"
    r"|[\w.-]+\.(?:ini|service|sh|conf|toml)|setup\.cfg"
)
"""The names of such files."""
MOST_ABOVE = 2
"""How many directories may be above such a file."""


def says_what_starts(filename: str) -> bool:
    """Whether a file may say what to start: one by its name, near the root."""
    is_near = filename.count("/") <= MOST_ABOVE
    return is_near and NAME.fullmatch(filename.rpartition("/")[2]) is not None
