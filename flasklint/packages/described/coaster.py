"""What coaster 0.6 does to an app's routes. Followed by flasklint, never imported."""

import inspect

RULES = {}


def route(rule, **options):
    def put(decorated):
        # A class has those of its bases only while it has none of its own.
        RULES[decorated] = [*RULES.get(decorated, []), (rule, options)]
        decorated.rules = RULES[decorated]
        return decorated

    return put


class ClassView:
    rules = [("", {})]

    @classmethod
    def init_app(cls, app, callback=None):
        for name, function in inspect.getmembers(cls, inspect.isfunction):
            for before, outer in cls.rules:
                for after, inner in getattr(function, "rules", []):
                    options = {**inner, **outer}
                    endpoint = options.pop("endpoint", f"{cls.__name__}_{name}")
                    app.add_url_rule(cls.joined(before, after), endpoint, function, **options)

    @classmethod
    def joined(cls, before, after):
        if after.startswith("/"):
            return after
        return before + after if before.endswith("/") or not after else f"{before}/{after}"


class UrlForView:
    pass


class UrlChangeCheck(UrlForView):
    pass


class InstanceLoader:
    pass


class ModelView(ClassView):
    pass
