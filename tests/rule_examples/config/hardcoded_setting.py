"""What `hardcoded-setting` reports, and what it must not."""

from __future__ import annotations

from flasklint.rule import Bad, Good

_LOADS_CONFIG = """
    from flask import Flask

    from shop.config import Config


    def create_app():
        app = Flask(__name__)
        app.config.from_object(Config)
        return app
    """
_LOADS_SETTINGS = """
    from flask import Flask


    def create_app():
        app = Flask(__name__)
        app.config.from_object("shop.settings")
        return app
    """

EXAMPLES: tuple[Good | Bad, ...] = (
    Bad(
        "secrets and addresses in a class that the factory loads",
        {
            "shop/__init__.py": _LOADS_CONFIG,
            "shop/config.py": """
                import os


                class Config:
                    PAGE_SIZE = int(os.getenv("PAGE_SIZE", "20"))
                    SECRET_KEY = "crumbs"  # FLK614
                    MAIL_PASSWORD = 'parcels'  # FLK614
                    SECURITY_PASSWORD_SALT: str = "pinch"  # FLK614
                    SQLALCHEMY_DATABASE_URI = "sqlite:////srv/shop.db"  # FLK614
                    CELERY_BROKER_URL = "redis://redis:6379/0"  # FLK614
                    COVERS_API_URL = "https://covers.shop.internal/api"  # FLK614
                    LDAP_HOST = "ldap.shop.se"  # FLK614
                    ELASTICSEARCH_URL = "http://10.0.0.7:9200"  # FLK614
                    SENTRY_DSN = "https://key@sentry.shop.se/4"  # FLK614
                    SERVER_NAME = "www.shop.se"  # FLK614
                """,
        },
        fixed={
            "shop/config.py": """
                import os


                class Config:
                    PAGE_SIZE = int(os.getenv("PAGE_SIZE", "20"))
                    SECRET_KEY = os.environ["SECRET_KEY"]  # FLK614
                    MAIL_PASSWORD = os.environ['MAIL_PASSWORD']  # FLK614
                    SECURITY_PASSWORD_SALT: str = os.environ["SECURITY_PASSWORD_SALT"]  # FLK614
                    SQLALCHEMY_DATABASE_URI = os.environ["SQLALCHEMY_DATABASE_URI"]  # FLK614
                    CELERY_BROKER_URL = os.environ["CELERY_BROKER_URL"]  # FLK614
                    COVERS_API_URL = os.environ["COVERS_API_URL"]  # FLK614
                    LDAP_HOST = os.environ["LDAP_HOST"]  # FLK614
                    ELASTICSEARCH_URL = os.environ["ELASTICSEARCH_URL"]  # FLK614
                    SENTRY_DSN = os.environ["SENTRY_DSN"]  # FLK614
                    SERVER_NAME = os.environ["SERVER_NAME"]  # FLK614
                """,
        },
    ),
    Bad(
        "a base that production inherits; development keeps its literals as fallbacks",
        {
            "shop/__init__.py": """
                from flask import Flask

                from shop.config import configs


                def create_app(name):
                    app = Flask(__name__)
                    app.config.from_object(configs[name])
                    return app
                """,
            "shop/config.py": """
                import os


                class Config:
                    DEBUG = True
                    SECRET_KEY = "crumbs"  # FLK614
                    API_TOKEN = "tea"


                class DevelopmentConfig(Config):
                    MAIL_PASSWORD = "parcels"  # FLK614
                    DATABASE_URL = "sqlite:////srv/dev.db"  # FLK614


                class TestConfig(Config):
                    SECRET_KEY = "tests"
                    DATABASE_URL = "postgresql://shop:tests@db/tests"


                class ProductionConfig(Config):
                    DEBUG = False
                    API_TOKEN = os.environ["API_TOKEN"]
                    DATABASE_URL = "postgresql://shop:tea@db/shop"  # FLK614


                configs = {"dev": DevelopmentConfig, "test": TestConfig, "prod": ProductionConfig}
                """,
        },
        fixed={
            "shop/config.py": """
                import os


                class Config:
                    DEBUG = True
                    SECRET_KEY = os.environ["SECRET_KEY"]  # FLK614
                    API_TOKEN = "tea"


                class DevelopmentConfig(Config):
                    MAIL_PASSWORD = os.getenv("MAIL_PASSWORD", "parcels")  # FLK614
                    DATABASE_URL = os.getenv("DATABASE_URL", "sqlite:////srv/dev.db")  # FLK614


                class TestConfig(Config):
                    SECRET_KEY = "tests"
                    DATABASE_URL = "postgresql://shop:tests@db/tests"


                class ProductionConfig(Config):
                    DEBUG = False
                    API_TOKEN = os.environ["API_TOKEN"]
                    DATABASE_URL = os.environ["DATABASE_URL"]  # FLK614


                configs = {"dev": DevelopmentConfig, "test": TestConfig, "prod": ProductionConfig}
                """,
        },
    ),
    Bad(
        "the only class is production's, and so is one called `Config`, whatever `DEBUG` says",
        {
            "shop/__init__.py": _LOADS_CONFIG,
            "shop/config.py": """
                import os


                class Config:
                    DEBUG = True
                    SECRET_KEY = "crumbs"  # FLK614
                """,
        },
        fixed={
            "shop/config.py": """
                import os


                class Config:
                    DEBUG = True
                    SECRET_KEY = os.environ["SECRET_KEY"]  # FLK614
                """,
        },
    ),
    Bad(
        "a secret in capitals; no fix where tests import the class without the variable",
        {
            "shop/__init__.py": _LOADS_CONFIG,
            "shop/config.py": """
                class Config:
                    SECRET_KEY = "THIS_SECRET_KEY_G0U8I0F4E5"  # FLK614
                """,
            "tests/test_books.py": """
                from shop.config import Config


                class TestConfig(Config):
                    TESTING = True
                """,
        },
    ),
    Bad(
        "chosen by a variable: the one for production, from the variable that another one reads; "
        "a long line is broken",
        {
            "shop/__init__.py": """
                import os

                from flask import Flask

                from shop.config import configs


                def create_app():
                    app = Flask(__name__)
                    app.config.from_object(configs[os.getenv("STAGE")])
                    return app
                """,
            "shop/config.py": """
                import os


                class Staging:
                    SQLALCHEMY_DATABASE_URI = os.environ["DATABASE_URL"]


                class Production:
                    SQLALCHEMY_DATABASE_URI = "postgresql://shop:tea@db/shop"  # FLK614


                class Development:
                    MAIL_PASSWORD = "with milk, sugar and a slice of lemon"  # FLK614
                    CELERY_BROKER_URL = (  # FLK614
                        "redis://:tea@broker/0"
                    )  # as docker compose makes it


                configs = {"stage": Staging, "prod": Production, "dev": Development}
                """,
        },
        fixed={
            "shop/config.py": """
                import os


                class Staging:
                    SQLALCHEMY_DATABASE_URI = os.environ["DATABASE_URL"]


                class Production:
                    SQLALCHEMY_DATABASE_URI = os.environ["DATABASE_URL"]  # FLK614


                class Development:
                    MAIL_PASSWORD = os.getenv(
                        "MAIL_PASSWORD",
                        "with milk, sugar and a slice of lemon",
                    )  # FLK614
                    # FLK614
                    CELERY_BROKER_URL = os.getenv(
                        "CELERY_BROKER_URL",
                        "redis://:tea@broker/0",
                    )  # as docker compose makes it


                configs = {"stage": Staging, "prod": Production, "dev": Development}
                """,
        },
    ),
    Bad(
        "a module of settings, and one that it takes all names from",
        {
            "shop/__init__.py": _LOADS_SETTINGS,
            "shop/settings.py": """
                from os import environ

                from shop.secrets import *

                # Mail leaves through the relay.
                MAIL_PASSWORD = (  # FLK614
                    "parcels"
                    "-and-string"
                )
                BROKER_URL = CELERY_BROKER_URL = "amqp://rabbit:5672//"  # FLK614
                mail_password = "not a setting"
                """,
            "shop/secrets.py": """
                \"\"\"Not for everybody.\"\"\"

                STRIPE_API_KEY = b"pinch"  # FLK614
                SLACK_WEBHOOK_URL = "https://hooks.slack.com/services/T0/B0/pinch"  # FLK614
                """,
        },
        fixed={
            "shop/settings.py": """
                from os import environ

                from shop.secrets import *

                # Mail leaves through the relay.
                # FLK614
                MAIL_PASSWORD = environ["MAIL_PASSWORD"]
                BROKER_URL = CELERY_BROKER_URL = environ["BROKER_URL"]  # FLK614
                mail_password = "not a setting"
                """,
            "shop/secrets.py": """
                \"\"\"Not for everybody.\"\"\"

                import os

                STRIPE_API_KEY = os.environ["STRIPE_API_KEY"].encode()  # FLK614
                SLACK_WEBHOOK_URL = os.environ["SLACK_WEBHOOK_URL"]  # FLK614
                """,
        },
    ),
    Bad(
        "set on the app: items, mappings, keywords, the secret key",
        """
        import os as system

        from flask import Flask, current_app

        KEYS = {"STRIPE": "STRIPE_API_KEY"}
        TOKEN = "API_TOKEN"


        def create_app():
            app = Flask(__name__)
            app.secret_key = "crumbs"  # FLK614
            app.config["MAIL_PASSWORD"] = "parcels"  # FLK614
            app.config[TOKEN] = "tea"  # FLK614
            app.config.from_mapping({"DB_PASSWORD": "cake"})  # FLK614
            app.config.update(
                dict(JWT_SECRET_KEY="jam"),  # FLK614
                REDIS_URL="redis://cache.shop.internal:6379",  # FLK614
                PAGE_SIZE=20,
            )
            config = app.config
            config["TWILIO_AUTH_TOKEN"] = "butter"  # FLK614
            return app


        def rotate():
            current_app.config["SECRET_KEY"] = "more crumbs"  # FLK614
        """,
        fixed="""
        import os as system

        from flask import Flask, current_app

        KEYS = {"STRIPE": "STRIPE_API_KEY"}
        TOKEN = "API_TOKEN"


        def create_app():
            app = Flask(__name__)
            app.secret_key = system.environ["SECRET_KEY"]  # FLK614
            app.config["MAIL_PASSWORD"] = system.environ["MAIL_PASSWORD"]  # FLK614
            app.config[TOKEN] = system.environ["API_TOKEN"]  # FLK614
            app.config.from_mapping({"DB_PASSWORD": system.environ["DB_PASSWORD"]})  # FLK614
            app.config.update(
                dict(JWT_SECRET_KEY=system.environ["JWT_SECRET_KEY"]),  # FLK614
                REDIS_URL=system.environ["REDIS_URL"],  # FLK614
                PAGE_SIZE=20,
            )
            config = app.config
            config["TWILIO_AUTH_TOKEN"] = system.environ["TWILIO_AUTH_TOKEN"]  # FLK614
            return app


        def rotate():
            current_app.config["SECRET_KEY"] = system.environ["SECRET_KEY"]  # FLK614
        """,
    ),
    Bad(
        "the app is known by its annotation, its class, or the function that makes it",
        {
            "shop/app.py": """
                from flask import Flask


                class Shop(Flask):
                    def __init__(self, name):
                        super().__init__(name)
                        self.config["SECRET_KEY"] = "crumbs"  # FLK614


                def make_app() -> Flask:
                    return Shop(__name__)
                """,
            "shop/mail.py": """
                from flask import Flask


                def init_mail(app: Flask):
                    app.config["MAIL_PASSWORD"] = "parcels"  # FLK614
                """,
            "wsgi.py": """
                from shop.app import make_app

                app = make_app()
                app.config["API_TOKEN"] = "tea"  # FLK614
                """,
        },
        fixed={
            "shop/app.py": """
                import os

                from flask import Flask


                class Shop(Flask):
                    def __init__(self, name):
                        super().__init__(name)
                        self.config["SECRET_KEY"] = os.environ["SECRET_KEY"]  # FLK614


                def make_app() -> Flask:
                    return Shop(__name__)
                """,
            "shop/mail.py": """
                import os

                from flask import Flask


                def init_mail(app: Flask):
                    app.config["MAIL_PASSWORD"] = os.environ["MAIL_PASSWORD"]  # FLK614
                """,
            "wsgi.py": """
                import os

                from shop.app import make_app

                app = make_app()
                app.config["API_TOKEN"] = os.environ["API_TOKEN"]  # FLK614
                """,
        },
    ),
    Bad(
        "a script for development keeps its key as the fallback",
        """
        from os import getenv

        from flask import Flask

        app = Flask(__name__)

        if __name__ == "__main__":
            app.secret_key = 'crumbs'  # FLK614
            app.run(port=int(getenv("PORT", "5000")))
        """,
        fixed="""
        from os import getenv

        from flask import Flask

        app = Flask(__name__)

        if __name__ == "__main__":
            app.secret_key = getenv('SECRET_KEY', 'crumbs')  # FLK614
            app.run(port=int(getenv("PORT", "5000")))
        """,
    ),
    Bad(
        "a password inside a URL that is put together: no fix where a part is computed",
        {
            "shop/__init__.py": _LOADS_SETTINGS,
            "shop/settings.py": """
                import os

                host = os.environ["DB_HOST"]
                user, password = "shop", "tea"
                login = "shop:tea"
                SQLALCHEMY_DATABASE_URI = f"postgresql://shop:tea@{host}/shop"  # FLK614
                REDIS_URL = "redis://:tea@" + host  # FLK614
                ARCHIVE_URL = "mysql://%s:%s@%s/old" % ("shop", "tea", host)  # FLK614
                SEARCH_URL = f"http://shop:tea@{os.environ['SEARCH_HOST']}"  # FLK614
                REPORTS = "mongodb://" + login + "@reports/reports"  # FLK614
                """,
        },
        fixed={
            "shop/settings.py": """
                import os

                host = os.environ["DB_HOST"]
                user, password = "shop", "tea"
                login = "shop:tea"
                SQLALCHEMY_DATABASE_URI = f"postgresql://shop:tea@{host}/shop"  # FLK614
                REDIS_URL = "redis://:tea@" + host  # FLK614
                ARCHIVE_URL = "mysql://%s:%s@%s/old" % ("shop", "tea", host)  # FLK614
                SEARCH_URL = f"http://shop:tea@{os.environ['SEARCH_HOST']}"  # FLK614
                REPORTS = "mongodb://" + login + "@reports/reports"  # FLK614
                """,
        },
    ),
    Bad(
        "a constant of another module; the one literal of two settings is reported once",
        {
            "shop/__init__.py": _LOADS_CONFIG,
            "shop/constants.py": """
                SIGNATURE = "crumbs"
                """,
            "shop/config.py": """
                from shop.constants import SIGNATURE


                class Config:
                    SECRET_KEY = SIGNATURE  # FLK614
                    DB_PASSWORD = "tea"  # FLK614
                    REPORTS_PASSWORD = DB_PASSWORD
                    SQLALCHEMY_DATABASE_URI = f"postgresql://shop:{DB_PASSWORD}@db/shop"
                """,
        },
        fixed={
            "shop/config.py": """
                import os

                from shop.constants import SIGNATURE


                class Config:
                    SECRET_KEY = SIGNATURE  # FLK614
                    DB_PASSWORD = os.environ["DB_PASSWORD"]  # FLK614
                    REPORTS_PASSWORD = DB_PASSWORD
                    SQLALCHEMY_DATABASE_URI = f"postgresql://shop:{DB_PASSWORD}@db/shop"
                """,
        },
    ),
    Bad(
        "set by a name of the module: the value goes where it is written",
        """
        from flask import Flask

        DB_PASSWORD = "k4Jd-92mPq"  # FLK614
        app = Flask(__name__)
        app.config["DB_PASSWORD"] = DB_PASSWORD
        """,
        fixed="""
        import os

        from flask import Flask

        DB_PASSWORD = os.environ["DB_PASSWORD"]  # FLK614
        app = Flask(__name__)
        app.config["DB_PASSWORD"] = DB_PASSWORD
        """,
    ),
    Bad(
        "two applications side by side, each in one file with its routes",
        {
            "orders/app.py": """
                from flask import Flask

                app = Flask(__name__)
                app.secret_key = "k4Jd-92mPq"  # FLK614


                @app.get("/orders")
                def orders():
                    return []
                """,
            "stores/app.py": """
                from flask import Flask

                app = Flask(__name__)


                @app.get("/stores")
                def stores():
                    return []
                """,
        },
        fixed={
            "orders/app.py": """
                import os

                from flask import Flask

                app = Flask(__name__)
                app.secret_key = os.environ["SECRET_KEY"]  # FLK614


                @app.get("/orders")
                def orders():
                    return []
                """,
        },
    ),
    Bad(
        "set by a name of another module, where it would stay",
        {
            "settings.py": """
                PASSWORD = "k4Jd-92mPq"
                DB_URI = "mysql://shop:" + PASSWORD + "@stores/shop"
                """,
            "app.py": """
                from flask import Flask

                import settings

                app = Flask(__name__)
                app.config["SQLALCHEMY_DATABASE_URI"] = settings.DB_URI  # FLK614
                """,
        },
        says="read it from the environment there (settings.py)",
    ),
    Bad(
        "a public default secret, though settings from outside come on top",
        {
            "shop/__init__.py": """
                from flask import Flask


                def create_app():
                    app = Flask(__name__)
                    app.config.from_object("shop.defaults")
                    app.config.from_envvar("SHOP_SETTINGS", silent=True)
                    return app
                """,
            "shop/defaults.py": """
                SECRET_KEY = "change me"  # FLK614
                SQLALCHEMY_DATABASE_URI = "sqlite:////var/lib/shop.db"
                REDIS_URL = "redis://redis:6379"
                """,
        },
        fixed={
            "shop/defaults.py": """
                import os

                SECRET_KEY = os.getenv("SECRET_KEY")  # FLK614
                SQLALCHEMY_DATABASE_URI = "sqlite:////var/lib/shop.db"
                REDIS_URL = "redis://redis:6379"
                """,
        },
    ),
    Bad(
        "set by the constructor of a configuration, and in a module that is the app's own",
        """
        import os

        from flask import Flask

        DEBUG = os.environ.get("SHOP_DEBUG") == "1"
        SECRET_KEY = "crumbs"  # FLK614


        class Config:
            def __init__(self):
                self.API_TOKEN = "tea"  # FLK614
                self.page_size = 20


        app = Flask(__name__)
        app.config.from_object(__name__)
        app.config.from_object(Config())
        """,
        fixed="""
        import os

        from flask import Flask

        DEBUG = os.environ.get("SHOP_DEBUG") == "1"
        SECRET_KEY = os.environ["SECRET_KEY"]  # FLK614


        class Config:
            def __init__(self):
                self.API_TOKEN = os.environ["API_TOKEN"]  # FLK614
                self.page_size = 20


        app = Flask(__name__)
        app.config.from_object(__name__)
        app.config.from_object(Config())
        """,
    ),
    Bad(
        "names that the team adds, and a name it allows",
        {
            "shop/__init__.py": _LOADS_CONFIG,
            "shop/config.py": """
                import os


                class Config:
                    DEBUG = "SHOP_DEBUG" in os.environ
                    LOYALTY_PIN = "1234"  # FLK614
                    MAPS_API_KEY = "meant for browsers"
                """,
        },
        fixed={
            "shop/config.py": """
                import os


                class Config:
                    DEBUG = "SHOP_DEBUG" in os.environ
                    LOYALTY_PIN = os.environ["LOYALTY_PIN"]  # FLK614
                    MAPS_API_KEY = "meant for browsers"
                """,
        },
        options={"secret_names": ("*_PIN",), "allow": ("MAPS_*",)},
    ),
    Bad(
        "the name to read the environment with means something else: reported without a fix",
        """
        from flask import Flask

        os = "linux"
        app = Flask(__name__)
        app.secret_key = "crumbs"  # FLK614
        """,
    ),
    Bad(
        "fields of a settings object that is made without other values",
        """
        from dataclasses import dataclass

        from flask import Flask


        @dataclass
        class Settings:
            secret_key: str = "k4Jd-92mPq"


        settings = Settings()
        app = Flask(__name__)
        app.secret_key = settings.secret_key  # FLK614
        """,
    ),
    Good(
        "secrets and addresses from the environment, with and without a default",
        {
            "shop/__init__.py": _LOADS_CONFIG,
            "shop/config.py": """
                import os


                class Config:
                    SECRET_KEY = os.environ["SECRET_KEY"]
                    API_TOKEN = os.getenv("API_TOKEN", "tea")
                    DB_PASSWORD = os.environ.get("DB_PASSWORD") or "cake"
                    DATABASE_URL = f"postgresql://shop:{os.environ['DB_PASSWORD']}@db/shop"
                    REDIS_URL = "redis://:%s@redis" % os.environ["REDIS_PASSWORD"]
                    MEDIA_URL = "https://{}/media".format(os.environ["MEDIA_HOST"])
                """,
        },
    ),
    Good(
        "switches, limits, and names that only talk about secrets",
        {
            "shop/__init__.py": _LOADS_CONFIG,
            "shop/config.py": """
                class Config:
                    PASSWORD_MIN_LENGTH = 8
                    API_KEY_HEADER = "X-Api-Key"
                    API_TOKEN_PREFIX = "shop_"
                    JWT_SECRET_KEY_FILE = "/run/secrets/jwt"
                    JWT_TOKEN_LOCATION = ["headers"]
                    JWT_ALGORITHM = "HS256"
                    OAUTH_TOKEN_URL = "https://accounts.google.com/o/oauth2/token"
                    SECURITY_PASSWORD_HASH = "bcrypt"
                    SECURITY_MSG_FORGOT_PASSWORD = "Forgot your password?"
                    SECRET_KEY_ALGORITHM = "sha256"
                    SESSION_COOKIE_NAME = "shop_session"
                    CACHE_KEY_PREFIX = "shop"
                    RECAPTCHA_PUBLIC_KEY = "shown to everybody"
                    WTF_CSRF_SECRET_KEY = "signs what the session protects"
                    USE_PASSWORD = "required"
                    TOKEN_SECRET = ""
                    MAIL_PASSWORD = None
                    FEATURE_TOKENS = ["tea"]
                """,
        },
    ),
    Good(
        "values that are no secrets: paths, templates, names of keys",
        {
            "shop/__init__.py": _LOADS_CONFIG,
            "shop/config.py": """
                class Config:
                    TLS_PRIVATE_KEY = "/etc/shop/key.pem"
                    GOOGLE_APPLICATION_CREDENTIALS = "keys/google.json"
                    SECRET_KEY = "{{ secret_key }}"
                    DB_PASSWORD = "SHOP_DB_PASSWORD"
                    ACCESS_TOKEN = "access_token"
                    ADMIN_PASSWORD = "<password>"
                    DATABASE_URL = "postgresql://shop:<password>@db.example.org/shop"
                """,
        },
    ),
    Good(
        "addresses that are the same in each deployment",
        {
            "shop/__init__.py": _LOADS_CONFIG,
            "shop/config.py": """
                class Config:
                    SQLALCHEMY_DATABASE_URI = "sqlite:///shop.db"
                    TILL_DATABASE_URI = "sqlite:///:memory:"
                    REPORTS_DATABASE_URI = "sqlite://"
                    CELERY_BROKER_URL = "redis://localhost:6379/0"
                    CELERY_RESULT_BACKEND = "rpc://"
                    RABBITMQ_URL = "amqp://guest:guest@localhost:5672//"
                    BIND_HOST = "0.0.0.0"
                    SERVER_NAME = "localhost:5000"
                    MAIL_SERVER = "smtp.gmail.com"
                    STATIC_URL = "/static"
                    LOGIN_ENDPOINT = "auth.me"
                    LICENSE_URL = "https://www.gnu.org/licenses/agpl-3.0"
                    DOCS_URL = "http://docs.shop.internal"
                    MAIL_LOGO_URL = "https://www.shop.se/logo.png"
                    GITHUB_API_URL = "https://api.github.com"
                    TILES_URL = "https://{s}.tiles.shop.internal/{z}/{x}/{y}.png"
                    WSGI_SERVER = "waitress"
                    FRONTEND_URL = "https://shop.example.com"
                    SESSION_BACKEND = "shop.sessions.RedisBackend"
                """,
        },
    ),
    Good(
        "for development, where production reads the setting from outside",
        {
            "shop/__init__.py": """
                from flask import Flask

                from shop.config import configs


                def create_app(name="dev"):
                    app = Flask(__name__)
                    app.config.from_object(configs[name])
                    return app
                """,
            "shop/config.py": """
                import os


                class BaseConfig:
                    SECRET_KEY = os.environ["SECRET_KEY"]
                    ANTIVIRUS_API_KEY = os.environ.get("ANTIVIRUS_API_KEY")


                class DevelopmentConfig(BaseConfig):
                    SECRET_KEY = "crumbs"
                    ANTIVIRUS_API_KEY = "tea"
                    SQLALCHEMY_DATABASE_URI = "postgresql://shop:shop@127.0.0.1:5432/shop"


                class ProductionConfig(BaseConfig):
                    SQLALCHEMY_DATABASE_URI = os.environ.get("DATABASE_URL")


                configs = {"dev": DevelopmentConfig, "prod": ProductionConfig}
                """,
        },
    ),
    Bad(
        "a second app, on which a Blueprint is registered",
        {
            "shop/__init__.py": _LOADS_CONFIG,
            "shop/config.py": """
                class Config:
                    PAGE_SIZE = 20
                """,
            "shop/pages.py": """
                from flask import Blueprint

                bp = Blueprint("pages", __name__)


                @bp.get("/")
                def index():
                    return "ok"
                """,
            "status.py": """
                from flask import Flask

                from shop.pages import bp

                app = Flask(__name__)
                app.config["SECRET_KEY"] = "crumbs"  # FLK614
                app.register_blueprint(bp)
                """,
        },
        fixed={
            "status.py": """
                import os

                from flask import Flask

                from shop.pages import bp

                app = Flask(__name__)
                app.config["SECRET_KEY"] = os.environ["SECRET_KEY"]  # FLK614
                app.register_blueprint(bp)
                """,
        },
    ),
    Good(
        "a script with an app of its own, which nothing is put on and nobody imports",
        {
            "shop/__init__.py": _LOADS_CONFIG,
            "shop/config.py": """
                class Config:
                    PAGE_SIZE = 20
                """,
            "scripts/send_mail.py": """
                from flask import Flask

                app = Flask(__name__)
                app.config["SECRET_KEY"] = "crumbs"

                with app.app_context():
                    print("sent")
                """,
        },
    ),
    Good(
        "a configuration for tests",
        """
        from flask import Flask


        class Config:
            PAGE_SIZE = 20


        class Unit(Config):
            TESTING = True
            SECRET_KEY = "tests"


        class TestingConfig(Config):
            API_TOKEN = "tests"


        class Slow(TestingConfig):
            DATABASE_URL = "postgresql://shop:tests@db/tests"


        def create_app(config, testing=False):
            app = Flask(__name__)
            app.config.from_object({"a": Unit, "b": TestingConfig, "c": Slow, "d": Config}[config])
            if testing:
                app.config["DB_PASSWORD"] = "tests"
            return app


        def create_test_app():
            app = Flask(__name__)
            app.secret_key = "tests"
            return app
        """,
    ),
    Good(
        "a tutorial's key, which the instance's own file replaces",
        {
            "shop/__init__.py": """
                import os

                from flask import Flask


                def create_app(test_config=None):
                    app = Flask(__name__, instance_relative_config=True)
                    app.config.from_mapping(
                        SECRET_KEY="dev",
                        DATABASE=os.path.join(app.instance_path, "shop.sqlite"),
                    )
                    if test_config is None:
                        app.config.from_pyfile("config.py", silent=True)
                    else:
                        app.config.from_mapping(test_config)
                    return app
                """,
            "shop/admin/config.py": """
                PAGE_SIZE = 20
                """,
        },
    ),
    Good(
        "defaults that a loop over the environment replaces",
        """
        import os

        from flask import Flask

        app = Flask(__name__)
        app.config.update(SECRET_KEY="change me", DATABASE_URL="sqlite:///shop.db")
        for key in app.config:
            if key in os.environ:
                app.config[key] = os.environ[key]
        """,
    ),
    Bad(
        "set after the settings from outside were read",
        """
        from flask import Flask

        app = Flask(__name__)
        app.config["SECRET_KEY"] = "replaced below"
        app.config.from_prefixed_env()
        app.config["API_TOKEN"] = "tea"  # FLK614
        """,
        fixed="""
        import os

        from flask import Flask

        app = Flask(__name__)
        app.config["SECRET_KEY"] = "replaced below"
        app.config.from_prefixed_env()
        app.config["API_TOKEN"] = os.environ["API_TOKEN"]  # FLK614
        """,
    ),
    Good(
        "the default of what the same code computes",
        {
            "shop/__init__.py": _LOADS_SETTINGS,
            "shop/settings.py": """
                import os

                SECRET_KEY = "development"
                if "SECRET_KEY" in os.environ:
                    SECRET_KEY = os.environ["SECRET_KEY"]

                try:
                    API_TOKEN = os.environ["API_TOKEN"]
                except KeyError:
                    API_TOKEN = "tea"
                """,
        },
    ),
    Good(
        "addresses that a local module replaces",
        {
            "shop/__init__.py": _LOADS_SETTINGS,
            "shop/settings.py": """
                DATABASE_URL = "sqlite:///shop.db"

                try:
                    from local_settings import *
                except ImportError:
                    pass
                """,
        },
    ),
    Good(
        "fields of settings objects that somebody gives other values",
        {
            "shop/__init__.py": "",
            "shop/settings.py": """
                import os
                from dataclasses import dataclass

                from pydantic_settings import BaseSettings


                class Settings(BaseSettings):
                    secret_key: str = "read from the environment"


                @dataclass
                class Keys:
                    signing_key: str = "for tests only"

                    @classmethod
                    def from_env(cls):
                        return cls(signing_key=os.environ["SIGNING_KEY"])


                class Own:
                    api_key = "none so far"

                    def __init__(self):
                        self.api_key = os.environ["API_KEY"]


                @dataclass
                class Loaded:
                    SECRET_KEY: str = "for tests only"
                """,
            "shop/factory.py": """
                import os

                from flask import Flask

                from shop.settings import Keys, Loaded, Own, Settings

                settings = Settings()
                secret = settings.secret_key


                def create_app(keys: Keys):
                    app = Flask(__name__)
                    app.secret_key = settings.secret_key
                    app.config["SECRET_KEY"] = secret
                    app.config["SIGNING_KEY"] = keys.signing_key
                    app.config.from_mapping(API_KEY=Own().api_key)
                    app.config.from_object(Loaded(SECRET_KEY=os.environ["SECRET_KEY"]))
                    return app


                app = create_app(Keys.from_env())
                """,
        },
    ),
    Good(
        "a class that reads its fields from the environment",
        """
        from flask import Flask
        from pydantic_settings import BaseSettings


        class Settings(BaseSettings):
            SECRET_KEY: str = "development"
            DATABASE_URL: str = "sqlite:///shop.db"


        app = Flask(__name__)
        app.config.from_object(Settings())
        """,
    ),
    Good(
        "not known to be the config of an app",
        """
        from shop.legacy import registry


        class Config:
            SECRET_KEY = "nothing loads this"


        class Keys:
            SECRET_KEY = "SECRET_KEY"
            DB_PASSWORD = "db-password"


        def init_mail(app):
            app.config["MAIL_PASSWORD"] = "parcels"
            app.secret_key = "crumbs"


        registry.config.update(API_TOKEN="tea")
        settings = {}
        settings["API_TOKEN"] = "tea"
        """,
    ),
)
