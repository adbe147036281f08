"""What flask-smorest 0.47 does to an app's routes. Followed by flasklint, never imported."""

from flask import Blueprint as FlaskBlueprint


class Blueprint(FlaskBlueprint):
    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.endpoints = []

    def add_url_rule(
        self, rule, endpoint=None, view_func=None, provide_automatic_options=None,
        *, parameters=None, tags=None, **options
    ):  # fmt: skip
        wanted = endpoint or view_func.__name__
        name = f"{wanted}_{len(self.endpoints)}" if wanted in self.endpoints else wanted
        self.endpoints.append(name)
        view = view_func.as_view(name) if isinstance(view_func, type) else view_func
        super().add_url_rule(rule, name, view, **options)

    def route(self, rule, **options):
        def put(view):
            self.add_url_rule(rule, options.pop("endpoint", None), view, **options)
            return view

        return put


class Api:
    def __init__(self, app=None, *, spec_kwargs=None, config_prefix=""):
        prefix = config_prefix.strip().upper()
        self.config_prefix = prefix + "_" if prefix and not prefix.endswith("_") else prefix
        if app is not None:
            self.init_app(app)

    def init_app(self, app, *, spec_kwargs=None):
        self.app = app
        url_prefix = self.setting("URL_PREFIX")
        if url_prefix is not None:
            name = f"{self.config_prefix}api-docs".replace("_", "-").lower()
            pages = FlaskBlueprint(name, __name__, url_prefix="/" + url_prefix.lstrip("/"))
            self.declare(pages, "openapi_json", self.setting("JSON_PATH", "openapi.json"))
            self.declare_page(pages, "redoc")
            self.declare_page(pages, "swagger_ui")
            self.declare_page(pages, "rapidoc")
            app.register_blueprint(pages)

    def declare_page(self, pages, name):
        path = self.setting(name.upper() + "_PATH")
        if path is not None and self.setting(name.upper() + "_URL") is not None:
            self.declare(pages, "openapi_" + name, path)

    def setting(self, name, default=None):
        return self.app.config.get(f"{self.config_prefix}OPENAPI_{name}", default)

    def declare(self, pages, endpoint, path):
        pages.add_url_rule("/" + path.lstrip("/"), endpoint, self.render)

    def render(self):
        pass

    def register_blueprint(self, blp, *, parameters=None, **options):
        self.app.register_blueprint(blp, **options)
