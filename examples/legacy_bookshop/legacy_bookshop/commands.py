"""Commands for the terminal."""

import click

from .extensions import db


def register_commands(app):
    """Adds `flask create-tables` and `flask till`."""

    @app.cli.command("till")
    def show_till():
        """Show what was sold."""
        from .kiosk import till

        click.echo(f"{till.sold} sold")

    @app.cli.command("create-tables")
    def create_tables():
        """Create the tables that are missing."""
        db.create_all()
        click.echo("The tables are there.")
