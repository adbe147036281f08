"""What Flask-Classful 0.16 does to an app's routes. Followed by flasklint, never imported."""

import inspect
import re
from uuid import UUID

# A dict, for it is known what is no key of it, even where it cannot be told what two values are.
REQUIRED = {inspect.Parameter.empty: True}
POSITIONAL = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)


def route(rule, **options):
    def put(function):
        if not hasattr(function, "_rule_cache"):
            function._rule_cache = {}
        function._rule_cache.setdefault(function.__name__, []).append((rule, options))
        return function

    return put


def method(name, **options):
    def put(function):
        if not hasattr(function, "http_methods"):
            function.http_methods = []
        function.http_methods.append(name)
        return function

    return put


class FlaskView:
    decorators = []
    representations = {}
    route_base = None
    route_prefix = None
    trailing_slash = True
    base_args = []
    excluded_methods = []
    method_dashified = False
    default_methods = ["GET"]
    inspect_args = True
    type_hints = {str: "string", int: "int", float: "float", UUID: "uuid"}
    special_methods = {
        "get": ["GET"],
        "put": ["PUT"],
        "patch": ["PATCH"],
        "post": ["POST"],
        "delete": ["DELETE"],
        "index": ["GET"],
    }

    @classmethod
    def register(
        cls, app, route_base=None, subdomain=None, route_prefix=None, trailing_slash=None,
        method_dashified=None, base_class=None, init_argument=None, **options
    ):  # fmt: skip
        before = (cls.route_base, cls.route_prefix, cls.trailing_slash, cls.method_dashified)
        cls.route_base = route_base or cls.route_base
        cls.route_prefix = route_prefix or cls.route_prefix
        if trailing_slash is not None:
            cls.trailing_slash = trailing_slash
        if method_dashified is not None:
            cls.method_dashified = method_dashified
        inherited = [name for name, _ in inspect.getmembers(base_class or FlaskView)]
        for name, function in inspect.getmembers(cls, inspect.isfunction):
            hooks = [start for start in ("_", "before_", "after_") if name.startswith(start)]
            if not hooks and name not in inherited and name not in cls.excluded_methods:
                cls._declare(app, name, function, options)
        cls.route_base, cls.route_prefix, cls.trailing_slash, cls.method_dashified = before

    @classmethod
    def _declare(cls, app, name, function, options):
        endpoint = cls.build_route_name(name)
        if hasattr(function, "_rule_cache") and name in function._rule_cache:
            rules = function._rule_cache[name]
            for number, (rule, own) in enumerate(rules):
                given = {**own, **options}
                numbered = endpoint if len(rules) == 1 else f"{endpoint}_{number}"
                named = given.pop("endpoint", None) or numbered
                app.add_url_rule(cls.build_rule(rule), named, function, **given)
            return
        if name in cls.special_methods:
            methods = cls.special_methods[name]
            rule = cls.build_rule("/", function)
            if not cls.trailing_slash:
                rule = rule.rstrip("/") or "/"
        else:
            methods = cls.default_methods
            if hasattr(function, "http_methods"):
                methods = function.http_methods
            shown = name.replace("_", "-") if cls.method_dashified else name
            rule = cls.build_rule(f"/{shown}/" if cls.trailing_slash else f"/{shown}", function)
        if cls.trailing_slash and not rule.endswith("/"):
            rule = f"{rule}/"
        app.add_url_rule(rule, endpoint, function, methods=methods, **options)

    @classmethod
    def build_rule(cls, rule, method=None):
        parts = [cls.route_prefix, cls.get_route_base(), rule]
        if method and cls.inspect_args:
            for name, given in inspect.signature(method).parameters.items():
                if name == "self" or name in cls.base_args:
                    continue
                if given.kind in POSITIONAL and given.default in REQUIRED:
                    hint = cls.type_hints.get(given.annotation)
                    parts.append(f"<{hint}:{name}>" if hint else f"<{name}>")
        return re.sub("//+", "/", "/" + "/".join([part for part in parts if part]))

    @classmethod
    def get_route_base(cls):
        if cls.route_base is None:
            return cls.default_route_base().strip("/")
        for variable in cls.route_base.split("<")[1:]:
            cls.base_args.append(variable.split(">")[0].split(":")[-1])
        return cls.route_base.strip("/")

    @classmethod
    def default_route_base(cls):
        name = re.sub("(.)([A-Z][a-z]+)", r"\1-\2", cls.__name__.removesuffix("View"))
        return re.sub("([a-z0-9])([A-Z])", r"\1-\2", name).lower()

    @classmethod
    def build_route_name(cls, method_name):
        return f"{cls.__name__}:{method_name}"
