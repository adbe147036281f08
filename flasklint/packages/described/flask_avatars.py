"""What Flask-Avatars 0.2 does to an app's routes. Followed by flasklint, never imported."""

from flask import Blueprint


class Avatars:
    def __init__(self, app=None):
        if app is not None:
            self.init_app(app)

    def init_app(self, app):
        url = "/avatars" + app.static_url_path
        bp = Blueprint("avatars", __name__, static_folder="static", static_url_path=url)
        app.register_blueprint(bp)
