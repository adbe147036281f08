"""What Flask-OpenAPI3 4.3 does to an app's routes. Followed by flasklint, never imported."""

import inspect
import re

from flask import Blueprint, Flask

METHODS = ["connect", "delete", "get", "head", "options", "patch", "post", "put", "trace"]


class OpenAPI(Flask):
    def __init__(
        self, import_name, *, doc_ui=True, doc_prefix="/openapi", doc_url="/openapi.json", **options
    ):
        super().__init__(import_name, **options)
        if doc_ui:
            pages = Blueprint("openapi", __name__, url_prefix=doc_prefix, static_folder="static")
            pages.add_url_rule(doc_url, "doc_url", self.render)
            pages.add_url_rule("/", "openapi", self.render)
            self.register_blueprint(pages)

    def render(self):
        pass

    def register_api(self, api, **options):
        self.register_blueprint(api, **options)

    def register_api_view(self, api_view, url_prefix=None, view_kwargs=None):
        # The prefix given here only changes what the documentation says.
        for rule, cls in api_view.views:
            for method, function in inspect.getmembers(cls, inspect.isfunction):
                if method in METHODS:
                    endpoint = f"{cls.__name__}.{method}"
                    self.add_url_rule(rule, endpoint, function, methods=[method.upper()])


class APIBlueprint(Blueprint):
    def register_api(self, api):
        self.register_blueprint(api)


class APIView:
    def __init__(self, url_prefix=None, *args, **options):
        self.url_prefix = url_prefix
        self.views = []

    def route(self, rule):
        def put(cls):
            # Converters are lost.
            self.views.append((re.sub(r"<([^<:]+:)?", "<", self.prefixed(rule)), cls))
            return cls

        return put

    def prefixed(self, rule):
        if self.url_prefix and rule:
            slash = "" if self.url_prefix.endswith("/") else "/"
            return self.url_prefix + slash + rule.lstrip("/")
        return rule or self.url_prefix or ""
