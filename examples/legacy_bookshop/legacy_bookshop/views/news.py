"""What is new; the shop window was to show it."""

from flask import request

from .pages import pages


@pages.route("/news")  # FLK106
def news():
    """What is new, in plain text."""
    return f"Nothing new, {request.args.get('name', 'dear reader')}."
