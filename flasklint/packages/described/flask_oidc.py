"""What Flask-OIDC 2 does to an app's routes. Followed by flasklint, never imported."""

from flask import Blueprint

auth_routes = Blueprint("oidc_auth", __name__)
auth_routes.add_url_rule("/login", "login")
auth_routes.add_url_rule("/authorize", "authorize")
auth_routes.add_url_rule("/logout", "logout")


class OpenIDConnect:
    def __init__(
        self, app=None, credentials_store=None, http=None, time=None, urandom=None, prefix=None
    ):
        if app is not None:
            self.init_app(app, prefix=prefix)

    def init_app(self, app, prefix=None):
        if not app.config.get("OIDC_RESOURCE_SERVER_ONLY", False):
            app.register_blueprint(auth_routes, url_prefix=prefix)
            app.add_url_rule("/oidc_callback", "legacy_oidc_callback")
            callback = app.config.get("OIDC_CALLBACK_ROUTE", None)
            if callback:
                app.add_url_rule(callback, "legacy_oidc_callback")
