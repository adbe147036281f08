"""The Blueprint of Flask-Security-Too."""

from wiring_forms.form import form

STORE = """
    from flask_security import RoleMixin, UserDatastore, UserMixin

    class User(UserMixin):
        id = 1
        email = "reader@shop.example"
        username = "reader"
        fs_uniquifier = "1"

    class Role(RoleMixin):
        pass

    class Store(UserDatastore):
        pass

    users = Store(User, Role)
    """
SECRETS = """
    class Secrets:
        SECRET_KEY = "not so secret"
        SECURITY_PASSWORD_SALT = "1234"
        SECURITY_TOTP_SECRETS = {"1": "not so secret either"}
        SECURITY_TOTP_ISSUER = "shop"
    """

FORMS = [
    form(
        "Flask-Security with only what is always there",
        {
            "store.py": STORE,
            "secrets_of_app.py": SECRETS,
            "app.py": """
                from flask import Flask, render_template_string
                from flask_security import Security, auth_required, roles_required
                from secrets_of_app import Secrets
                from store import users

                app = Flask(__name__)
                app.config.from_object(Secrets)
                security = Security(app, users)

                @app.route("/")
                @auth_required()
                def home():
                    return render_template_string("hello")

                @app.route("/admin", methods=["POST"])
                @roles_required("admin")
                def admin():
                    return ""
                """,
        },
    ),
    form(
        "Flask-Security with the features of accounts, in a factory",
        {
            "store.py": STORE,
            "secrets_of_app.py": SECRETS,
            "settings.py": """
                from secrets_of_app import Secrets

                class Settings(Secrets):
                    SECURITY_REGISTERABLE = True
                    SECURITY_RECOVERABLE = True
                    SECURITY_CHANGEABLE = True
                    SECURITY_CONFIRMABLE = True
                    SECURITY_TRACKABLE = True
                    SECURITY_CHANGE_EMAIL = True
                    SECURITY_USERNAME_RECOVERY = True
                    SECURITY_REFRESH_TOKEN = True
                    SECURITY_PASSWORDLESS = False
                """,
            "extensions.py": """
                from flask_security import Security

                security = Security()
                """,
            "app.py": """
                from extensions import security
                from flask import Flask
                from store import users

                def create_app():
                    app = Flask(__name__)
                    app.config.from_object("settings.Settings")
                    security.init_app(app, users)

                    @app.route("/who")
                    def who():
                        return ""

                    return app
                """,
        },
        "app:create_app()",
    ),
    form(
        "URLs of Flask-Security that the settings change",
        {
            "store.py": STORE,
            "secrets_of_app.py": SECRETS,
            "app.py": """
                from flask import Flask
                from flask_security import Security
                from secrets_of_app import Secrets
                from store import users

                app = Flask(__name__, static_folder=None)
                app.config.from_object(Secrets)
                app.config["SECURITY_URL_PREFIX"] = "/accounts"
                app.config["SECURITY_BLUEPRINT_NAME"] = "accounts"
                app.config["SECURITY_STATIC_FOLDER_URL"] = "/files"
                app.config["SECURITY_LOGOUT_METHODS"] = ["GET", "POST"]
                app.config.update(
                    SECURITY_LOGIN_URL="/sign-in",
                    SECURITY_LOGOUT_URL="/sign-out/",
                    SECURITY_RECOVERABLE=True,
                    SECURITY_RESET_URL="/forgotten/",
                    SECURITY_CONFIRMABLE=True,
                    SECURITY_CONFIRM_URL="/confirmed",
                    SECURITY_PASSWORDLESS=True,
                )
                Security(app, users)
                """,
        },
    ),
    form(
        "Flask-Security with a second factor and unified sign-in",
        {
            "store.py": STORE,
            "secrets_of_app.py": SECRETS,
            "app.py": """
                from flask import Flask
                from flask_security import Security
                from secrets_of_app import Secrets
                from store import users

                class ShopSecurity(Security):
                    def _check_modules(self, module, config_name):
                        return True

                app = Flask(__name__)
                app.config.from_object(Secrets)
                app.config.from_mapping(
                    SECURITY_TWO_FACTOR=True,
                    SECURITY_TWO_FACTOR_ENABLED_METHODS=["email"],
                    SECURITY_TWO_FACTOR_RESCUE_URL="/rescue",
                    SECURITY_UNIFIED_SIGNIN=True,
                    SECURITY_US_ENABLED_METHODS=["password", "email"],
                    SECURITY_MULTI_FACTOR_RECOVERY_CODES=True,
                    SECURITY_LOGOUT_METHODS=None,
                )
                security = ShopSecurity(app, datastore=users)
                """,
        },
    ),
    form(
        "Flask-Security without its Blueprint, and one that asks it what is switched on",
        {
            "store.py": STORE,
            "secrets_of_app.py": SECRETS,
            "app.py": """
                from flask import Blueprint, Flask
                from flask_security import Security
                from flask_security.views import login, logout, register
                from secrets_of_app import Secrets
                from store import users

                def accounts(app, state):
                    bp = Blueprint("security", __name__, url_prefix="/accounts")
                    bp.add_url_rule(
                        app.config["SECURITY_LOGIN_URL"], "login", login, methods=["GET", "POST"]
                    )
                    bp.add_url_rule("/bye", "logout", logout)
                    if state.registerable:
                        bp.route(
                            app.config["SECURITY_REGISTER_URL"],
                            methods=["GET", "POST"],
                            endpoint="register",
                        )(register)
                    return bp

                def create_app():
                    app = Flask(__name__)
                    app.config.from_object(Secrets)
                    app.config["SECURITY_REGISTERABLE"] = True
                    security = Security(app, users, register_blueprint=False)
                    app.register_blueprint(accounts(app, app.extensions["security"]))
                    return app
                """,
        },
        "app:create_app()",
    ),
    form(
        "features of Flask-Security given to init_app",
        {
            "store.py": STORE,
            "secrets_of_app.py": SECRETS,
            "app.py": """
                from flask import Flask
                from flask_security import Security
                from secrets_of_app import Secrets
                from store import users

                security = Security(datastore=users)

                def create_app():
                    app = Flask(__name__)
                    app.config.from_object(Secrets)
                    app.config["SECURITY_WAN_DELETE_URL"] = "/forget"
                    security.init_app(
                        app, registerable=True, webauthn=True, change_username=True
                    )
                    return app
                """,
        },
        "app:create_app()",
    ),
]
