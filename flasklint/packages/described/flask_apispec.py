"""What flask-apispec 0.11 does to an app's routes. Followed by flasklint, never imported."""

from flask import Blueprint
from flask.views import MethodView


class MethodResource(MethodView):
    pass


class FlaskApiSpec:
    def __init__(self, app=None, document_options=True):
        if app is not None:
            self.init_app(app)

    def init_app(self, app):
        files = {"static_folder": "static", "static_url_path": "/flask-apispec/static"}
        pages = Blueprint("flask-apispec", __name__, **files)
        spec = app.config.get("APISPEC_SWAGGER_URL", "/swagger/")
        if spec:
            pages.add_url_rule(spec, "swagger-json")
        docs = app.config.get("APISPEC_SWAGGER_UI_URL", "/swagger-ui/")
        if docs:
            pages.add_url_rule(docs, "swagger-ui")
        app.register_blueprint(pages)

    def register(self, target, endpoint=None, blueprint=None, **options):
        pass

    def register_existing_resources(self):
        pass
