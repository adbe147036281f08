"""What Flasgger 0.9 does to an app's routes. Followed by flasklint, never imported."""

from flask import Blueprint
from flask.views import MethodView


class SwaggerView(MethodView):
    pass


class Swagger:
    DEFAULT_ENDPOINT = "apispec_1"
    DEFAULT_CONFIG = {
        "headers": [],
        "specs": [{"endpoint": "apispec_1", "route": "/apispec_1.json"}],
        "static_url_path": "/flasgger_static",
        "swagger_ui": True,
        "specs_route": "/apidocs/",
    }

    def __init__(
        self, app=None, config=None, sanitizer=None, template=None, template_file=None,
        decorators=None, validation_function=None, validation_error_handler=None, parse=False,
        format_checker=None, merge=False
    ):  # fmt: skip
        if not config:
            self.config = self.DEFAULT_CONFIG.copy()
        elif merge:
            self.config = {**self.DEFAULT_CONFIG, **config}
        else:
            self.config = config
        if app is not None:
            self.init_app(app)

    def init_app(self, app, decorators=None):
        config = self.config
        config.update(app.config.get("SWAGGER", {}))
        name = config.get("endpoint", "flasgger")
        if config.get("swagger_ui", True):
            version = config.get("uiversion", 3)
            bp = Blueprint(
                name,
                __name__,
                url_prefix=config.get("url_prefix", None),
                static_folder=config.get("static_folder", f"ui{version}/static"),
                static_url_path=config.get("static_url_path", None),
            )
            page = config.get("specs_route", "/apidocs/")
            redirect = page + "/o2c.html" if version < 3 else "/oauth2-redirect.html"
            bp.add_url_rule(page, "apidocs")
            bp.add_url_rule(config.get("oauth_redirect", redirect), "oauth_redirect")
            bp.add_url_rule("/apidocs/index.html", "<lambda>")
        else:
            bp = Blueprint(name, __name__)
        for spec in config["specs"]:
            bp.add_url_rule(spec["route"], spec["endpoint"])
        app.register_blueprint(bp)


Flasgger = Swagger
