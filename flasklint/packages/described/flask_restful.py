"""What Flask-RESTful 0.3 does to an app's routes. Followed by flasklint, never imported."""

from flask import Blueprint
from flask.views import MethodView


class Resource(MethodView):
    pass


class Api:
    def __init__(self, app=None, prefix="", default_mediatype=None, decorators=None, **options):
        self.prefix = prefix
        self.app = None
        self.waiting = []
        if app is not None:
            self.app = app
            self.init_app(app)

    def init_app(self, app):
        # A Blueprint asks again when it is registered, an app does not.
        if isinstance(app, Blueprint):
            self.app = app
        for resource, urls, options in self.waiting:
            self.declare(app, resource, urls, options)

    def add_resource(self, resource, *urls, **options):
        if self.app is not None:
            self.declare(self.app, resource, urls, options)
        else:
            self.waiting.append((resource, urls, options))

    def resource(self, *urls, **options):
        def put(cls):
            self.add_resource(cls, *urls, **options)
            return cls

        return put

    def declare(self, app, resource, urls, options):
        options = dict(options)
        options.pop("resource_class_args", None)
        options.pop("resource_class_kwargs", None)
        endpoint = options.pop("endpoint", None) or resource.__name__.lower()
        for url in urls:
            app.add_url_rule(self.prefix + url, view_func=resource.as_view(endpoint), **options)
