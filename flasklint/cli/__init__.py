"""What people type: one file for each command."""

from flasklint.cli.commands import main

__all__ = [
    "main",
]
