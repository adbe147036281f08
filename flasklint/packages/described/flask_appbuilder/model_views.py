"""The views of Flask-AppBuilder 5 that applications derive from, and those of its own pages."""

import inspect

from flask import Blueprint

POST, BOTH = ["POST"], ["GET", "POST"]


def expose(url="/", methods=("GET",)):
    def put(function):
        function._urls = [*getattr(function, "_urls", []), (url, methods)]
        return function

    return put


def expose_api(name="", url="", methods=("GET",), description=""):
    return expose(url or f"/api/{name}", methods)


class AbstractViewApi:
    appbuilder = None
    blueprint = None
    route_base = None
    exclude_route_methods = set()
    include_route_methods = None

    def create_blueprint(self, appbuilder, endpoint=None, static_folder=None):
        self.appbuilder = appbuilder
        self.endpoint = endpoint or self.__class__.__name__
        base = self.route_base
        self.route_base = self.default_route_base() if base is None else base
        self.blueprint = self.make_blueprint(static_folder)
        self._register_urls()
        return self.blueprint

    def _register_urls(self):
        included, excluded = self.include_route_methods, self.exclude_route_methods
        for name, function in inspect.getmembers(self.__class__, inspect.isfunction):
            if name in excluded or not (included is None or name in included):
                continue
            for url, methods in getattr(function, "_urls", []):
                self.blueprint.add_url_rule(url, name, function, methods=methods)


class BaseView(AbstractViewApi):
    default_view = "list"

    def default_route_base(self):
        return f"/{self.__class__.__name__.lower()}"

    def make_blueprint(self, static_folder):
        folder = static_folder or None
        return Blueprint(self.endpoint, __name__, url_prefix=self.route_base, static_folder=folder)


class BaseApi(AbstractViewApi):
    version = "v1"
    resource_name = None

    def default_route_base(self):
        name = self.resource_name or self.__class__.__name__
        return f"/api/{self.version}/{name.lower()}"

    def make_blueprint(self, static_folder):
        return Blueprint(self.endpoint, __name__, url_prefix=self.route_base)


class ModelRestApi(BaseApi):
    @expose("/_info")
    def info(self, **kwargs): ...
    @expose("/<int:pk>")
    def get(self, pk, **kwargs): ...
    @expose("/")
    def get_list(self, **kwargs): ...
    @expose("/", methods=POST)
    def post(self): ...
    @expose("/<pk>", methods=["PUT"])
    def put(self, pk): ...
    @expose("/<pk>", methods=["DELETE"])
    def delete(self, pk): ...


class IndexView(BaseView):
    route_base = ""
    default_view = "index"

    @expose("/")
    def index(self): ...


class UtilView(BaseView):
    route_base = ""
    default_view = "back"

    @expose("/back")
    def back(self): ...


class LocaleView(BaseView):
    route_base = "/lang"
    default_view = "index"

    @expose("/<string:locale>")
    def index(self, locale): ...


class MenuApi(BaseApi):
    resource_name = "menu"

    @expose("/")
    def get_menu_data(self): ...


class OpenApi(BaseApi):
    route_base = "/api"

    @expose("/<version>/_openapi")
    def get(self, version): ...


class SwaggerView(BaseView):
    route_base = "/swagger"
    default_view = "ui"

    @expose("/<version>")
    def show(self, version): ...


class BaseFormView(BaseView):
    default_view = "this_form_get"


class SimpleFormView(BaseFormView):
    @expose("/form")
    def this_form_get(self): ...
    @expose("/form", methods=POST)
    def this_form_post(self): ...


class PublicFormView(BaseFormView):
    @expose("/form")
    def this_form_get(self): ...
    @expose("/form", methods=POST)
    def this_form_post(self): ...


class BaseModelView(BaseView): ...


class BaseCRUDView(BaseModelView): ...


class ModelView(BaseCRUDView):
    @expose("/list/")
    def list(self): ...
    @expose("/show/<pk>")
    def show(self, pk): ...
    @expose("/add", methods=BOTH)
    def add(self): ...
    @expose("/edit/<pk>", methods=BOTH)
    def edit(self, pk): ...
    @expose("/delete/<pk>", methods=BOTH)
    def delete(self, pk): ...
    @expose("/download/<string:filename>")
    def download(self, filename): ...
    @expose("/action/<string:name>/<pk>", methods=BOTH)
    def action(self, name, pk): ...
    @expose("/action_post", methods=POST)
    def action_post(self): ...


GeneralView = ModelView


class MasterDetailView(BaseCRUDView):
    @expose("/list/")
    @expose("/list/<pk>")
    def list(self, pk=None): ...


class MultipleView(BaseView):
    @expose("/list/")
    def list(self): ...


class CompactCRUDMixin(BaseCRUDView):
    @expose("/list/", methods=BOTH)
    def list(self): ...
    @expose("/add/", methods=BOTH)
    def add(self): ...
    @expose("/edit/<pk>", methods=BOTH)
    def edit(self, pk): ...
    @expose("/delete/<pk>", methods=BOTH)
    def delete(self, pk): ...


class BaseChartView(BaseModelView): ...


class GroupByChartView(BaseChartView):
    @expose("/chart/<group_by>")
    @expose("/chart/")
    def chart(self, group_by=0): ...


class DirectByChartView(GroupByChartView): ...


class ChartView(BaseChartView):
    @expose("/chart/<group_by>")
    @expose("/chart/")
    def chart(self, group_by=""): ...


class DirectChartView(ChartView): ...


class TimeChartView(BaseChartView):
    @expose("/chart/<group_by>/<period>")
    @expose("/chart/")
    def chart(self, group_by="", period=""): ...
