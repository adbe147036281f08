"""Commands for the terminal."""

import click

from .extensions import db


def register_commands(app):
    """Adds `flask create-tables`."""

    @app.cli.command("create-tables")
    def create_tables():
        """Create the tables that are missing."""
        db.create_all()
        click.echo("The tables are there.")
