"""FLK605."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint.facts.node import Place
from flasklint.rule import Bad, Checker, Evidence, Finding, Fix, Good, Project, Replace, Rule
from flasklint_rules.config.shared.known_keys import is_known_key

_PROPERTIES = frozenset(
    ("builtins.property", "functools.cached_property", "werkzeug.utils.cached_property")
)
_CONFIGS = frozenset(("config", "conf", "cfg"))


@dataclass(frozen=True)
class PropertyInConfigClass(Rule):
    """A property in a class of settings that is loaded as a class, not as an object.

    ## What it does

    Reports `@property` above an upper-case name in a class that an app loads with
    `app.config.from_object(Config)` or `from_object("shop.config.Config")`.

    ## Why it matters

    A property has a value only on an object. `from_object` takes the attributes of what it is
    given: of a class, that is the property itself. `app.config["DATABASE"]` is then
    `<property object at 0x...>`, which nothing can connect to, or which is simply true.

    ## What it must know

    That the app is given the class, or one that inherits the property, and nowhere an object of
    it, and that Flask, a common extension or the project reads the setting from the config. It is
    silent if a class that is loaded sets a plain value in place of the property, and if code sets
    the key on the config by itself.

    ## When not to use it

    Where a metaclass makes values of properties.

    ## Fix safety

    The fix is unsafe: it has an object of the class loaded, `from_object(Config())`, as Flask's
    documentation does for classes with properties. There is no fix where the class is named by a
    string or has a constructor or a base that is not known.
    """

    code = "FLK605"
    category = "correctness"
    severity = "error"
    preview = True
    fix = "sometimes"
    examples = (
        Bad(
            "the setting is a property object",
            """
            from flask import Flask


            class Config:
                HOST = "db.example"

                @property
                def DATABASE(self):  # FLK605
                    return f"postgresql://{self.HOST}/shop"


            app = Flask(__name__)
            app.config.from_object(Config)


            @app.get("/")
            def index():
                return app.config["DATABASE"]
            """,
            fixed="""
            from flask import Flask


            class Config:
                HOST = "db.example"

                @property
                def DATABASE(self):  # FLK605
                    return f"postgresql://{self.HOST}/shop"


            app = Flask(__name__)
            app.config.from_object(Config())


            @app.get("/")
            def index():
                return app.config["DATABASE"]
            """,
            fails="GET /: TypeError: The view function did not return a valid response",
        ),
        Good(
            "an object is loaded",
            """
            from flask import Flask


            class Config:
                @property
                def DATABASE(self):
                    return "postgresql://db.example/shop"


            app = Flask(__name__)
            app.config.from_object(Config())


            @app.get("/")
            def index():
                return app.config["DATABASE"]
            """,
            works="GET /",
        ),
    )

    def check(self, checker: Checker) -> Iterator[Finding]:
        file, project = checker.file, checker.project
        sources = project.config_sources
        own = [path for path in sources.classes if path.startswith(f"{file.module}.")]
        if not own or file.words.isdisjoint(("property", "cached_property")):
            return
        for node in file.tree.all(cst.ClassDef):
            path = file.names.definition_path(node)
            for method in node.body.body if path in own else ():
                if not isinstance(method, cst.FunctionDef) or not method.name.value.isupper():
                    continue
                name = method.name.value
                loaded = _loaded_with(path, name, project)
                if not loaded or not _is_property(method, checker) or not _is_read(name, project):
                    continue
                place = sources.classes[loaded]
                label = loaded.rpartition(".")[2]
                yield Finding(
                    method,
                    f"`{name}` is a property, and `from_object` is given the class: "
                    f'`app.config["{name}"]` is the property object, not its value; load an '
                    f"object, `from_object({label}())`",
                    (Evidence("the class is loaded here", place),),
                    _fix(place, loaded, checker),
                )


def _loaded_with(path: str, name: str, project: Project) -> str:
    """A class that an app loads with an attribute that the one at a path gives it; "" if there is
    none, or an app is given an object that has the attribute."""
    sources = project.config_sources
    found = [
        each
        for each in sorted(sources.direct)
        if path in (each, *(project.bases(each) or ()))
        and project.attribute_owner(each, name) == path
    ]
    return found[0] if found and sources.made.isdisjoint(found) else ""


def _is_property(method: cst.FunctionDef, checker: Checker) -> bool:
    return any(checker.canonical(each.decorator) in _PROPERTIES for each in method.decorators)


def _is_read(key: str, project: Project) -> bool:
    """Whether somebody reads the setting from the config, and it is not set there by itself."""
    if project.sets_key(key):
        return False
    readers = project.readers_of_key(key)
    return is_known_key(key) or any(owner.lower() in _CONFIGS for owner in readers)


def _fix(place: Place, path: str, checker: Checker) -> Fix | None:
    """An object of the class is loaded where the class is."""
    project = checker.project
    bases = project.bases(path) or ("?",)
    if any(project.defined_at(base) is None for base in bases if base != "builtins.object"):
        return None
    if project.parameters_of(path):
        return None
    home = checker.file.open(place.filename)
    match home.node(place):
        case cst.Call(args=[cst.Arg(value=(cst.Name() | cst.Attribute()) as given)]):
            if checker.at(home).canonical(given) == path:
                text = f"{home.code(given)}()"
                return Fix(f"load `{text}`", (Replace(home.place(given), text),))
    return None
