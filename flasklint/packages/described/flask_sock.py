"""What Flask-Sock 0.7 does to an app's routes. Followed by flasklint, never imported."""

from flask import Blueprint


class Sock:
    def __init__(self, app=None):
        self.app = app
        self.bp = None

    def init_app(self, app):
        if self.bp is not None:
            app.register_blueprint(self.bp)
        self.app = app

    def route(self, path, bp=None, **options):
        def put(function):
            if bp is None and self.app is None and self.bp is None:
                self.bp = Blueprint("__flask_sock", __name__)
            owner = bp or self.app or self.bp
            owner.route(path, **options)(function)

        return put
