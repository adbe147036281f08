"""The views of Flask-AppBuilder 5 for users, roles and signing in."""

from flask_appbuilder.model_views import (
    BOTH,
    POST,
    BaseApi,
    BaseView,
    DirectByChartView,
    ModelRestApi,
    ModelView,
    PublicFormView,
    SimpleFormView,
    expose,
)


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
