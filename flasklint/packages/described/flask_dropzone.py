"""What Flask-Dropzone 2 does to an app's routes. Followed by flasklint, never imported."""

from flask import Blueprint


class Dropzone:
    def __init__(self, app=None):
        if app is not None:
            self.init_app(app)

    def init_app(self, app):
        url = "/dropzone" + app.static_url_path
        bp = Blueprint("dropzone", __name__, static_folder="static", static_url_path=url)
        app.register_blueprint(bp)
