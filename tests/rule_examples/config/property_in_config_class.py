"""More of what `property-in-config-class` reports, and what it must not."""

from __future__ import annotations

from flasklint.rule import Bad, Good

EXAMPLES: tuple[Good | Bad, ...] = (
    Bad(
        "in a base, loaded in a factory of another module",
        {
            "shop/config.py": """
                from functools import cached_property


                class Config:
                    HOST = "localhost"

                    @cached_property
                    def SQLALCHEMY_DATABASE_URI(self):  # FLK605
                        return "postgresql://" + self.HOST


                class Production(Config):
                    HOST = "db.example"
                """,
            "shop/__init__.py": """
                from flask import Flask

                from shop import config


                def create_app():
                    app = Flask(__name__)
                    app.config.from_object(config.Production)
                    return app
                """,
        },
        fixed={
            "shop/__init__.py": """
                from flask import Flask

                from shop import config


                def create_app():
                    app = Flask(__name__)
                    app.config.from_object(config.Production())
                    return app
                """,
        },
    ),
    Bad(
        "named by a string",
        {
            "shop/config.py": """
                class Config:
                    @property
                    def SECRET_KEY(self):  # FLK605
                        return "s"
                """,
            "shop/__init__.py": """
                from flask import Flask


                def create_app():
                    app = Flask(__name__)
                    app.config.from_object("shop.config.Config")
                    return app
                """,
        },
    ),
    Bad(
        "a constructor that takes arguments",
        {
            "app.py": """
                from flask import Flask


                class Config:
                    def __init__(self, key):
                        self.key = key

                    @property
                    def SECRET_KEY(self):  # FLK605
                        return self.key


                app = Flask(__name__)
                app.config.from_object(Config)
                """,
        },
    ),
    Good(
        "some environments load an object, from a table",
        {
            "app.py": """
                import os

                from flask import Flask


                class Config:
                    @property
                    def SECRET_KEY(self):
                        return "s"


                class Production(Config):
                    pass


                configs = {"production": Production(), "default": Config()}
                app = Flask(__name__)
                app.config.from_object(configs[os.environ.get("SHOP_ENV", "default")])
                """,
        },
    ),
    Good(
        "all that is loaded sets a value",
        """
        from flask import Flask


        class Config:
            @property
            def SECRET_KEY(self):
                raise NotImplementedError


        class Production(Config):
            SECRET_KEY = "s"


        app = Flask(__name__)
        app.config.from_object(Production)
        """,
    ),
    Good(
        "a property of the class itself, one that nothing reads, and one that is set on the app",
        """
        from flask import Flask


        class classproperty:
            def __init__(self, function):
                self.function = function

            def __get__(self, instance, owner):
                return self.function(owner)


        class Config:
            @classproperty
            def SECRET_KEY(cls):
                return "s"

            @property
            def OWN_HELPER(self):
                return 1

            @property
            def PREFERRED_URL_SCHEME(self):
                return "https"


        app = Flask(__name__)
        app.config.from_object(Config)
        app.config["PREFERRED_URL_SCHEME"] = Config().PREFERRED_URL_SCHEME
        """,
        works="start",
    ),
)
