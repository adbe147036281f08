"""What Flask-REST-JSONAPI 0.31 does to an app's routes. Followed by flasklint, never imported."""

from flask.views import MethodView


class ResourceList(MethodView):
    def get(self):
        pass

    def post(self):
        pass


class ResourceDetail(MethodView):
    def get(self):
        pass

    def patch(self):
        pass

    def delete(self):
        pass


class ResourceRelationship(MethodView):
    def get(self):
        pass

    def post(self):
        pass

    def patch(self):
        pass

    def delete(self):
        pass


class Api:
    def __init__(self, app=None, blueprint=None, decorators=None):
        self.app = app
        self.blueprint = blueprint
        self.resources = []
        if app is not None:
            self.init_app(app, blueprint)

    def init_app(self, app=None, blueprint=None, additional_blueprints=None):
        self.app = app or self.app
        self.blueprint = blueprint or self.blueprint
        for resource, view, urls, options in self.resources:
            self.route(resource, view, *urls, url_rule_options=options)
        if self.blueprint is not None:
            self.app.register_blueprint(self.blueprint)
        for blueprint in additional_blueprints or []:
            self.app.register_blueprint(blueprint)

    def route(self, resource, view, *urls, **given):
        options = given.get("url_rule_options") or {}
        owner = given.get("blueprint") or self.blueprint or self.app
        if owner is None:
            self.resources.append((resource, view, urls, options))
        else:
            for url in urls:
                owner.add_url_rule(url, view_func=resource.as_view(view), **options)
