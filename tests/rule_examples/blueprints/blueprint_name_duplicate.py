"""What `blueprint-name-duplicate` reports, and what it must not."""

from __future__ import annotations

from flasklint.rule import Bad, Good

_TAKEN = "start: ValueError: The name 'users' is already registered for a different blueprint"
_USERS = """
    from flask import Blueprint

    bp = Blueprint("users", __name__)


    @bp.get("/users")
    def index():
        return []
    """
_ADMIN = """
    from flask import Blueprint

    bp = Blueprint("users", __name__)  # FLK103


    @bp.get("/admin/users")
    def index():
        return []
    """
_ADMIN_UNMARKED = _ADMIN.replace("  # FLK103", "")
_BOOKS = _USERS.replace("users", "books")

EXAMPLES: tuple[Good | Bad, ...] = (
    Bad(
        "two modules give their Blueprints one name",
        {
            "shop/__init__.py": """
                from flask import Flask


                def create_app():
                    app = Flask(__name__)

                    from shop.users import bp as users_bp
                    from shop.admin import bp as admin_bp
                    app.register_blueprint(users_bp)
                    app.register_blueprint(admin_bp, url_prefix="/backstage")

                    return app
                """,
            "shop/users.py": _USERS,
            "shop/admin.py": _ADMIN,
        },
        fails=_TAKEN,
    ),
    Bad(
        "registered in two helpers of the factory, one of them in another module",
        {
            "app.py": """
                from flask import Flask as Application

                from wiring import wire


                def create_app():
                    app = Application(__name__)
                    wire(app)
                    _more(app)
                    return app


                def _more(application):
                    import admin

                    application.register_blueprint(blueprint=admin.bp)
                """,
            "wiring.py": """
                from users import bp


                def wire(app):
                    app.register_blueprint(bp)
                """,
            "users.py": _USERS,
            "admin.py": _ADMIN,
        },
        fails=_TAKEN,
    ),
    Bad(
        "registered in a loop over a list",
        {
            "app.py": """
                from flask import Flask

                import admin
                import books
                import users

                app = Flask(__name__)
                for module in (users, books, admin):
                    app.register_blueprint(module.bp)
                """,
            "users.py": _USERS,
            "books.py": _BOOKS,
            "admin.py": _ADMIN,
        },
        fails=_TAKEN,
    ),
    Bad(
        "the name comes from a constant, as a keyword, and the class from an alias",
        {
            "app.py": """
                import flask as f
                from flask import Blueprint as Section

                NAME = "users"
                app = f.Flask(__name__)
                users = f.Blueprint(NAME, __name__)
                admin = Section(import_name=__name__, name="users")  # FLK103
                app.register_blueprint(users)
                app.register_blueprint(admin)
                """,
        },
        fails=_TAKEN,
    ),
    Bad(
        "inside of a Blueprint that is registered",
        {
            "app.py": """
                from flask import Blueprint, Flask

                api = Blueprint("api", __name__, url_prefix="/api")
                users = Blueprint("users", __name__)
                members = Blueprint("users", __name__)  # FLK103
                api.register_blueprint(users)
                api.register_blueprint(members)


                def create_app():
                    app = Flask(__name__)
                    app.register_blueprint(api)
                    return app
                """,
        },
        fails=_TAKEN,
    ),
    Bad(
        "the name is given where the Blueprint is registered",
        {
            "app.py": """
                from flask import Blueprint, Flask

                app = Flask(__name__)
                users = Blueprint("users", __name__)
                members = Blueprint("members", __name__)
                app.register_blueprint(users)
                app.register_blueprint(members, name="users")  # FLK103
                """,
        },
        fails=_TAKEN,
    ),
    Bad(
        "two functions make Blueprints with one name",
        {
            "app.py": """
                from flask import Blueprint, Flask
                from flask.views import MethodView


                class Members(MethodView):
                    def get(self):
                        return []


                def users():
                    return Blueprint("users", __name__)


                def members():
                    bp = Blueprint("users", __name__)  # FLK103
                    bp.add_url_rule("/members", view_func=Members.as_view("members"))
                    return bp


                def create_app(debug=False):
                    app = Flask(__name__)
                    app.debug = debug
                    if debug:
                        app.config["EXPLAIN"] = True
                    app.register_blueprint(users())
                    app.register_blueprint(members())
                    return app
                """,
        },
        fails=_TAKEN,
    ),
    Bad(
        "both under the same condition, after guards that end the start",
        {
            "app.py": """
                import os

                from flask import Blueprint, Flask

                users = Blueprint("users", __name__)
                members = Blueprint("users", __name__)  # FLK103


                def create_app():
                    app = Flask(__name__)
                    if not os.path.exists("/"):
                        raise RuntimeError("no file system")
                    with app.app_context():
                        if os.sep:
                            app.register_blueprint(users)
                            app.register_blueprint(members)
                    return app
                """,
        },
        fails=_TAKEN,
    ),
    Good(
        "two names",
        {
            "app.py": """
                from flask import Flask

                import books
                import users

                app = Flask(__name__)
                app.register_blueprint(users.bp)
                app.register_blueprint(books.bp)
                """,
            "users.py": _USERS,
            "books.py": _BOOKS,
        },
        works="GET /users",
    ),
    Good(
        "another name where it is registered",
        {
            "app.py": """
                from flask import Flask

                import admin
                import users

                app = Flask(__name__)
                app.register_blueprint(users.bp)
                app.register_blueprint(admin.bp, name="admin")
                """,
            "users.py": _USERS,
            "admin.py": _ADMIN_UNMARKED,
        },
        works="GET /admin/users",
    ),
    Good(
        "different parents, so that the whole names differ",
        {
            "app.py": """
                from flask import Blueprint, Flask

                import admin
                import users

                app = Flask(__name__)
                api = Blueprint("api", __name__, url_prefix="/api")
                backstage = Blueprint("backstage", __name__, url_prefix="/backstage")
                api.register_blueprint(users.bp)
                backstage.register_blueprint(admin.bp)
                app.register_blueprint(api)
                app.register_blueprint(backstage)
                app.register_blueprint(users.bp)
                """,
            "users.py": _USERS,
            "admin.py": _ADMIN_UNMARKED,
        },
        works="GET /backstage/admin/users",
    ),
    Good(
        "branches of an if",
        {
            "app.py": """
                import os

                from flask import Flask

                import admin
                import users


                def create_app():
                    app = Flask(__name__)
                    if os.path.exists("/no/such/file"):
                        app.register_blueprint(admin.bp)
                    else:
                        app.register_blueprint(users.bp)
                    return app
                """,
            "users.py": _USERS,
            "admin.py": _ADMIN_UNMARKED,
        },
        works="GET /users",
    ),
    Good(
        "by the class of the stage that a setting names, and by the one of its role",
        {
            "app.py": """
                import os

                from flask import Flask

                import roles
                from stages import STAGES


                def create_app(stage=None):
                    stage = stage or os.environ.get("STAGE", "live")
                    app = Flask(__name__)
                    app.config.from_object(STAGES[stage])
                    STAGES[stage].init_app(app)
                    role = roles.ROLES[os.environ.get("ROLE", "reader")]()
                    role.install(app)
                    return app
                """,
            "stages.py": """
                import admin
                import users


                class Stage:
                    @staticmethod
                    def init_app(app):
                        pass


                class Test(Stage):
                    @staticmethod
                    def init_app(app):
                        app.register_blueprint(admin.bp)


                class Live(Stage):
                    @classmethod
                    def init_app(cls, app):
                        app.register_blueprint(users.bp)


                STAGES = {"test": Test, "live": Live, "plain": Stage}
                """,
            "roles.py": """
                from flask import Blueprint

                read = Blueprint("books", __name__)
                write = Blueprint("books", __name__)


                class Reader:
                    def install(self, app):
                        app.register_blueprint(read)


                class Writer:
                    def install(self, app):
                        app.register_blueprint(write)


                ROLES = {"reader": Reader, "writer": Writer}
                """,
            "users.py": _USERS,
            "admin.py": _ADMIN_UNMARKED,
        },
        works="GET /users",
    ),
    Good(
        "one of them after a branch that returns",
        {
            "app.py": """
                import os

                from flask import Flask

                import admin
                import users


                def create_app():
                    app = Flask(__name__)
                    if "ADMIN" in os.environ:
                        app.register_blueprint(admin.bp)
                        return app
                    app.register_blueprint(users.bp)
                    return app
                """,
            "users.py": _USERS,
            "admin.py": _ADMIN_UNMARKED,
        },
        works="GET /users",
    ),
    Good(
        "the first one depends on a setting: a guard may stand somewhere",
        {
            "app.py": """
                import os

                from flask import Flask

                import admin
                import users


                def create_app():
                    app = Flask(__name__)
                    if len(os.environ) > 10_000:
                        app.register_blueprint(admin.bp)
                    if "users" not in app.blueprints:
                        app.register_blueprint(users.bp)
                    return app
                """,
            "users.py": _USERS,
            "admin.py": _ADMIN_UNMARKED,
        },
        works="GET /users",
    ),
    Good(
        "one name or the other is chosen before",
        {
            "app.py": """
                import os

                from flask import Flask

                import admin
                import users

                blueprints = []
                if "ADMIN" in os.environ:
                    blueprints.append(admin.bp)
                else:
                    blueprints.append(users.bp)
                chosen = admin.bp if "ADMIN" in os.environ else users.bp


                def create_app():
                    app = Flask(__name__)
                    for bp in blueprints:
                        app.register_blueprint(bp)
                    return app


                def create_other():
                    app = Flask(__name__)
                    app.register_blueprint(chosen)
                    return app
                """,
            "users.py": _USERS,
            "admin.py": _ADMIN_UNMARKED,
        },
        works="GET /users",
    ),
    Good(
        "registered in a loop that leaves some out",
        {
            "app.py": """
                import os

                from flask import Flask

                import admin
                import users


                def create_app():
                    app = Flask(__name__)
                    for module in (users, admin):
                        if hasattr(module, os.environ.get("NEEDS", "Admin")):
                            continue
                        if module.bp.name in app.blueprints:
                            continue
                        app.register_blueprint(module.bp)
                    return app
                """,
            "users.py": _USERS,
            "admin.py": _ADMIN_UNMARKED,
        },
        works="GET /users",
    ),
    Good(
        "several applications",
        {
            "app.py": """
                from flask import Flask

                import admin
                import users


                def create_app():
                    app = Flask(__name__)
                    app.register_blueprint(users.bp)
                    return app


                def create_backstage():
                    app = Flask("backstage")
                    app.register_blueprint(admin.bp)
                    return app
                """,
            "users.py": _USERS,
            "admin.py": _ADMIN_UNMARKED,
        },
        works="GET /users",
    ),
    Good(
        "the caller of a factory says which",
        {
            "app.py": """
                from factory import create_app

                app = create_app("shop")
                """,
            "backstage.py": """
                from factory import create_app

                app = create_app("backstage")
                """,
            "factory.py": """
                from flask import Flask

                import admin
                import users


                def create_app(kind="shop"):
                    app = Flask(__name__)
                    app.register_blueprint(users.bp if kind == "shop" else admin.bp)
                    return app
                """,
            "users.py": _USERS,
            "admin.py": _ADMIN_UNMARKED,
        },
        works="GET /users",
    ),
    Good(
        "two entry scripts complete one application, each in its own process",
        {
            "app.py": """
                from flask import Flask

                app = Flask(__name__)
                """,
            "serve_shop.py": """
                from app import app
                from users import bp

                app.register_blueprint(bp)
                """,
            "serve_admin.py": """
                from admin import bp
                from app import app

                app.register_blueprint(bp)
                """,
            "users.py": _USERS,
            "admin.py": _ADMIN_UNMARKED,
        },
        works="start",
    ),
    Good(
        "the application leaves out what it has",
        {
            "app.py": """
                from flask import Flask

                import admin
                import users


                class Shop(Flask):
                    def register_blueprint(self, blueprint, **options):
                        if blueprint.name not in self.blueprints:
                            super().register_blueprint(blueprint, **options)


                def create_app():
                    app = Shop(__name__)
                    app.register_blueprint(users.bp)
                    app.register_blueprint(admin.bp)
                    return app
                """,
            "users.py": _USERS,
            "admin.py": _ADMIN_UNMARKED,
        },
        works="GET /users",
    ),
    Good(
        "the error is expected",
        {
            "app.py": """
                from contextlib import suppress

                from flask import Flask

                import admin
                import users

                app = Flask(__name__)
                app.register_blueprint(users.bp)
                with suppress(ValueError):
                    app.register_blueprint(admin.bp)
                try:
                    app.register_blueprint(admin.bp)
                except ValueError:
                    app.logger.info("no users for admins")
                """,
            "users.py": _USERS,
            "admin.py": _ADMIN_UNMARKED,
        },
        works="GET /users",
    ),
    Good(
        "tests make their own, and what is not registered has any name",
        {
            "app.py": """
                from flask import Flask

                import users

                app = Flask(__name__)
                app.register_blueprint(users.bp)
                """,
            "users.py": _USERS,
            "unused.py": _ADMIN_UNMARKED,
            "tests/test_users.py": """
                from app import app
                from flask import Blueprint


                def test_names():
                    app.register_blueprint(Blueprint("users", __name__))
                """,
        },
        works="GET /users",
    ),
    Good(
        "one function makes a Blueprint for each name",
        {
            "app.py": """
                import os

                from flask import Blueprint, Flask


                def section(name):
                    return Blueprint(name, __name__, url_prefix=f"/{name}")


                app = Flask(__name__)
                for name in ("users", "books"):
                    app.register_blueprint(section(name))
                app.register_blueprint(section(os.environ.get("SECTION", "orders")))
                app.register_blueprint(section(os.environ.get("OTHER", "others")))
                """,
        },
        works="start",
    ),
    Good(
        "on two applications that one function makes",
        """
        from flask import Blueprint, Flask

        outer = Blueprint("pages", __name__)
        inner = Blueprint("pages", __name__)


        def make():
            return Flask(__name__)


        app = make()
        app.register_blueprint(outer)
        admin_app = make()
        admin_app.register_blueprint(inner)
        """,
        works="start",
    ),
)
