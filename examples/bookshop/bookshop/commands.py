"""Commands for the terminal."""

import click
from flask import Flask

from bookshop.extensions import db


def register_commands(app: Flask) -> None:
    """Adds `flask create-tables`."""

    @app.cli.command("create-tables")
    def create_tables() -> None:
        """Create the tables that are missing."""
        db.create_all()
        click.echo("The tables are there.")
