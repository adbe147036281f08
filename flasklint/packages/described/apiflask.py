"""What APIFlask 3 does to an app's routes. Followed by flasklint, never imported."""

from flask import Blueprint, Flask
from flask.views import MethodView as MethodView
from flask.views import View as View


class Scaffold:
    def route(self, rule, **options):
        def put(view):
            name = options.pop("endpoint", None) or view.__name__
            given = view.as_view(name) if isinstance(view, type) else view
            self.add_url_rule(rule, name, given, **options)
            return view

        return put


class APIFlask(Scaffold, Flask):
    def __init__(
        self, import_name, title="APIFlask", version="0.1.0", spec_path="/openapi.json",
        docs_path="/docs", docs_oauth2_redirect_path="/docs/oauth2-redirect",
        docs_oauth2_redirect_path_external=False, docs_ui="swagger-ui",
        openapi_blueprint_url_prefix=None, json_errors=True, enable_openapi=True,
        spec_plugins=None, static_url_path=None, static_folder="static", *args, **options
    ):  # fmt: skip
        super().__init__(import_name, static_url_path, static_folder, *args, **options)
        if enable_openapi and (spec_path or docs_path):
            pages = Blueprint("openapi", __name__, url_prefix=openapi_blueprint_url_prefix)
            if spec_path:
                pages.add_url_rule(spec_path, "spec", self.render)
            if docs_path:
                pages.add_url_rule(docs_path, "docs", self.render)
                if docs_ui == "swagger-ui" and docs_oauth2_redirect_path:
                    redirect = "swagger_ui_oauth_redirect"
                    pages.add_url_rule(docs_oauth2_redirect_path, redirect, self.render)
            self.register_blueprint(pages)

    def render(self):
        pass


class APIBlueprint(Scaffold, Blueprint):
    def __init__(self, name, import_name, tag=None, enable_openapi=True, *args, **options):
        super().__init__(name, import_name, *args, **options)
