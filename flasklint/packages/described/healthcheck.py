"""What healthcheck 1.3 does to an app's routes; py-healthcheck, which is imported by the same name,
adds none. Followed by flasklint, never imported."""


class EnvironmentDump:
    def __init__(self, app=None, path=None, *included, **options):
        if app is not None:
            self.init_app(app, path)

    def init_app(self, app, path):
        if path:
            app.add_url_rule(path, "dump_environment")


class HealthCheck(EnvironmentDump):
    def init_app(self, app, path):
        if path:
            app.add_url_rule(path, "check")
