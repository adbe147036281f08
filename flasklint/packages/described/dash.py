"""What Dash 2 to 4 do to an app's routes. Followed by flasklint, never imported."""

from flask import Blueprint, Flask


class Dash:
    def __init__(
        self, name=None, server=True, *folders, assets_folder="assets", assets_url_path="assets",
        url_base_pathname=None, routes_pathname_prefix=None, health_endpoint=None, **options
    ):  # fmt: skip
        self.assets_folder = assets_folder
        self.assets_url_path = assets_url_path
        self.prefix = routes_pathname_prefix or url_base_pathname or "/"
        self.health_endpoint = health_endpoint
        if server is True:
            self.server = Flask(name)
        else:
            self.server = server
        if server:
            self.init_app()

    def init_app(self, app=None, **options):
        self.server = app or self.server
        self.prefix = options.get("routes_pathname_prefix", self.prefix)
        assets = Blueprint(
            self.prefix.replace("/", "_").replace(".", "_") + "dash_assets",
            __name__,
            static_folder=self.assets_folder,
            static_url_path=self.prefix + self.assets_url_path.lstrip("/"),
        )
        self.server.register_blueprint(assets)
        self.declare("_dash-component-suites/<string:package_name>/<path:fingerprinted_path>")
        self.declare("_dash-layout")
        self.declare("_dash-dependencies")
        self.declare("_dash-update-component", "POST")
        self.declare("_reload-hash")
        self.declare("_favicon.ico")
        if self.health_endpoint is not None:
            self.declare(self.health_endpoint)
        self.declare("")
        self.declare("<path:path>")

    def declare(self, name, method="GET"):
        rule = self.prefix + name
        self.server.add_url_rule(rule, rule, methods=[method])
