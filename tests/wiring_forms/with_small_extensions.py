"""Extensions that add a page or two."""

from wiring_forms.form import form

FORMS = [
    form(
        "the pages of flask-swagger-ui",
        """
        from flask import Flask
        from flask_swagger_ui import get_swaggerui_blueprint

        SWAGGER_URL = "/api/docs"
        API_URL = "/static/swagger.json"
        app = Flask(__name__)
        docs = get_swaggerui_blueprint(SWAGGER_URL, API_URL, config={"app_name": "Shop"})
        app.register_blueprint(docs)
        """,
    ),
    form(
        "two Blueprints of flask-swagger-ui, one registered elsewhere than it was made for",
        """
        from flask import Flask
        from flask_swagger_ui import get_swaggerui_blueprint

        def create_app():
            app = Flask(__name__)
            first = get_swaggerui_blueprint("/docs", "/v1.json")
            second = get_swaggerui_blueprint("/docs/v2", "/v2.json", blueprint_name="second")
            app.register_blueprint(first, url_prefix="/v1/docs")
            app.register_blueprint(second)
            return app
        """,
        "app:create_app()",
    ),
    form(
        "the files of Flask-Themes2",
        """
        from flask import Flask
        from flask_themes2 import Themes

        themes = Themes()

        def create_app():
            app = Flask(__name__)
            themes.init_themes(app, app_identifier="shop", theme_url_prefix="/looks")
            return app
        """,
        "app:create_app()",
    ),
    form(
        "the metrics of prometheus-flask-exporter, with views that it measures",
        """
        from flask import Flask
        from prometheus_client import CollectorRegistry
        from prometheus_flask_exporter import PrometheusMetrics

        app = Flask(__name__)
        metrics = PrometheusMetrics(app, registry=CollectorRegistry())
        metrics.info("shop", "The shop", version="1")

        @app.route("/books")
        @metrics.do_not_track()
        @metrics.counter("books", "Books", labels={"status": lambda r: r.status_code})
        def books():
            return ""

        @app.route("/authors")
        @metrics.gauge("authors", "Authors")
        def authors():
            return ""
        """,
    ),
    form(
        "the metrics of prometheus-flask-exporter in a factory, on a path of their own",
        """
        from flask import Flask
        from prometheus_client import CollectorRegistry
        from prometheus_flask_exporter import PrometheusMetrics

        metrics = PrometheusMetrics.for_app_factory(
            path="/internal/metrics", registry=CollectorRegistry(), export_defaults=False
        )

        def create_app():
            app = Flask(__name__)
            metrics.init_app(app)
            return app
        """,
        "app:create_app()",
    ),
    form(
        "metrics of prometheus-flask-exporter that are decorated, and some without a page",
        """
        from functools import wraps

        from flask import Flask
        from prometheus_client import CollectorRegistry
        from prometheus_flask_exporter import PrometheusMetrics, RESTfulPrometheusMetrics

        def private(view):
            @wraps(view)
            def checked(*args, **kwargs):
                return view(*args, **kwargs)

            return checked

        app = Flask(__name__)
        PrometheusMetrics(
            app, "/all", metrics_decorator=private, registry=CollectorRegistry()
        )
        quiet = PrometheusMetrics(app, path=None, registry=CollectorRegistry())
        other = RESTfulPrometheusMetrics.for_app_factory(path=None, registry=CollectorRegistry())
        other.init_app(app, None)
        """,
    ),
    form(
        "the classes of prometheus-flask-exporter for several processes",
        """
        import os
        import tempfile

        os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.gettempdir()

        from flask import Flask
        from prometheus_flask_exporter.multiprocess import (
            GunicornInternalPrometheusMetrics,
            GunicornPrometheusMetrics,
        )

        app = Flask(__name__)
        GunicornPrometheusMetrics(app, export_defaults=False)
        GunicornInternalPrometheusMetrics(app, path="/inside", export_defaults=False)
        del os.environ["PROMETHEUS_MULTIPROC_DIR"]
        """,
    ),
    form(
        "the debug toolbar in an app that is debugged",
        """
        from flask import Flask
        from flask_debugtoolbar import DebugToolbarExtension

        app = Flask(__name__)
        app.debug = True
        app.config["SECRET_KEY"] = "not so secret"
        toolbar = DebugToolbarExtension(app)
        """,
    ),
    form(
        "the debug toolbar in an app that is not debugged",
        """
        from flask import Flask
        from flask_debugtoolbar import DebugToolbarExtension

        toolbar = DebugToolbarExtension()

        def create_app():
            app = Flask(__name__)
            app.config["SECRET_KEY"] = "not so secret"
            toolbar.init_app(app)
            return app
        """,
        "app:create_app()",
    ),
    form(
        "the debug toolbar that a setting switches on",
        """
        from flask import Flask
        from flask_debugtoolbar import DebugToolbarExtension

        class Settings:
            SECRET_KEY = "not so secret"
            DEBUG_TB_ENABLED = True

        def create_app():
            app = Flask(__name__)
            app.config.from_object(Settings)
            DebugToolbarExtension(app)
            return app
        """,
        "app:create_app()",
    ),
    form(
        "the files of Bootstrap-Flask and Flask-CKEditor",
        """
        from flask import Flask
        from flask_bootstrap import Bootstrap5
        from flask_ckeditor import CKEditor

        bootstrap = Bootstrap5()
        ckeditor = CKEditor()

        def create_app():
            app = Flask(__name__)
            bootstrap.init_app(app)
            ckeditor.init_app(app)
            return app
        """,
        "app:create_app()",
    ),
    form(
        "the files of Bootstrap-Flask and Flask-CKEditor below the app's static files",
        """
        from flask import Flask
        from flask_bootstrap import Bootstrap4
        from flask_ckeditor import CKEditor

        app = Flask(__name__, static_url_path="/files")
        Bootstrap4(app)
        CKEditor(app)
        """,
    ),
]
