"""The till, which counts what is sold over the counter."""


class Till:
    """Counts what is sold over the counter."""

    def __init__(self, app=None):
        self.sold = 0
        if app is not None:
            self.init_app(app)

    def init_app(self, app):
        """Make the till known to an application."""
        app.extensions["till"] = self
