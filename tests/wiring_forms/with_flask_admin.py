"""Views of Flask-Admin."""

from wiring_forms.form import form

FORMS = [
    form(
        "views of Flask-Admin, each with the endpoint of its class or one that it is given",
        """
        from flask import Flask
        from flask.views import MethodView
        from flask_admin import Admin, BaseView, expose, expose_plugview

        app = Flask(__name__)
        admin = Admin(app, name="Shop")

        class SalesReports(BaseView):
            @expose("/")
            def index(self):
                return ""

            @expose("/year/<int:year>", methods=["GET", "POST"])
            @expose("/this-year")
            def one_year(self, year=None):
                return ""

            @expose("/send/", methods=("POST",))
            def send(self):
                return ""

            def helper(self):
                return ""

            @expose()
            def home(self):
                return ""

            @expose_plugview("/api/")
            class Api(MethodView):
                def get(self, cls):
                    return ""

                def put(self, cls):
                    return ""

        admin.add_view(SalesReports(name="Sales"))
        admin.add_views(
            SalesReports(name="Other", endpoint="other"),
            SalesReports("Far", "More", "far", "/far/away"),
            SalesReports(endpoint="near", url="close", static_folder="files"),
        )
        """,
    ),
    form(
        "an index view of Flask-Admin at the root, and an Admin that gets its app from a factory",
        {
            "views.py": """
                from flask_admin import AdminIndexView, BaseView, expose

                class Home(AdminIndexView):
                    @expose("/")
                    def index(self):
                        return ""

                    @expose("/", methods=["POST"])
                    def search(self):
                        return ""

                    @expose("/login/", methods=("GET", "POST"))
                    def login_view(self):
                        return ""

                class Tools(BaseView):
                    @expose("/")
                    def index(self):
                        return ""
                """,
            "app.py": """
                from flask import Flask
                from flask_admin import Admin
                from views import Home, Tools

                admin = Admin(name="Shop", index_view=Home(url="/"))
                admin.add_view(Tools())

                def create_app():
                    app = Flask(__name__)
                    admin.init_app(app)
                    admin.add_view(Tools(endpoint="late"))
                    return app
                """,
        },
        "app:create_app()",
    ),
    form(
        "several Admins of Flask-Admin in an app, with urls and static files of their own",
        """
        from flask import Flask
        from flask_admin import Admin, AdminIndexView, BaseView, expose

        app = Flask(__name__)

        class Tools(BaseView):
            @expose("/")
            def index(self):
                return ""

        first = Admin(app, endpoint="backend", url="/backend")
        first.add_view(Tools(endpoint="backend_tools"))
        second = Admin(app, name="Two", endpoint="two", url="/two", static_url_path="/two-files")
        second.add_view(Tools(endpoint="two_tools", url="tools", static_folder="static"))
        third = Admin(app, index_view=AdminIndexView(name="Three", endpoint="three", url="/3"))
        third.add_view(Tools(endpoint="three_tools"))
        fourth = Admin()
        fourth.add_view(Tools(endpoint="four_tools"))
        fourth.init_app(app, index_view=AdminIndexView(endpoint="four", url="/4"))
        """,
    ),
    form(
        "models of Flask-Admin with a base class of the project",
        {
            "models.py": """
                from flask_sqlalchemy import SQLAlchemy

                db = SQLAlchemy()

                class User(db.Model):
                    id = db.Column(db.Integer, primary_key=True)
                    name = db.Column(db.String)

                class BlogPost(db.Model):
                    id = db.Column(db.Integer, primary_key=True)

                class Tag(db.Model):
                    id = db.Column(db.Integer, primary_key=True)
                """,
            "views.py": """
                from functools import wraps
                from flask_admin import expose
                from flask_admin.contrib.sqla import ModelView

                def audited(function):
                    @wraps(function)
                    def inner(*args, **kwargs):
                        return function(*args, **kwargs)

                    return inner

                class StaffOnly:
                    def is_accessible(self):
                        return False

                    @expose("/who")
                    def who(self):
                        return ""

                class ShopView(StaffOnly, ModelView):
                    can_export = True

                    @expose("/history/<id>")
                    @audited
                    def history(self, id):
                        return ""

                class PostView(ShopView):
                    can_create = False
                    can_delete = False

                    def edit_view(self):
                        return ""

                    @expose("/publish", methods=["POST"])
                    def publish(self):
                        return ""

                    @expose("/new-one/", methods=["GET", "POST"])
                    def create_view(self):
                        return super().create_view()
                """,
            "app.py": """
                from flask import Flask
                from flask_admin import Admin
                from flask_admin.contrib.sqla import ModelView
                from models import BlogPost, Tag, User, db
                from views import PostView, ShopView

                def setup_admin(app):
                    admin = Admin(app, name="Shop")
                    admin.add_view(ShopView(User, db.session, category="People"))
                    admin.add_view(PostView(BlogPost, db.session, endpoint="posts"))
                    for model in (User, Tag):
                        name = f"plain_{model.__name__.lower()}"
                        admin.add_view(ModelView(model, db.session, endpoint=name))
                    admin.add_view(ModelView(Tag, db.session, "Tags", None, "far", "/far/tags"))

                def create_app():
                    app = Flask(__name__)
                    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
                    db.init_app(app)
                    with app.app_context():
                        setup_admin(app)
                    return app
                """,
        },
        "app:create_app()",
    ),
    form(
        "files and a console of Flask-Admin",
        """
        from flask import Flask
        from flask_admin import Admin, expose
        from flask_admin.contrib import rediscli
        from flask_admin.contrib.fileadmin import BaseFileAdmin, FileAdmin

        class Redis:
            def delete(self, key):
                return key

        class Pictures(FileAdmin):
            allowed_extensions = ("png", "jpg")

            @expose("/thumb/<path:path>")
            def thumb(self, path):
                return path

        app = Flask(__name__)
        admin = Admin(app)
        admin.add_view(FileAdmin("/", "/files/", name="Files"))
        admin.add_view(Pictures("/", name="Pictures", endpoint="pics", url="pictures"))
        admin.add_view(BaseFileAdmin("/kept/", storage=object()))
        admin.add_view(rediscli.RedisCli(Redis()))
        """,
    ),
    form(
        "views of Flask-Admin for models of a package, which are named in the code",
        """
        import werkzeug.datastructures as models
        from flask import Flask
        from flask_admin import Admin
        from flask_admin.model import BaseModelView
        from werkzeug.datastructures import Authorization as Permission

        class ModelView(BaseModelView):
            def get_pk_value(self, model):
                return ""

            def scaffold_list_columns(self):
                return []

            def scaffold_sortable_columns(self):
                return {}

            def scaffold_form(self):
                return type("Form", (), {})

            def init_search(self):
                return False

        app = Flask(__name__)
        admin = Admin(app)
        admin.add_view(ModelView(models.Headers))
        admin.add_view(ModelView(Permission, url="permissions"))
        """,
    ),
]
