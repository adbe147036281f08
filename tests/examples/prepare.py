"""Makes the tables of an example application, before the oracle sends the first request."""


def prepare(app):
    """Empty tables."""
    app.extensions["sqlalchemy"].create_all()
