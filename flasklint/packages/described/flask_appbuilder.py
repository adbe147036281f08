"""What Flask-AppBuilder 5 does to an app's routes. Followed by flasklint, never imported."""

import inspect

from flask import Blueprint
from werkzeug.utils import import_string

POST, BOTH = ["POST"], ["GET", "POST"]
AUTH_DB, AUTH_LDAP, AUTH_REMOTE_USER, AUTH_OAUTH, AUTH_SAML = 1, 2, 3, 4, 5
# By text: a type that is only assumed is then one type, and an unknown one is the default.
KINDS = {"2": "ldap", "3": "remoteuser", "4": "oauth", "5": "saml"}


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


class PermissionModelView(ModelView):
    route_base = "/permissions"


class ViewMenuModelView(ModelView):
    route_base = "/viewmenus"


class PermissionViewModelView(ModelView):
    route_base = "/permissionviews"


class RoleModelView(ModelView):
    route_base = "/roles"


class UserGroupModelView(ModelView):
    route_base = "/groups"


class RegisterUserModelView(ModelView):
    route_base = "/registeruser"


class UserModelView(ModelView):
    route_base = "/users"

    @expose("/userinfo/")
    def userinfo(self): ...


class UserDBModelView(UserModelView): ...


class UserLDAPModelView(UserModelView): ...


class UserOAuthModelView(UserModelView): ...


class UserRemoteUserModelView(UserModelView): ...


class UserSAMLModelView(UserModelView): ...


class UserStatsChartView(DirectByChartView): ...


class ResetMyPasswordView(SimpleFormView):
    route_base = "/resetmypassword"


class ResetPasswordView(SimpleFormView):
    route_base = "/resetpassword"


class UserInfoEditView(SimpleFormView): ...


class BaseRegisterUser(PublicFormView):
    route_base = "/register"

    @expose("/activation/<string:activation_hash>")
    def activation(self, activation_hash): ...


class RegisterUserDBView(BaseRegisterUser): ...


class RegisterUserOAuthView(BaseRegisterUser): ...


class AuthView(BaseView):
    route_base = ""

    @expose("/login/", methods=BOTH)
    def login(self): ...
    @expose("/logout/")
    def logout(self): ...


class AuthDBView(AuthView): ...


class AuthLDAPView(AuthView): ...


class AuthOAuthView(AuthView):
    @expose("/login/")
    @expose("/login/<provider>")
    def login(self, provider=None): ...
    @expose("/oauth-authorized/<provider>")
    def oauth_authorized(self, provider): ...


class AuthSAMLView(AuthView):
    @expose("/login/")
    @expose("/login/<idp>")
    def login(self, idp=None): ...
    @expose("/saml/acs/", methods=POST)
    def acs(self): ...
    @expose("/saml/slo/", methods=BOTH)
    def slo(self): ...
    @expose("/saml/metadata/")
    @expose("/saml/metadata/<idp>")
    def metadata(self, idp=None): ...


class AuthRemoteUserView(AuthView):
    @expose("/login/")
    def login(self): ...


class SecurityApi(BaseApi):
    resource_name = "security"

    @expose("/login", methods=POST)
    def login(self): ...
    @expose("/refresh", methods=POST)
    def refresh(self): ...


class PermissionApi(ModelRestApi):
    resource_name = "security/permissions"
    include_route_methods = {"info", "get", "get_list"}


class PermissionViewMenuApi(ModelRestApi):
    resource_name = "security/permissions-resources"


class RoleApi(ModelRestApi):
    resource_name = "security/roles"

    @expose("/<int:role_id>/permissions/")
    def list_role_permissions(self, role_id): ...
    @expose("/<int:role_id>/permissions", methods=POST)
    def add_role_permissions(self, role_id): ...
    @expose("/<int:role_id>/users", methods=["PUT"])
    def update_role_users(self, role_id): ...
    @expose("/<int:role_id>/groups", methods=["PUT"])
    def update_role_groups(self, role_id): ...


class UserApi(ModelRestApi):
    resource_name = "security/users"


class ViewMenuApi(ModelRestApi):
    resource_name = "security/resources"


class GroupApi(ModelRestApi):
    resource_name = "security/groups"


class ApiKeyApi(BaseApi):
    resource_name = "security/api_keys"

    @expose("/")
    def list_api_keys(self): ...
    @expose("/", methods=POST)
    def create_api_key(self): ...
    @expose("/<string:key_uuid>")
    def get_api_key(self, key_uuid): ...
    @expose("/<string:key_uuid>", methods=["DELETE"])
    def revoke_api_key(self, key_uuid): ...


class BaseManager:
    def __init__(self, appbuilder):
        self.appbuilder = appbuilder

    def register_views(self): ...
    def pre_process(self): ...
    def post_process(self): ...


