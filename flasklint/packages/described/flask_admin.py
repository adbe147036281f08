"""What Flask-Admin 1 and 2 do to an app's routes. Followed by flasklint, never imported."""

import inspect

from flask import Blueprint

PLUGGED = {}


def expose(url="/", methods=("GET",)):
    def put(function):
        function._urls = [*getattr(function, "_urls", []), (url, methods)]
        return function

    return put


def expose_plugview(url="/"):
    def put(cls):
        PLUGGED[cls] = [*PLUGGED.get(cls, []), url]
        return cls

    return put


class BaseView:
    def __init__(
        self, name=None, category=None, endpoint=None, url=None, static_folder=None,
        static_url_path=None, **menu
    ):  # fmt: skip
        self.name = name
        self.category = category
        self.endpoint = self._get_endpoint(endpoint)
        self.url = url
        self.static_folder = static_folder
        self.static_url_path = static_url_path

    def _get_endpoint(self, endpoint):
        return endpoint or self.__class__.__name__.lower()

    def _get_view_url(self, admin, url):
        if url is not None:
            return url if url.startswith("/") else f"{admin.url}/{url}"
        if admin.url != "/":
            return f"{admin.url}/{self.endpoint}"
        return "/" if self == admin.index_view else f"/{self.endpoint}"

    def create_blueprint(self, admin):
        self.admin = admin
        self.static_url_path = self.static_url_path or admin.static_url_path
        self.url = self._get_view_url(admin, self.url)
        if self.url == "/":
            self.url = None
            if not self.static_url_path:
                self.static_folder = "static"
                self.static_url_path = "/static/admin"
        self.blueprint = Blueprint(
            self.endpoint,
            __name__,
            url_prefix=self.url,
            subdomain=admin.subdomain,
            static_folder=self.static_folder,
            static_url_path=self.static_url_path,
        )
        for name, function in inspect.getmembers(self.__class__, inspect.isfunction):
            for url, methods in getattr(function, "_urls", []):
                self.blueprint.add_url_rule(url, name, getattr(self, name), methods=methods)
        for name, cls in inspect.getmembers(self.__class__, inspect.isclass):
            for url in PLUGGED.get(cls, []):
                self.blueprint.add_url_rule(url, name, cls.as_view(name))
        return self.blueprint


class AdminIndexView(BaseView):
    def __init__(self, name=None, category=None, endpoint=None, url=None, template=None, **menu):
        url = "/admin" if url is None else url
        super().__init__(name, category, endpoint or "admin", url, "static", **menu)

    @expose()
    def index(self):
        pass


class Admin:
    def __init__(
        self, app=None, name=None, url=None, subdomain=None, index_view=None,
        translations_path=None, endpoint=None, static_url_path=None, **options
    ):  # fmt: skip
        self.app = app
        self._views = []
        self.static_url_path = static_url_path
        self.subdomain = subdomain
        self._set_admin_index_view(index_view, endpoint, url)

    def _set_admin_index_view(self, index_view=None, endpoint=None, url=None):
        self.index_view = index_view or AdminIndexView(endpoint=endpoint, url=url)
        self.endpoint = endpoint or self.index_view.endpoint
        self.url = url or self.index_view.url
        if self._views:
            self._views = [self.index_view, *self._views[1:]]
        else:
            self.add_view(self.index_view)

    def init_app(self, app, index_view=None, endpoint=None, url=None):
        self.app = app
        if index_view is not None:
            self._set_admin_index_view(index_view, endpoint, url)
        for view in self._views:
            app.register_blueprint(view.create_blueprint(self))

    def add_view(self, view):
        self._views.append(view)
        if self.app is not None:
            self.app.register_blueprint(view.create_blueprint(self))

    def add_views(self, *views):
        for view in views:
            self.add_view(view)


class BaseModelView(BaseView):
    def __init__(
        self, model, name=None, category=None, endpoint=None, url=None, static_folder=None, **menu
    ):
        self.model = model
        super().__init__(name, category, endpoint, url, static_folder, **menu)

    def _get_endpoint(self, endpoint):
        return endpoint or self.model.__name__.lower()

    @expose("/")
    def index_view(self):
        pass

    @expose("/new/", methods=("GET", "POST"))
    def create_view(self):
        pass

    @expose("/edit/", methods=("GET", "POST"))
    def edit_view(self):
        pass

    @expose("/details/")
    def details_view(self):
        pass

    @expose("/delete/", methods=("POST",))
    def delete_view(self):
        pass

    @expose("/action/", methods=("POST",))
    def action_view(self):
        pass

    @expose("/export/<export_type>/")
    def export(self, export_type):
        pass

    @expose("/ajax/lookup/")
    def ajax_lookup(self):
        pass

    @expose("/ajax/update/", methods=("POST",))
    def ajax_update(self):
        pass


class ModelView(BaseModelView):
    def __init__(self, model, session=None, *args, **options):
        super().__init__(model, *args, **options)


class mongoengine:
    class ModelView(BaseModelView):
        @expose("/api/file/")
        def api_file_view(self):
            pass


class peewee:
    class ModelView(BaseModelView):
        pass


class pymongo:
    class ModelView(BaseModelView):
        def _get_endpoint(self, endpoint):
            return endpoint or f"{self.model.name}view".lower()


class BaseFileAdmin(BaseView):
    def __init__(
        self, base_url=None, name=None, category=None, endpoint=None, url=None, *args, **options
    ):
        super().__init__(name, category, endpoint, url)

    @expose("/old_index")
    @expose("/old_b/<path:path>")
    def index(self, path=None):
        pass

    @expose("/")
    @expose("/b/<path:path>")
    def index_view(self, path=None):
        pass

    @expose("/upload/", methods=("GET", "POST"))
    @expose("/upload/<path:path>", methods=("GET", "POST"))
    def upload(self, path=None):
        pass

    @expose("/download/<path:path>")
    def download(self, path=None):
        pass

    @expose("/mkdir/", methods=("GET", "POST"))
    @expose("/mkdir/<path:path>", methods=("GET", "POST"))
    def mkdir(self, path=None):
        pass

    @expose("/delete/", methods=("POST",))
    def delete(self):
        pass

    @expose("/rename/", methods=("GET", "POST"))
    def rename(self):
        pass

    @expose("/edit/", methods=("GET", "POST"))
    def edit(self):
        pass

    @expose("/action/", methods=("POST",))
    def action_view(self):
        pass


class FileAdmin(BaseFileAdmin):
    def __init__(self, base_path, *args, **options):
        super().__init__(*args, **options)


class S3FileAdmin(BaseFileAdmin):
    def __init__(self, s3_client=None, bucket_name=None, *args, **options):
        super().__init__(*args, **options)


class AzureFileAdmin(BaseFileAdmin):
    def __init__(
        self, blob_service_client=None, container_name=None, on_windows=False, *args, **options
    ):
        super().__init__(*args, **options)


class RedisCli(BaseView):
    def __init__(self, redis, name=None, category=None, endpoint=None, url=None):
        super().__init__(name, category, endpoint, url)

    @expose("/")
    def console_view(self):
        pass

    @expose("/run/", methods=("POST",))
    def execute_view(self):
        pass
