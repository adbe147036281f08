"""What Flask-RESTX 1 does to an app's routes. Followed by flasklint, never imported."""

import re

from flask import Blueprint
from flask.views import MethodView


class Resource(MethodView):
    pass


class SwaggerView(Resource):
    def get(self):
        pass


class Namespace:
    def __init__(self, name, description=None, path=None, decorators=None, **options):
        self.name = name
        self.given_path = path
        self.resources = []
        self.apis = []
        if "api" in options:
            self.apis.append(options["api"])

    @property
    def path(self):
        return (self.given_path or "/" + self.name).rstrip("/")

    def add_resource(self, resource, *urls, **options):
        self.resources.append((resource, urls, options))
        for api in self.apis:
            api.register_resource(self, resource, api.ns_urls(self, urls), options)

    def route(self, *urls, **options):
        def put(cls):
            options.pop("doc", None)
            self.add_resource(cls, *urls, **options)
            return cls

        return put


class Api:
    def __init__(
        self, app=None, version="1.0", title=None, description=None, terms_url=None,
        license=None, license_url=None, contact=None, contact_url=None, contact_email=None,
        authorizations=None, security=None, doc="/", default_id=None, default="default",
        default_label="", validate=None, tags=None, prefix="", **options
    ):  # fmt: skip
        self.app = None
        self.prefix = prefix
        self.doc = doc
        self.swagger = options.get("default_swagger_filename", "swagger.json")
        self.waiting = []
        self.endpoints = ["specs"]
        self.namespaces = []
        self.paths = {}
        self.default_namespace = self.namespace(default, path="/")
        if app is not None:
            self.app = app
            self.init_app(app, **options)

    def init_app(self, app, **options):
        self.app = app
        if options.get("add_specs", True):
            self.declare(SwaggerView, ["/" + self.swagger], "specs", {})
            if self.doc:
                app.add_url_rule(self.doc, "doc", self.render_doc)
        app.add_url_rule(self.prefix or "/", "root", self.render_root)
        for resource, urls, endpoint, given in self.waiting:
            self.declare(resource, urls, endpoint, given)
        if isinstance(app, Blueprint):
            app.record(lambda state: self.register_apidoc(state.app))
        else:
            self.register_apidoc(app)

    def register_apidoc(self, app):
        name = f"{__name__.removeprefix('flask_')}_doc"  # also that of Flask-RESTPlus
        documents = {"static_folder": "static", "static_url_path": "/swaggerui"}
        app.register_blueprint(Blueprint(name, __name__, **documents))

    def render_doc(self):
        pass

    def render_root(self):
        pass

    def namespace(self, name, description=None, path=None, **options):
        made = Namespace(name, description, path, **options)
        self.add_namespace(made)
        return made

    def add_namespace(self, namespace, path=None):
        if namespace not in self.namespaces:
            self.namespaces.append(namespace)
            if self not in namespace.apis:
                namespace.apis.append(self)
            if path is not None:
                self.paths[namespace] = path
        for resource, urls, options in namespace.resources:
            self.register_resource(namespace, resource, self.ns_urls(namespace, urls), options)

    def ns_urls(self, namespace, urls):
        path = self.paths.get(namespace) or namespace.path
        return [path + url for url in urls]

    def add_resource(self, resource, *urls, **options):
        self.default_namespace.add_resource(resource, *urls, **options)

    def route(self, *urls, **options):
        return self.default_namespace.route(*urls, **options)

    def register_resource(self, namespace, resource, urls, options):
        endpoint = options.get("endpoint") or self.default_endpoint(resource, namespace)
        self.endpoints.append(endpoint)
        if self.app is not None:
            self.declare(resource, urls, endpoint, options)
        else:
            self.waiting.append((resource, urls, endpoint, options))

    def default_endpoint(self, resource, namespace):
        words = re.sub(r"(.)([A-Z][a-z]+)", r"\1_\2", resource.__name__)
        endpoint = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", words).lower()
        if namespace is not self.default_namespace:
            endpoint = f"{namespace.name}_{endpoint}"
        if endpoint not in self.endpoints:
            return endpoint
        numbered = [f"{endpoint}_{number}" for number in range(2, 50)]
        return next(iter(name for name in numbered if name not in self.endpoints))

    def declare(self, resource, urls, endpoint, options):
        options = {
            name: value
            for name, value in options.items()
            if name not in ("endpoint", "resource_class_args", "resource_class_kwargs")
        }
        for url in urls:
            self.app.add_url_rule(
                self.prefix + url, view_func=resource.as_view(endpoint), **options
            )
