"""The entry point for `flask --app wsgi` and WSGI servers."""

from bookshop import create_app

app = create_app()
