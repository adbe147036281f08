"""Views and APIs of Flask-AppBuilder."""

from wiring_forms.form import form

CONFIG = """
SECRET_KEY = "test"
SQLALCHEMY_DATABASE_URI = "sqlite://"
"""

FORMS = [
    form(
        "views of Flask-AppBuilder, and those that it adds by itself",
        """
        from flask import Flask
        from flask_appbuilder import AppBuilder, BaseView, expose, has_access
        from flask_sqlalchemy import SQLAlchemy

        app = Flask(__name__)
        app.config["SECRET_KEY"] = "test"
        app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
        db = SQLAlchemy(app)

        class Reports(BaseView):
            default_view = "yearly"

            @expose("/yearly/")
            @expose("/yearly/<int:year>", methods=["GET", "POST"])
            @has_access
            def yearly(self, year=0):
                return ""

            @expose()
            def start(self):
                return ""

            def helper(self):
                return ""

        class Ledger(Reports):
            route_base = "/books/ledger"

            def start(self):
                return "no longer exposed"

            @expose("/close", methods=("post",))
            def close(self):
                return ""

        class Assets(BaseView):
            @expose("/logo")
            def logo(self):
                return ""

        with app.app_context():
            appbuilder = AppBuilder(app, db.session, update_perms=False)
            appbuilder.add_view(Reports, "Reports", category="Work", icon="fa-book")
            appbuilder.add_separator("Work")
            appbuilder.add_link("Home", href="/", category="Work")
            appbuilder.add_view(Ledger(), "Ledger", category="Work")
            appbuilder.add_view_no_menu(Reports)
            appbuilder.add_view_no_menu(Assets(), endpoint="media", static_folder="files/all")
        """,
    ),
    form(
        "the views of models and forms that Flask-AppBuilder has",
        {
            "config.py": CONFIG,
            "app.py": """
                from flask import Flask
                from flask_appbuilder import (
                    AppBuilder, CompactCRUDMixin, DirectByChartView, MasterDetailView, ModelView,
                    MultipleView, PublicFormView, SimpleFormView, action, expose,
                )
                from flask_appbuilder.models.sqla.interface import SQLAInterface
                from flask_appbuilder.security.sqla.models import Group, Role
                from flask_sqlalchemy import SQLAlchemy

                app = Flask(__name__)
                app.config.from_object("config")
                db = SQLAlchemy(app)

                class RoleView(ModelView):
                    datamodel = SQLAInterface(Role)
                    exclude_route_methods = {"delete", "download"}

                    @action("copy", "Copy", "Really?", "fa-copy")
                    def copy(self, items):
                        return ""

                    @expose("/export")
                    def export(self):
                        return ""

                class OnlyList(RoleView):
                    route_base = "/only"
                    include_route_methods = {"list", "export"}

                    @expose("/")
                    def list(self):
                        return ""

                class Compact(CompactCRUDMixin, ModelView):
                    datamodel = SQLAInterface(Role)

                class GroupView(MasterDetailView):
                    datamodel = SQLAInterface(Group)
                    related_views = [RoleView]

                class Everything(MultipleView):
                    views = [RoleView, GroupView]

                class RoleChart(DirectByChartView):
                    datamodel = SQLAInterface(Role)
                    chart_title = "Roles"
                    definitions = [{"group": "id", "series": ["id"]}]

                class Feedback(SimpleFormView):
                    pass

                class Question(PublicFormView):
                    route_base = "/ask"

                with app.app_context():
                    appbuilder = AppBuilder(app, db.session, update_perms=False)
                    for view in (RoleView, OnlyList, Compact, GroupView, Everything, RoleChart):
                        appbuilder.add_view(view, view.__name__, category="All")
                    appbuilder.add_view(Feedback, "Feedback", icon="fa-pencil")
                    appbuilder.add_view_no_menu(Question)
                """,
        },
    ),
    form(
        "APIs of Flask-AppBuilder have their version and resource in front",
        """
        from flask import Flask
        from flask_appbuilder import AppBuilder, ModelRestApi
        from flask_appbuilder.api import BaseApi, expose, protect, rison, safe
        from flask_appbuilder.models.sqla.interface import SQLAInterface
        from flask_appbuilder.security.sqla.manager import SecurityManager
        from flask_appbuilder.security.sqla.models import Role
        from flask_sqlalchemy import SQLAlchemy

        app = Flask(__name__)
        app.config.update(
            SECRET_KEY="test", SQLALCHEMY_DATABASE_URI="sqlite://",
            FAB_API_SWAGGER_UI=True, FAB_ADD_SECURITY_API=True, FAB_API_KEY_ENABLED=True,
        )
        db = SQLAlchemy(app)

        class RolesApi(ModelRestApi):
            resource_name = "Roles"
            datamodel = SQLAInterface(Role)

            @expose("/<int:pk>/users/", methods=["GET", "POST"])
            @protect()
            def users(self, pk):
                return self.response(200)

        class ReadOnly(RolesApi):
            version = "v2"
            resource_name = "readonly"
            include_route_methods = {"get", "get_list"}

        class Ping(BaseApi):
            @expose("/ping")
            @expose("/pong", methods=["PUT"])
            @safe
            @rison()
            def ping(self, **kwargs):
                return self.response(200)

        class Status(BaseApi):
            route_base = "/status"

            @expose("/")
            def get(self):
                return self.response(200)

        class Pairs(BaseApi):
            resource_name = "security/pairs"

            @expose("/")
            def pairs(self):
                return self.response(200)

        class OwnSecurity(SecurityManager):
            permission_view_menu_api = Pairs

        with app.app_context():
            appbuilder = AppBuilder(
                app, db.session, security_manager_class=OwnSecurity, update_perms=False
            )
            appbuilder.add_api(RolesApi)
            appbuilder.add_api(ReadOnly)
            appbuilder.add_api(Ping)
            appbuilder.add_view_no_menu(Status())
        """,
    ),
    form(
        "an AppBuilder of Flask-AppBuilder in an app factory that imports the views",
        {
            "shop/extensions.py": """
                from flask_appbuilder import AppBuilder
                from flask_sqlalchemy import SQLAlchemy

                db = SQLAlchemy()
                appbuilder = AppBuilder(update_perms=False)
                """,
            "shop/home.py": """
                from flask_appbuilder import IndexView, expose

                class Home(IndexView):
                    @expose("/welcome")
                    def welcome(self):
                        return ""
                """,
            "shop/__init__.py": """
                from flask import Flask
                from shop.extensions import appbuilder, db
                from shop.home import Home

                def create_app():
                    app = Flask(__name__)
                    app.config["SECRET_KEY"] = "test"
                    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
                    db.init_app(app)
                    with app.app_context():
                        appbuilder.indexview = Home
                        appbuilder.init_app(app, db.session)
                        from shop import views
                        views.add_apis()
                    return app
                """,
            "shop/views.py": """
                from flask_appbuilder import BaseView, expose
                from flask_appbuilder.api import BaseApi
                from shop.extensions import appbuilder

                class Basket(BaseView):
                    route_base = "/basket"

                    @expose("/<item>", methods=["GET", "DELETE"])
                    def item(self, item):
                        return ""

                appbuilder.add_view(Basket, "Basket")

                class BasketApi(BaseApi):
                    resource_name = "basket"

                    @expose("/")
                    def all(self):
                        return self.response(200)

                def add_apis():
                    appbuilder.add_api(BasketApi)
                """,
        },
        "shop:create_app()",
    ),
    form(
        "a SecurityManager of the project's own for Flask-AppBuilder",
        {
            "config.py": CONFIG
            + """
from flask_appbuilder.security.manager import AUTH_REMOTE_USER

AUTH_TYPE = AUTH_REMOTE_USER
AUTH_USER_REGISTRATION = True
FAB_ADD_SECURITY_PERMISSION_VIEW = False
FAB_ADD_MENU_API = False
""",
            "security.py": """
                from flask_appbuilder import BaseView, expose
                from flask_appbuilder.security.sqla.manager import SecurityManager
                from flask_appbuilder.security.views import (
                    AuthRemoteUserView, RoleModelView, UserRemoteUserModelView,
                )

                class Login(AuthRemoteUserView):
                    @expose("/login/", methods=["GET", "POST"])
                    @expose("/sign-in/")
                    def login(self):
                        return ""

                class People(UserRemoteUserModelView):
                    route_base = "/people"
                    exclude_route_methods = {"delete"}

                class Token(BaseView):
                    @expose("/new")
                    def new(self):
                        return ""

                class OwnSecurity(SecurityManager):
                    authremoteuserview = Login
                    userremoteusermodelview = People
                    userstatschartview = None

                    def __init__(self, appbuilder):
                        super().__init__(appbuilder)
                        self.strict = True

                    def register_views(self):
                        self.appbuilder.add_view_no_menu(Token)
                        super().register_views()
                """,
            "app.py": """
                from flask import Flask
                from flask_appbuilder import AppBuilder
                from flask_sqlalchemy import SQLAlchemy
                from security import OwnSecurity

                app = Flask(__name__)
                app.config.from_object("config")
                db = SQLAlchemy(app)

                with app.app_context():
                    appbuilder = AppBuilder(
                        app,
                        db.session,
                        base_template="base.html",
                        security_manager_class=OwnSecurity,
                        update_perms=False,
                    )
                """,
        },
    ),
    form(
        "the settings of Flask-AppBuilder that name classes of the project",
        {
            "config.py": CONFIG
            + """
FAB_INDEX_VIEW = "parts.Start"
FAB_SECURITY_MANAGER_CLASS = "parts.NoLogin"
ADDON_MANAGERS = ["parts.Extras"]
FAB_STATIC_URL_PATH = "/builder"
FAB_ADD_OPENAPI_VIEWS = False
FAB_API_SWAGGER_UI = True
""",
            "parts.py": """
                from flask_appbuilder import BaseView, IndexView, expose
                from flask_appbuilder.basemanager import BaseManager
                from flask_appbuilder.security.sqla.manager import SecurityManager

                class Start(IndexView):
                    route_base = "/start"

                class NoLogin(SecurityManager):
                    def register_views(self):
                        pass

                class Extra(BaseView):
                    @expose("/list/")
                    def list(self):
                        return ""

                class Extras(BaseManager):
                    def register_views(self):
                        self.appbuilder.add_view(Extra, "Extra", category="Extras")
                """,
            "app.py": """
                from flask import Flask
                from flask_appbuilder import AppBuilder
                from flask_sqlalchemy import SQLAlchemy

                def create_app(config="config"):
                    app = Flask(__name__)
                    app.config.from_object(config)
                    db = SQLAlchemy(app)
                    with app.app_context():
                        AppBuilder(app, db.session, update_perms=False)
                    return app
                """,
        },
        "app:create_app()",
    ),
    form(
        "users may register themselves with Flask-AppBuilder",
        """
        from flask import Flask
        from flask_appbuilder import AppBuilder
        from flask_appbuilder.const import AUTH_DB
        from flask_sqlalchemy import SQLAlchemy

        class Config:
            SECRET_KEY = "test"
            SQLALCHEMY_DATABASE_URI = "sqlite://"
            AUTH_TYPE = AUTH_DB
            AUTH_USER_REGISTRATION = True
            AUTH_USER_REGISTRATION_ROLE = "Public"
            FAB_ADD_SECURITY_VIEW_MENU_VIEW = False
            FAB_ADD_SECURITY_PERMISSION_VIEWS_VIEW = False

        app = Flask(__name__)
        app.config.from_object(Config)
        db = SQLAlchemy(app)

        with app.app_context():
            AppBuilder(app, db.session, update_perms=False)
        """,
    ),
]
