"""What Flask-AppBuilder 5 does to an app's routes. Followed by flasklint, never imported."""

from flask import Blueprint
from werkzeug.utils import import_string

from flask_appbuilder.model_views import (
    IndexView,
    LocaleView,
    MenuApi,
    OpenApi,
    SwaggerView,
    UtilView,
)
from flask_appbuilder.security import (
    ApiKeyApi,
    AuthDBView,
    AuthLDAPView,
    AuthOAuthView,
    AuthRemoteUserView,
    AuthSAMLView,
    GroupApi,
    PermissionApi,
    PermissionModelView,
    PermissionViewMenuApi,
    PermissionViewModelView,
    RegisterUserDBView,
    RegisterUserModelView,
    RegisterUserOAuthView,
    ResetMyPasswordView,
    ResetPasswordView,
    RoleApi,
    RoleModelView,
    SecurityApi,
    UserApi,
    UserDBModelView,
    UserGroupModelView,
    UserInfoEditView,
    UserLDAPModelView,
    UserOAuthModelView,
    UserRemoteUserModelView,
    UserSAMLModelView,
    UserStatsChartView,
    ViewMenuApi,
    ViewMenuModelView,
)

AUTH_DB, AUTH_LDAP, AUTH_REMOTE_USER, AUTH_OAUTH, AUTH_SAML = 1, 2, 3, 4, 5
# By text: a type that is only assumed is then one type, and an unknown one is the default.
KINDS = {"2": "ldap", "3": "remoteuser", "4": "oauth", "5": "saml"}


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
