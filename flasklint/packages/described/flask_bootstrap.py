"""What Bootstrap-Flask 2 and Flask-Bootstrap 3 do to an app's routes. Followed by flasklint, never
imported."""

from importlib.metadata import packages_distributions

from flask import Blueprint


class Bootstrap4:
    def __init__(self, app=None):
        if app is not None:
            self.init_app(app)

    def init_app(self, app):
        url = self.static_url(app)
        bp = Blueprint("bootstrap", __name__, static_folder="static", static_url_path=url)
        app.register_blueprint(bp)

    def static_url(self, app):
        return "/bootstrap" + app.static_url_path


class Bootstrap5(Bootstrap4):
    pass


class Bootstrap(Bootstrap4):
    # Both packages have it; which of them is installed may stand in the project's requirements.
    def static_url(self, app):
        if "Flask-Bootstrap" in packages_distributions()["flask_bootstrap"]:
            return app.static_url_path + "/bootstrap"
        return super().static_url(app)
