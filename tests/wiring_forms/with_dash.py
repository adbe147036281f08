"""Pages of Dash on an app."""

from wiring_forms.form import form

FORMS = [
    form(
        "Dash on an app that is there",
        """
        from dash import Dash, html
        from flask import Flask

        server = Flask(__name__)

        @server.route("/health")
        def health():
            return ""

        charts = Dash(__name__, server=server, routes_pathname_prefix="/charts/")
        charts.layout = html.Div("charts")
        """,
        "app:server",
    ),
    form(
        "Dash that makes its app",
        """
        import dash

        charts = dash.Dash(__name__)
        server = charts.server

        @server.route("/health")
        def health():
            return ""
        """,
        "app:server",
    ),
    form(
        "a subclass of Dash in a factory",
        """
        import dash
        from flask import Flask

        class Charts(dash.Dash):
            def __init__(self, *args, **kwargs):
                kwargs["title"] = "Charts"
                super(Charts, self).__init__(*args, **kwargs)

        def add_charts(server):
            return Charts(
                server=server, url_base_pathname="/all/charts/", assets_url_path="/files"
            )

        def create_app():
            app = Flask(__name__)
            with app.app_context():
                app = add_charts(app).server
            return app
        """,
        "app:create_app()",
    ),
    form(
        "Dash that gets its app later",
        """
        from dash import Dash
        from flask import Flask

        charts = Dash(
            __name__, server=False, health_endpoint="health", url_base_pathname="/charts/"
        )

        def create_app():
            app = Flask(__name__)
            charts.init_app(app)
            return app
        """,
        "app:create_app()",
    ),
]
