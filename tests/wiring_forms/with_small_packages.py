"""Packages that add a page or two, or have a Blueprint that is registered."""

from wiring_forms.form import form

FORMS = [
    form(
        "the Blueprint of flask-healthz",
        """
        from flask import Flask
        from flask_healthz import healthz

        def create_app():
            app = Flask(__name__)
            app.register_blueprint(healthz, url_prefix="/health")
            return app
        """,
        "app:create_app()",
    ),
    form(
        "flask-healthz as an extension",
        """
        from flask import Flask
        from flask_healthz import Healthz

        app = Flask(__name__)
        Healthz(app, no_log=True)
        """,
    ),
    form(
        "Flask-OIDC below a prefix",
        """
        from flask import Flask
        from flask_oidc import OpenIDConnect

        oidc = OpenIDConnect()

        def create_app():
            app = Flask(__name__)
            app.config["SECRET_KEY"] = "not so secret"
            app.config["OIDC_ENABLED"] = False
            oidc.init_app(app, prefix="/oidc")
            return app
        """,
        "app:create_app()",
    ),
    form(
        "Flask-OIDC with the address of another version, and one that only guards resources",
        {
            "web.py": """
                from flask import Flask
                from flask_oidc import OpenIDConnect

                app = Flask(__name__)
                app.config.update(OIDC_ENABLED=False, OIDC_CALLBACK_ROUTE="/back")
                OpenIDConnect(app)
                """,
            "api.py": """
                from flask import Flask
                from flask_oidc import OpenIDConnect

                app = Flask(__name__)
                app.config.update(OIDC_ENABLED=False, OIDC_RESOURCE_SERVER_ONLY=True)
                OpenIDConnect(app)
                """,
        },
        "web:app",
        "api:app",
    ),
    form(
        "web sockets of Flask-Sock",
        """
        from flask import Blueprint, Flask
        from flask_sock import Sock

        app = Flask(__name__)
        bp = Blueprint("shop", __name__, url_prefix="/shop")
        sock = Sock(app)

        @sock.route("/echo")
        def echo(ws):
            pass

        @sock.route("/orders/<int:order_id>", bp=bp, endpoint="order")
        def follow(ws, order_id):
            pass

        app.register_blueprint(bp)
        """,
    ),
    form(
        "web sockets of Flask-Sock that get their app later",
        {
            "shop/__init__.py": """
                from flask import Flask
                from shop.sockets import sock

                def create_app():
                    app = Flask(__name__)
                    sock.init_app(app)
                    return app
                """,
            "shop/sockets.py": """
                from flask_sock import Sock

                sock = Sock()

                @sock.route("/echo")
                def echo(ws):
                    pass

                @sock.route("/reverse")
                def reverse(ws):
                    pass
                """,
        },
        "shop:create_app()",
    ),
    form(
        "the Blueprint of rq-dashboard",
        """
        import rq_dashboard
        from flask import Flask

        app = Flask(__name__)
        app.config.from_object(rq_dashboard.default_settings)
        app.register_blueprint(rq_dashboard.blueprint, url_prefix="/rq")
        """,
    ),
    form(
        "the files of Flask-Avatars and Flask-Dropzone",
        """
        from flask import Flask
        from flask_avatars import Avatars
        from flask_dropzone import Dropzone

        avatars = Avatars()

        def create_app():
            app = Flask(__name__, static_url_path="/files")
            avatars.init_app(app)
            Dropzone(app)
            return app
        """,
        "app:create_app()",
    ),
    form(
        "uploads that are served, and some that another server has",
        {
            "served.py": """
                from flask import Flask
                from flask_uploads import IMAGES, UploadSet, configure_uploads

                photos = UploadSet("photos", IMAGES)
                app = Flask(__name__)
                app.config["UPLOADED_PHOTOS_DEST"] = "photos"
                app.config["UPLOADS_AUTOSERVE"] = True
                configure_uploads(app, photos)
                """,
            "elsewhere.py": """
                from flask import Flask
                from flask_uploads import UploadSet, configure_uploads

                files = UploadSet("files")
                music = UploadSet("music")
                app = Flask(__name__)
                app.config["UPLOADS_DEFAULT_DEST"] = "uploads"
                app.config["UPLOADED_FILES_URL"] = "https://files.example/"
                app.config["UPLOADS_DEFAULT_URL"] = "https://other.example/"
                app.config["UPLOADS_AUTOSERVE"] = True
                configure_uploads(app, (files, music))
                """,
            "kept.py": """
                from flask import Flask
                from flask_uploads import UploadSet, configure_uploads

                app = Flask(__name__)
                app.config["UPLOADED_FILES_DEST"] = "files"
                configure_uploads(app, [UploadSet("files")])
                """,
        },
        "served:app",
        "elsewhere:app",
        "kept:app",
    ),
    form(
        "the metrics of gds-metrics",
        """
        import os
        import tempfile

        os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.gettempdir()
        os.environ["prometheus_multiproc_dir"] = tempfile.gettempdir()

        from flask import Flask
        from gds_metrics import GDSMetrics

        metrics = GDSMetrics()

        def create_app():
            app = Flask(__name__)
            metrics.init_app(app)
            return app
        """,
        "app:create_app()",
    ),
    form(
        "the pages of flask-profiler",
        """
        import flask_profiler
        from flask import Flask

        app = Flask(__name__)
        app.config["flask_profiler"] = {
            "enabled": True,
            "storage": {"engine": "sqlite", "FILE": ":memory:"},
            "endpointRoot": "speed",
            "basicAuth": {"enabled": True, "username": "a", "password": "b"},
        }
        flask_profiler.init_app(app)
        """,
    ),
    form(
        "the pages of Flask-APScheduler, and a scheduler without them",
        {
            "pages.py": """
                from flask import Flask
                from flask_apscheduler import APScheduler

                app = Flask(__name__)
                app.config["SCHEDULER_API_ENABLED"] = True
                app.config["SCHEDULER_ENDPOINT_PREFIX"] = "jobs."
                APScheduler().init_app(app)
                """,
            "quiet.py": """
                from flask import Flask
                from flask_apscheduler import APScheduler

                app = Flask(__name__)
                scheduler = APScheduler(app=app)
                """,
        },
        "pages:app",
        "quiet:app",
    ),
]
