"""What APIFairy 1 does to an app's routes. Followed by flasklint, never imported."""

from flask import Blueprint


class APIFairy:
    def __init__(self, app=None):
        if app is not None:
            self.init_app(app)

    def init_app(self, app):
        pages = Blueprint("apifairy", __name__)
        spec = app.config.get("APIFAIRY_APISPEC_PATH", "/apispec.json")
        if spec:
            pages.add_url_rule(spec, "json")
        docs = app.config.get("APIFAIRY_UI_PATH", "/docs")
        if docs:
            pages.add_url_rule(docs, "docs")
        if spec or docs:
            app.register_blueprint(pages)