class BaseSecurityManager(BaseManager):
    auth_view = None
    user_view = None
    registeruser_view = None

    userdbmodelview = UserDBModelView
    userldapmodelview = UserLDAPModelView
    useroauthmodelview = UserOAuthModelView
    userremoteusermodelview = UserRemoteUserModelView
    usersamlmodelview = UserSAMLModelView
    registerusermodelview = RegisterUserModelView
    authdbview = AuthDBView
    authldapview = AuthLDAPView
    authoauthview = AuthOAuthView
    authremoteuserview = AuthRemoteUserView
    authsamlview = AuthSAMLView
    registeruserdbview = RegisterUserDBView
    registeruseroauthview = RegisterUserOAuthView
    resetmypasswordview = ResetMyPasswordView
    resetpasswordview = ResetPasswordView
    userinfoeditview = UserInfoEditView
    security_api = SecurityApi
    rolemodelview = RoleModelView
    groupmodelview = UserGroupModelView
    permissionmodelview = PermissionModelView
    userstatschartview = UserStatsChartView
    viewmenumodelview = ViewMenuModelView
    permissionviewmodelview = PermissionViewModelView

    @property
    def auth_type(self):
        return self.setting("AUTH_TYPE", AUTH_DB)

    @property
    def auth_user_registration(self):
        return self.setting("AUTH_USER_REGISTRATION", False)

    def setting(self, name, default):
        return self.appbuilder.app.config.get(name, default)

    def register_views(self):
        if self.setting("FAB_ADD_SECURITY_VIEWS", True):
            self.register_security_views(KINDS.get(f"{self.auth_type}", "db"))

    def register_security_views(self, kind):
        add = self.appbuilder.add_view_no_menu
        add(self.security_api)
        if self.auth_user_registration and kind in ("db", "oauth"):
            self.registeruser_view = add(getattr(self, f"registeruser{kind}view"))
        add(self.userinfoeditview)
        if kind == "db":
            add(self.resetpasswordview)
            add(self.resetmypasswordview)
        self.auth_view = add(getattr(self, f"auth{kind}view"))
        self.user_view = add(getattr(self, f"user{kind}modelview"))
        add(self.rolemodelview)
        add(self.groupmodelview)
        if self.userstatschartview:
            add(self.userstatschartview)
        if self.auth_user_registration:
            add(self.registerusermodelview)
        if self.setting("FAB_ADD_SECURITY_PERMISSION_VIEW", True):
            add(self.permissionmodelview)
        if self.setting("FAB_ADD_SECURITY_VIEW_MENU_VIEW", True):
            add(self.viewmenumodelview)
        if self.setting("FAB_ADD_SECURITY_PERMISSION_VIEWS_VIEW", True):
            add(self.permissionviewmodelview)


class SecurityManager(BaseSecurityManager):
    permission_api = PermissionApi
    role_api = RoleApi
    user_api = UserApi
    view_menu_api = ViewMenuApi
    permission_view_menu_api = PermissionViewMenuApi
    group_api = GroupApi

    def register_views(self):
        super().register_views()
        if self.setting("FAB_ADD_SECURITY_API", False):
            for api in (
                self.permission_api, self.role_api, self.user_api, self.view_menu_api,
                self.permission_view_menu_api, self.group_api,
            ):  # fmt: skip
                self.appbuilder.add_api(api)
            if self.setting("FAB_API_KEY_ENABLED", False):
                self.appbuilder.add_api(ApiKeyApi)


class AppBuilder:
    def __init__(
        self, app=None, session=None, menu=None, indexview=None,
        base_template="appbuilder/baselayout.html", static_folder="static/appbuilder",
        static_url_path="/appbuilder", security_manager_class=None, update_perms=True,
    ):  # fmt: skip
        self.app = None
        self.sm = None
        self.baseviews = []
        self.views = {}
        self.waiting = []
        self.indexview = indexview
        self.static_folder = static_folder
        self.static_url_path = static_url_path
        self.security_manager_class = security_manager_class
        if app is not None:
            self.init_app(app, session)

    @property
    def get_app(self):
        return self.app

    def init_app(self, app, session=None):
        self.app = app
        self.views = {}
        app.appbuilder = self
        config = app.config
        index = config.get("FAB_INDEX_VIEW", None)
        self.indexview = import_string(index) if index else self.indexview or IndexView
        path = config.get("FAB_SECURITY_MANAGER_CLASS", None)
        manager = import_string(path) if path else self.security_manager_class or SecurityManager
        self.sm = manager(self)
        folder = config.get("FAB_STATIC_FOLDER", self.static_folder)
        url = config.get("FAB_STATIC_URL_PATH", self.static_url_path)
        static = {"static_folder": folder, "static_url_path": url}
        app.register_blueprint(Blueprint("appbuilder", __name__, url_prefix="/static", **static))
        for view in (self.indexview, UtilView, LocaleView):
            self.add_view_no_menu(view)
        self.sm.register_views()
        if config.get("FAB_ADD_OPENAPI_VIEWS", True) and config.get("FAB_API_SWAGGER_UI", False):
            self.add_api(OpenApi)
            self.add_view_no_menu(SwaggerView)
        if config.get("FAB_ADD_MENU_API", True):
            self.add_api(MenuApi)
        for addon in config.get("ADDON_MANAGERS", []):
            made = import_string(addon)(self)
            made.pre_process()
            made.register_views()
            made.post_process()
        for blueprint in self.waiting:
            app.register_blueprint(blueprint)

    def add_view(self, baseview, name="", *args, **options):
        return self.add_view_no_menu(baseview)

    def add_api(self, baseview):
        return self.add_view_no_menu(baseview)

    def add_view_no_menu(self, baseview, endpoint=None, static_folder=None):
        view = baseview() if isinstance(baseview, type) else baseview
        if view.__class__ not in self.views:
            self.views[view.__class__] = view
            self.baseviews.append(view)
            self.register_blueprint(view, endpoint, static_folder)
        return view

    def register_blueprint(self, baseview, endpoint=None, static_folder=None):
        blueprint = baseview.create_blueprint(self, endpoint, static_folder)
        # A module that adds its views when it is imported is imported once there is an app.
        if self.app is None:
            self.waiting.append(blueprint)
        else:
            self.app.register_blueprint(blueprint)
