"""What `uncached-settings-factory` reports, and what it must not."""

from __future__ import annotations

from flasklint.rule import Bad, Good

_SETTINGS = """
    from pydantic_settings import BaseSettings


    class Common(BaseSettings):
        name: str = "shop"


    class Settings(Common):
        debug: bool = False
    """
_VIEW = """
    from flask import Blueprint

    from shop.dependencies import get_settings

    bp = Blueprint("pages", __name__)


    @bp.get("/")
    def index():
        return get_settings().name
    """

EXAMPLES: tuple[Good | Bad, ...] = (
    Bad(
        "made at each request",
        {
            "shop/__init__.py": "",
            "shop/settings.py": _SETTINGS,
            "shop/dependencies.py": '''
                """What the views depend on."""

                from shop.settings import Settings


                def get_settings() -> Settings:  # FLK824
                    """The settings."""
                    return Settings()
                ''',
            "shop/pages.py": _VIEW,
        },
        fixed={
            "shop/dependencies.py": '''
                """What the views depend on."""

                from functools import lru_cache

                from shop.settings import Settings


                @lru_cache
                def get_settings() -> Settings:  # FLK824
                    """The settings."""
                    return Settings()
                ''',
        },
    ),
    Bad(
        "through a name, with an alias, and beside `import functools`",
        {
            "shop/__init__.py": "",
            "shop/settings.py": _SETTINGS,
            "shop/dependencies.py": """
                import functools

                from dynaconf import Dynaconf

                import shop.settings as configuration


                def get_settings():  # FLK824
                    made = configuration.Settings(_env_file=".env", debug=True)
                    return made


                def files(): return Dynaconf(environments=True)  # FLK824


                @functools.cache
                def other():
                    return configuration.Settings(), files()
                """,
            "shop/pages.py": """
                from flask import Flask

                from shop import dependencies as needed

                app = Flask(__name__)
                show = lambda: needed.get_settings().name


                def title():
                    return needed.get_settings().name


                @app.before_request
                def check():
                    return None if title() else needed.files().name
                """,
        },
        fixed={
            "shop/dependencies.py": """
                import functools

                from dynaconf import Dynaconf

                import shop.settings as configuration


                @functools.lru_cache
                def get_settings():  # FLK824
                    made = configuration.Settings(_env_file=".env", debug=True)
                    return made


                @functools.lru_cache
                def files(): return Dynaconf(environments=True)  # FLK824


                @functools.cache
                def other():
                    return configuration.Settings(), files()
                """,
        },
    ),
    Bad(
        "no fix: the name `lru_cache` is something else here, or a comment stands above",
        {
            "shop/__init__.py": "",
            "shop/settings.py": _SETTINGS,
            "shop/dependencies.py": """
                from cachetools.func import lru_cache

                from shop.settings import Settings


                def get_settings():  # FLK824
                    return Settings()


                @lru_cache(3)
                def name():
                    return get_settings().name
                """,
            "shop/others.py": """
                from shop.settings import Settings


                # For all parts of the shop.
                def get_settings():  # FLK824
                    return Settings()


                def show():
                    return get_settings().name
                """,
            "shop/pages.py": """
                from flask import Blueprint

                from shop import dependencies, others

                bp = Blueprint("pages", __name__)


                @bp.get("/")
                def index():
                    return others.show() + dependencies.get_settings().name
                """,
        },
    ),
    Bad(
        "no fix: who makes the application changes what it gets",
        {
            "shop/settings.py": _SETTINGS,
            "shop/dependencies.py": """
                from shop.settings import Settings


                def get_settings():  # FLK824
                    return Settings()
                """,
            "shop/pages.py": _VIEW,
            "shop/__init__.py": """
                from flask import Flask

                from shop import pages
                from shop.dependencies import get_settings


                def create_app(name):
                    settings = get_settings()
                    settings.name = name
                    app = Flask(settings.name)
                    app.register_blueprint(pages.bp)
                    return app
                """,
        },
    ),
    Good(
        "once for each application, or where what it makes is kept",
        {
            "shop/settings.py": _SETTINGS,
            "shop/dependencies.py": """
                from functools import cached_property, lru_cache

                from flask import g

                from shop.settings import Settings

                kept = None


                def load():
                    return Settings()


                @lru_cache
                def name():
                    return load().name


                class Holder:
                    @cached_property
                    def settings(self):
                        return load()


                def get():
                    global kept
                    if kept is None:
                        kept = load()
                    return kept


                def of_request():
                    if "settings" not in g:
                        made = load()
                        g.settings = made
                    return g.settings
                """,
            "shop/__init__.py": """
                from flask import Flask

                from shop.dependencies import get, load, name, of_request


                def configure(app):
                    app.config["NAME"] = load().name


                def create_app(settings=None):
                    settings = settings or load()
                    app = Flask(settings.name)
                    configure(app)

                    @app.get("/")
                    def index():
                        return f"{name()} {get().name} {of_request().name}"

                    return app


                def main():
                    print(load().name)
                """,
        },
    ),
    Good(
        "cached, or kept in another way",
        {
            "shop/__init__.py": "",
            "shop/settings.py": _SETTINGS,
            "shop/dependencies.py": """
                from functools import cache, lru_cache

                from flask import g

                from shop.settings import Settings

                made = None


                @lru_cache()
                def get_settings():
                    return Settings()


                @cache
                def get_cached():
                    return Settings()


                def get_kept():
                    global made
                    if made is None:
                        made = Settings()
                    return made


                def get_of_request():
                    if "settings" not in g:
                        g.settings = Settings()
                    return g.settings
                """,
            "shop/pages.py": _VIEW,
            "shop/others.py": """
                from shop.dependencies import get_cached, get_kept, get_of_request


                def names():
                    return [get_cached().name, get_kept().name, get_of_request().name]
                """,
        },
    ),
    Good(
        "called once, as the module is imported; or by nobody that is seen",
        {
            "shop/__init__.py": "",
            "shop/settings.py": _SETTINGS,
            "shop/config.py": """
                from shop.settings import Settings


                def load():
                    return Settings()


                def unused():
                    return Settings()


                settings = load()
                """,
        },
    ),
    Good(
        "depends on what it is given",
        {
            "shop/__init__.py": "",
            "shop/settings.py": _SETTINGS,
            "shop/config.py": """
                from shop.settings import Common, Settings

                chosen = "a"


                def of_file(name):
                    return Settings(_env_file=name)


                def of_chosen():
                    return Settings(_env_file=chosen)


                def either():
                    return Settings() if chosen else Common()


                async def later():
                    return Settings()


                class Holder:
                    def get(self):
                        return Settings()


                def names():
                    return of_file("x"), of_chosen(), either(), later(), Holder().get()
                """,
        },
    ),
    Good(
        "no settings: a class of the project's own, which costs nothing to make",
        """
        class Settings:
            debug = False


        def get_settings():
            return Settings()


        def show():
            return get_settings().debug
        """,
    ),
)
