"""What `secret-fallback-in-production` reports, and what it must not."""

from __future__ import annotations

from flasklint.rule import Bad, Good

_FACTORY = """
    from flask import Flask

    from shop.config import configs


    def create_app(name="default"):
        app = Flask(__name__)
        app.config.from_object(configs[name])
        return app
    """
_LOADS_CONFIG = """
    from flask import Flask

    from shop.config import Config


    def create_app():
        app = Flask(__name__)
        app.config.from_object(Config)
        return app
    """

EXAMPLES: tuple[Good | Bad, ...] = (
    Bad(
        "in a base that production inherits; development keeps it",
        {
            "shop/__init__.py": _FACTORY,
            "shop/config.py": """
                import os


                class Config:
                    SECRET_KEY = os.getenv("SECRET_KEY", "dev-key-change-me")  # FLK615
                    DATABASE_URL = os.getenv("DATABASE_URL", "sqlite://")


                class DevelopmentConfig(Config):
                    \"\"\"For the desk.\"\"\"

                    DEBUG = True


                class TestConfig(Config):
                    TESTING = True


                class ProductionConfig(Config):
                    DEBUG = False


                configs = {
                    "default": DevelopmentConfig,
                    "test": TestConfig,
                    "production": ProductionConfig,
                }
                """,
        },
        fixed={
            "shop/config.py": """
                import os


                class Config:
                    SECRET_KEY = os.getenv("SECRET_KEY")  # FLK615
                    DATABASE_URL = os.getenv("DATABASE_URL", "sqlite://")


                class DevelopmentConfig(Config):
                    \"\"\"For the desk.\"\"\"

                    SECRET_KEY = os.getenv("SECRET_KEY", "dev-key-change-me")
                    DEBUG = True


                class TestConfig(Config):
                    SECRET_KEY = os.getenv("SECRET_KEY", "dev-key-change-me")
                    TESTING = True


                class ProductionConfig(Config):
                    DEBUG = False


                configs = {
                    "default": DevelopmentConfig,
                    "test": TestConfig,
                    "production": ProductionConfig,
                }
                """,
        },
    ),
    Bad(
        "the one class of settings, whatever `DEBUG` says, and every way to read the environment",
        {
            "shop/__init__.py": _LOADS_CONFIG,
            "shop/config.py": """
                import os as system
                from os import environ, getenv

                DEFAULT = "crumbs"


                class Config:
                    DEBUG = True
                    SECRET_KEY = environ.get("SHOP_KEY") or "crumbs"  # FLK615
                    JWT_SECRET_KEY = system.environ.get("JWT_SECRET_KEY", default="jam")  # FLK615
                    SECURITY_PASSWORD_SALT: str = getenv('SALT', 'salt')  # FLK615
                    FERNET_KEY = system.getenv(  # the fallback is for the desk
                        "FERNET_KEY", DEFAULT  # FLK615
                    )
                """,
        },
        fixed={
            "shop/config.py": """
                import os as system
                from os import environ, getenv

                DEFAULT = "crumbs"


                class Config:
                    DEBUG = True
                    SECRET_KEY = environ["SHOP_KEY"]  # FLK615
                    JWT_SECRET_KEY = system.environ["JWT_SECRET_KEY"]  # FLK615
                    SECURITY_PASSWORD_SALT: str = getenv('SALT')  # FLK615
                    # the fallback is for the desk
                    # FLK615
                    FERNET_KEY = system.environ["FERNET_KEY"]
                """,
        },
    ),
    Bad(
        "that other code asks how paths begin has nothing to do with settings",
        {
            "shop/__init__.py": _LOADS_CONFIG,
            "shop/config.py": """
                import os


                class Config:
                    SECRET_KEY = os.environ.get("SECRET_KEY", "crumbs")  # FLK615
                """,
            "shop/pages.py": """
                from flask import current_app, request


                def is_below(path, prefix):
                    return path.startswith(prefix)


                def is_own_page():
                    return request.path.startswith(current_app.config["PREFIX"])
                """,
        },
        fixed={
            "shop/config.py": """
                import os


                class Config:
                    SECRET_KEY = os.environ["SECRET_KEY"]  # FLK615
                """,
        },
    ),
    Bad(
        "tests pass a class of their own: the default of the factory counts, without a fix",
        {
            "shop/__init__.py": """
                from flask import Flask

                from config import Config


                def create_app(config_class=Config):
                    app = Flask(__name__)
                    app.config.from_object(config_class)
                    return app
                """,
            "config.py": """
                import os


                class Config:
                    SECRET_KEY = os.environ.get("SECRET_KEY", "crumbs")  # FLK615
                """,
            "checks.py": """
                from config import Config
                from shop import create_app


                class CheckConfig(Config):
                    TESTING = True


                app = create_app(CheckConfig)
                """,
            "tests/base.py": """
                from config import Config


                class TestConfig(Config):
                    TESTING = True
                """,
        },
    ),
    Bad(
        "set on the app",
        """
        import os

        from flask import Flask


        def create_app():
            app = Flask(__name__)
            app.secret_key = os.environ.get("SECRET_KEY", "crumbs")  # FLK615
            app.config["JWT_SECRET_KEY"] = os.getenv("JWT_SECRET_KEY", "jam")  # FLK615
            app.config.from_mapping(ENCRYPTION_KEY=os.getenv("KEY", "tea"))  # FLK615
            return app
        """,
        fixed="""
        import os

        from flask import Flask


        def create_app():
            app = Flask(__name__)
            app.secret_key = os.environ["SECRET_KEY"]  # FLK615
            app.config["JWT_SECRET_KEY"] = os.environ["JWT_SECRET_KEY"]  # FLK615
            app.config.from_mapping(ENCRYPTION_KEY=os.environ["KEY"])  # FLK615
            return app
        """,
    ),
    Bad(
        "a module of settings",
        {
            "app.py": """
                from flask import Flask

                app = Flask(__name__)
                app.config.from_object("settings")
                """,
            "settings.py": """
                import os

                SECRET_KEY = os.environ.get("SECRET_KEY", "crumbs")  # FLK615
                MAIL_PASSWORD = os.environ.get("MAIL_PASSWORD", "parcels")
                LOYALTY_PIN = os.environ.get("LOYALTY_PIN", "1234")  # FLK615
                """,
        },
        fixed={
            "settings.py": """
                import os

                SECRET_KEY = os.environ["SECRET_KEY"]  # FLK615
                MAIL_PASSWORD = os.environ.get("MAIL_PASSWORD", "parcels")
                LOYALTY_PIN = os.environ["LOYALTY_PIN"]  # FLK615
                """,
        },
        options={"secret_names": ("*_PIN",)},
    ),
    Bad(
        "a class for tests has its body on one line: reported without a fix",
        {
            "shop/__init__.py": _FACTORY,
            "shop/config.py": """
                import os


                class Config:
                    SECRET_KEY = os.getenv("SECRET_KEY", "crumbs")  # FLK615


                class TestConfig(Config): TESTING = True


                configs = {"default": Config, "test": TestConfig}
                """,
        },
    ),
    Bad(
        "no fix: another setting is computed from it",
        {
            "shop/__init__.py": _LOADS_CONFIG,
            "shop/config.py": """
                import os


                class Config:
                    SECRET_KEY = os.getenv("SECRET_KEY", "dev-key-change-me")  # FLK615
                    COOKIE_SALT = "cookies" + SECRET_KEY


                class DevelopmentConfig(Config):
                    DEBUG = True
                """,
        },
    ),
    Bad(
        "set on the app by a name of the module",
        """
        import os

        from flask import Flask

        SECRET_KEY = os.getenv("SECRET_KEY", "crumbs")  # FLK615
        app = Flask(__name__)
        app.config["SECRET_KEY"] = SECRET_KEY
        """,
        fixed="""
        import os

        from flask import Flask

        SECRET_KEY = os.environ["SECRET_KEY"]  # FLK615
        app = Flask(__name__)
        app.config["SECRET_KEY"] = SECRET_KEY
        """,
    ),
    Bad(
        "set on the app by a name of another module",
        {
            "shop/settings.py": """
                import os

                SECRET_KEY = os.environ.get("SECRET_KEY", "crumbs")
                """,
            "shop/__init__.py": """
                from flask import Flask

                from shop import settings


                def create_app():
                    app = Flask(__name__)
                    app.secret_key = settings.SECRET_KEY  # FLK615
                    return app
                """,
        },
        says="read it without a fallback there (shop/settings.py)",
    ),
    Bad(
        "a class of which all others inherit, with a fallback after `or`",
        {
            "app/__init__.py": """
                from flask import Flask

                from config import config


                def create_app(config_name):
                    app = Flask(__name__)
                    app.config.from_object(config[config_name])
                    config[config_name].init_app(app)
                    return app
                """,
            "config.py": """
                import os


                class Config:
                    SECRET_KEY = os.environ.get('SECRET_KEY') or 'hard to guess string'  # FLK615

                    @staticmethod
                    def init_app(app):
                        pass


                class DevelopmentConfig(Config):
                    DEBUG = True


                class TestingConfig(Config):
                    TESTING = True


                class ProductionConfig(Config):
                    @classmethod
                    def init_app(cls, app):
                        Config.init_app(app)


                config = {
                    'development': DevelopmentConfig,
                    'testing': TestingConfig,
                    'production': ProductionConfig,
                    'default': DevelopmentConfig,
                }
                """,
            "tests/test_basics.py": """
                from app import create_app

                app = create_app('testing')
                """,
        },
        fixed={
            "config.py": """
                import os


                class Config:
                    SECRET_KEY = os.environ.get('SECRET_KEY')  # FLK615

                    @staticmethod
                    def init_app(app):
                        pass


                class DevelopmentConfig(Config):
                    SECRET_KEY = os.environ.get('SECRET_KEY') or 'hard to guess string'
                    DEBUG = True


                class TestingConfig(Config):
                    SECRET_KEY = os.environ.get('SECRET_KEY') or 'hard to guess string'
                    TESTING = True


                class ProductionConfig(Config):
                    @classmethod
                    def init_app(cls, app):
                        Config.init_app(app)


                config = {
                    'development': DevelopmentConfig,
                    'testing': TestingConfig,
                    'production': ProductionConfig,
                    'default': DevelopmentConfig,
                }
                """,
        },
    ),
    Bad(
        "several variables, one after another",
        {
            "shop/__init__.py": _LOADS_CONFIG,
            "shop/config.py": """
                import os


                class Config:
                    SECRET_KEY = os.environ.get("KEY", os.environ.get("OLD", "tea"))  # FLK615
                    JWT_SECRET_KEY = os.getenv("JWT") or os.getenv("OLD_JWT") or "jam"  # FLK615
                    FERNET_KEY = os.getenv("FERNET") or os.getenv("OLD_FERNET", "toast")  # FLK615
                """,
        },
        says="where neither `",
    ),
    Bad(
        "what is read is made a text or bytes",
        {
            "shop/__init__.py": _LOADS_CONFIG,
            "shop/config.py": """
                import os


                class Config:
                    SECRET_KEY = str(os.getenv("SECRET_KEY", "crumbs"))  # FLK615
                    ENCRYPTION_KEY = os.getenv("ENCRYPTION", "butter").encode()  # FLK615
                """,
        },
    ),
    Bad(
        "with python-decouple and environs",
        {
            "shop/__init__.py": _LOADS_CONFIG,
            "shop/config.py": """
                from decouple import config
                from environs import Env

                env = Env()
                env.read_env()


                class Config:
                    SECRET_KEY = config("SECRET_KEY", default="crumbs")  # FLK615
                    JWT_SECRET_KEY = env.str("JWT_SECRET_KEY", "jam")  # FLK615
                    FERNET_KEY = env("FERNET_KEY", default="toast")  # FLK615
                    CSRF_SECRET = config("CSRF_SECRET", default="tea", cast=str)  # FLK615
                """,
        },
        fixed={
            "shop/config.py": """
                from decouple import config
                from environs import Env

                env = Env()
                env.read_env()


                class Config:
                    SECRET_KEY = config("SECRET_KEY")  # FLK615
                    JWT_SECRET_KEY = env.str("JWT_SECRET_KEY")  # FLK615
                    FERNET_KEY = env("FERNET_KEY")  # FLK615
                    CSRF_SECRET = config("CSRF_SECRET", default="tea", cast=str)  # FLK615
                """,
        },
    ),
    Bad(
        "with functions of the project: reported without a fix",
        {
            "shop/__init__.py": _LOADS_CONFIG,
            "shop/environment.py": """
                import os


                def env(name, default=None):
                    return os.environ.get(name, default)


                def setting(default, *, name=None):
                    return default


                def text(name, other):
                    value = os.getenv(name) or other
                    return value
                """,
            "shop/config.py": """
                from shop.environment import env, text


                class Config:
                    SECRET_KEY = env("SECRET_KEY", "crumbs")  # FLK615
                    JWT_SECRET_KEY = env("JWT_SECRET_KEY", default="jam")  # FLK615
                    FERNET_KEY = text(other="tea", name="FERNET_KEY")  # FLK615
                """,
        },
    ),
    Good(
        "functions that may refuse, and reads without a fallback",
        {
            "shop/__init__.py": _LOADS_CONFIG,
            "shop/environment.py": """
                import os


                def env(name, default=None):
                    if os.environ.get("SHOP_ENV") == "production" and name not in os.environ:
                        raise RuntimeError(f"{name} is not set")
                    return os.environ.get(name, default)


                def other(name, default):
                    return os.environ[name]
                """,
            "shop/config.py": """
                import os

                from decouple import config
                from environs import Env

                from shop.environment import env, other

                settings = Env()


                class Config:
                    SECRET_KEY = env("SHOP_KEY", "crumbs")
                    JWT_SECRET_KEY = other("JWT_KEY", "jam")
                    FERNET_KEY = settings.str("FERNET_KEY")
                    CSRF_SECRET = config("CSRF_SECRET")
                    ENCRYPTION_KEY = os.getenv("KEY") or os.environ["OLD_KEY"]
                    SIGNING_KEY = str(os.getenv("SIGNING_KEY"))
                """,
        },
    ),
    Good(
        "set by a name that is bound twice",
        {
            "app.py": """
                import os

                from flask import Flask

                SECRET_KEY = os.getenv("SECRET_KEY", "crumbs")
                if "SHOP_KEY" in os.environ:
                    SECRET_KEY = os.environ["SHOP_KEY"]

                app = Flask(__name__)
                app.config["JWT_SECRET_KEY"] = SECRET_KEY
                """,
        },
    ),
    Good(
        "something asks which of some variables are missing",
        {
            "shop/__init__.py": _LOADS_CONFIG,
            "shop/config.py": """
                import os


                class Config:
                    SECRET_KEY = os.environ.get("SECRET_KEY", "unsafe-crumbs")
                """,
            "shop/start.py": """
                import os

                NEEDED = ("SECRET_KEY", "DATABASE_URL")


                def check():
                    missing = [name for name in NEEDED if name not in os.environ]
                    if missing:
                        raise SystemExit(f"not set: {missing}")
                """,
        },
    ),
    Good(
        "something subtracts what is set from what is needed",
        {
            "shop/__init__.py": _LOADS_CONFIG,
            "shop/config.py": """
                import os


                class Config:
                    SECRET_KEY = os.environ.get("SECRET_KEY", "unsafe-crumbs")
                """,
            "shop/start.py": """
                import os


                def check():
                    missing = {"SECRET_KEY", "DATABASE_URL"} - set(os.environ)
                    if missing:
                        raise SystemExit(f"not set: {missing}")
                """,
        },
    ),
    Good(
        "the fallback is a name that is compared",
        {
            "shop/__init__.py": _LOADS_CONFIG,
            "shop/config.py": """
                import os

                UNSAFE = "crumbs"


                class Config:
                    SECRET_KEY = os.environ.get("SECRET_KEY", UNSAFE)
                """,
            "shop/start.py": """
                from shop.config import UNSAFE


                def check(app):
                    if app.secret_key == UNSAFE:
                        raise SystemExit("set the key")
                """,
        },
    ),
    Good(
        "what begins like the fallback is refused",
        {
            "shop/__init__.py": _LOADS_CONFIG,
            "shop/config.py": """
                import os


                class Config:
                    SECRET_KEY = os.environ.get("SECRET_KEY", "unsafe-crumbs")
                """,
            "shop/start.py": """
                def check(settings):
                    for name in dir(settings):
                        if str(getattr(settings, name)).startswith("unsafe-"):
                            raise SystemExit(f"set {name}")
                """,
        },
    ),
    Good(
        "what begins as something computed is refused, in a function that the check calls",
        {
            "shop/__init__.py": _LOADS_CONFIG,
            "shop/config.py": """
                import os


                class Config:
                    SECRET_KEY = os.environ.get("SECRET_KEY", "unsafe-crumbs")
                """,
            "shop/start.py": """
                from shop.rules import is_weak


                def check(app):
                    if is_weak(app.config["SECRET_KEY"]):
                        raise SystemExit("weak settings")
                """,
            "shop/rules.py": """
                from shop.words import WEAK


                def is_weak(value):
                    return any(value.startswith(word) for word in WEAK)
                """,
        },
    ),
    Good(
        "every value of the config is looked at",
        {
            "shop/__init__.py": _LOADS_CONFIG,
            "shop/config.py": """
                import os


                class Config:
                    SECRET_KEY = os.environ.get("SECRET_KEY", "unsafe-crumbs")
                """,
            "shop/start.py": """
                from shop.rules import is_weak


                def check(app):
                    if any(is_weak(value) for value in app.config.values()):
                        raise SystemExit("weak settings")
                """,
        },
    ),
    Good(
        "production has a key of its own",
        {
            "shop/__init__.py": _FACTORY,
            "shop/config.py": """
                import os


                class Config:
                    SECRET_KEY = os.getenv("SECRET_KEY", "crumbs")


                class DevelopmentConfig(Config):
                    DEBUG = True


                class ProductionConfig(Config):
                    SECRET_KEY = os.environ["SECRET_KEY"] if "SHOP" in os.environ else None


                configs = {"default": DevelopmentConfig, "production": ProductionConfig}
                """,
        },
    ),
    Good(
        "only classes for development and tests have the fallback",
        {
            "shop/__init__.py": _FACTORY,
            "shop/config.py": """
                import os


                class Config:
                    SECRET_KEY = os.environ.get("SECRET_KEY")


                class DevelopmentConfig(Config):
                    SECRET_KEY = os.getenv("SECRET_KEY", "crumbs")


                class Testing(Config):
                    SECRET_KEY = os.getenv("SECRET_KEY", "crumbs")


                configs = {"default": DevelopmentConfig, "test": Testing, "production": Config}
                """,
        },
    ),
    Good(
        "the application refuses to start with the fallback",
        {
            "shop/__init__.py": """
                from flask import Flask

                from shop.config import Config


                def create_app():
                    app = Flask(__name__)
                    app.config.from_object(Config)
                    if not app.debug and app.config["SECRET_KEY"] == "crumbs":
                        raise RuntimeError("set SECRET_KEY")
                    return app
                """,
            "shop/config.py": """
                import os


                class Config:
                    SECRET_KEY = os.getenv("SECRET_KEY", "crumbs")
                """,
        },
    ),
    Good(
        "computed fallbacks, other settings, no fallback, a class that no app loads",
        {
            "shop/__init__.py": _LOADS_CONFIG,
            "shop/config.py": """
                import os
                import secrets


                class Config:
                    SECRET_KEY = os.getenv("SECRET_KEY", secrets.token_hex())
                    JWT_SECRET_KEY = os.getenv("JWT_SECRET_KEY")
                    FERNET_KEY = os.getenv("FERNET_KEY", "")
                    PRIVATE_KEY = os.getenv("PRIVATE_KEY", "/run/secrets/private.pem")
                    JWT_SECRET_KEY_NAME = os.getenv("JWT_SECRET_KEY_NAME", "kid")
                    MAIL_PASSWORD = os.getenv("MAIL_PASSWORD", "parcels")


                class Worker:
                    SECRET_KEY = os.getenv("SECRET_KEY", "crumbs")
                """,
        },
    ),
    Good(
        "settings from outside come on top",
        {
            "shop/__init__.py": """
                from flask import Flask

                from shop.config import Config


                def create_app():
                    app = Flask(__name__)
                    app.config.from_object(Config)
                    app.config.from_prefixed_env()
                    return app
                """,
            "shop/config.py": """
                import os


                class Config:
                    SECRET_KEY = os.getenv("SECRET_KEY", "crumbs")
                """,
        },
    ),
    Good(
        "in code for development, and allowed by name",
        """
        import os

        from flask import Flask

        app = Flask(__name__)
        app.config["HASH_SALT"] = os.getenv("HASH_SALT", "salt")

        if __name__ == "__main__":
            app.secret_key = os.environ.get("SECRET_KEY", "crumbs")
            app.run()
        """,
        options={"allow": ("*_SALT",)},
    ),
)
