"""How Flask 3.1 puts a Blueprint's rules on an app. Followed by flasklint, never imported."""


class BlueprintSetupState:
    def add_url_rule(self, rule, endpoint=None, view_func=None, **options):
        if self.url_prefix is not None:
            if rule:
                rule = "/".join((self.url_prefix.rstrip("/"), rule.lstrip("/")))
            else:
                rule = self.url_prefix
        self.app.add_url_rule(rule, f"{self.name_prefix}{endpoint}", view_func, **options)
