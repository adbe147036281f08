"""What Flask-Security-Too 5 does to an app's routes. Followed by flasklint, never imported."""

from datetime import timedelta

from flask import Blueprint

GET, POST, BOTH = ["GET"], ["POST"], ["GET", "POST"]
DEFAULTS = {
    "BLUEPRINT_NAME": "security",
    "URL_PREFIX": None,
    "STATIC_FOLDER": "static",
    "STATIC_FOLDER_URL": "/fs-static",
    "FRESHNESS": timedelta(hours=24),
    "LOGOUT_METHODS": POST,
    "LOGIN_URL": "/login",
    "LOGOUT_URL": "/logout",
    "REGISTER_URL": "/register",
    "RESET_URL": "/reset",
    "CHANGE_URL": "/change",
    "CONFIRM_URL": "/confirm",
    "VERIFY_URL": "/verify",
    "CHANGE_EMAIL_URL": "/change-email",
    "CHANGE_USERNAME_URL": "/change-username",
    "USERNAME_RECOVERY_URL": "/recover-username",
    "TWO_FACTOR": False,
    "TWO_FACTOR_SETUP_URL": "/tf-setup",
    "TWO_FACTOR_TOKEN_VALIDATION_URL": "/tf-validate",
    "TWO_FACTOR_RESCUE_URL": "/tf-rescue",
    "TWO_FACTOR_SELECT_URL": "/tf-select",
    "MULTI_FACTOR_RECOVERY_CODES": False,
    "MULTI_FACTOR_RECOVERY_CODES_URL": "/mf-recovery-codes",
    "MULTI_FACTOR_RECOVERY_URL": "/mf-recovery",
    "OAUTH_ENABLE": False,
    "OAUTH_START_URL": "/login/oauthstart",
    "OAUTH_RESPONSE_URL": "/login/oauthresponse",
    "OAUTH_VERIFY_START_URL": "/login/oauth-verify-start",
    "OAUTH_VERIFY_RESPONSE_URL": "/login/oauth-verify-response",
    "REFRESH_TOKEN_URL": "/refresh-token",
    "US_SIGNIN_URL": "/us-signin",
    "US_SIGNIN_SEND_CODE_URL": "/us-signin/send-code",
    "US_SETUP_URL": "/us-setup",
    "US_VERIFY_URL": "/us-verify",
    "US_VERIFY_SEND_CODE_URL": "/us-verify/send-code",
    "US_VERIFY_LINK_URL": "/us-verify-link",
    "WEBAUTHN": False,
    "WAN_REGISTER_URL": "/wan-register",
    "WAN_SIGNIN_URL": "/wan-signin",
    "WAN_DELETE_URL": "/wan-delete",
    "WAN_VERIFY_URL": "/wan-verify",
    "WAN_ALLOW_AS_VERIFY": ["first", "secondary"],
}
FEATURES = [
    "trackable", "registerable", "change_email", "change_username", "confirmable", "changeable",
    "recoverable", "refresh_token", "two_factor", "unified_signin", "username_recovery",
    "passwordless", "webauthn",
]  # fmt: skip


class Security:
    def __init__(self, app=None, datastore=None, register_blueprint=True, **options):
        self.app = app
        self.datastore = datastore
        self.register_blueprint = register_blueprint
        for name in FEATURES:
            setattr(self, name, False)
        if app is not None and datastore is not None:
            self.init_app(app, datastore)

    def init_app(self, app, datastore=None, register_blueprint=None, **options):
        self.app = app
        if datastore is not None:
            self.datastore = datastore
        if register_blueprint is not None:
            self.register_blueprint = register_blueprint
        for key, default in DEFAULTS.items():
            app.config["SECURITY_" + key] = app.config.get("SECURITY_" + key, default)
        for name in FEATURES:
            default = app.config.get("SECURITY_" + name.upper(), False)
            setattr(self, name, options.get(name, default))
        if self.register_blueprint:
            app.register_blueprint(self.blueprint(app.config))
        app.extensions = {**app.extensions, "security": self}

    def blueprint(self, config):
        bp = Blueprint(
            config["SECURITY_BLUEPRINT_NAME"],
            __name__,
            url_prefix=config["SECURITY_URL_PREFIX"],
            static_folder=config["SECURITY_STATIC_FOLDER"],
            static_url_path=config["SECURITY_STATIC_FOLDER_URL"],
        )

        def add(is_on, endpoint, methods, setting, variable=None):
            url = config["SECURITY_" + setting]
            if variable is not None:
                url += f"{variable}/" if url.endswith("/") else f"/{variable}"
            if is_on:
                bp.add_url_rule(url, endpoint, methods=methods)

        logout, oauth = config["SECURITY_LOGOUT_METHODS"], config["SECURITY_OAUTH_ENABLE"]
        add(logout is not None, "logout", logout, "LOGOUT_URL")
        add(True, "login", BOTH, "LOGIN_URL")
        add(self.passwordless, "token_login", GET, "LOGIN_URL", "<token>")
        add(self.unified_signin, "us_signin", BOTH, "US_SIGNIN_URL")
        add(self.unified_signin, "us_signin_send_code", POST, "US_SIGNIN_SEND_CODE_URL")
        add(self.unified_signin, "us_setup", BOTH, "US_SETUP_URL")
        add(self.unified_signin, "us_setup_validate", POST, "US_SETUP_URL", "<token>")
        add(self.unified_signin, "us_verify_link", GET, "US_VERIFY_LINK_URL")
        add(self.two_factor, "two_factor_setup", BOTH, "TWO_FACTOR_SETUP_URL")
        add(self.two_factor, "two_factor_setup_validate", POST, "TWO_FACTOR_SETUP_URL", "<token>")
        add(self.two_factor, "two_factor_token_validation", BOTH, "TWO_FACTOR_TOKEN_VALIDATION_URL")
        add(self.two_factor, "two_factor_rescue", BOTH, "TWO_FACTOR_RESCUE_URL")
        add(self.registerable, "register", BOTH, "REGISTER_URL")
        add(self.recoverable, "forgot_password", BOTH, "RESET_URL")
        add(self.recoverable, "reset_password", BOTH, "RESET_URL", "<token>")
        add(self.username_recovery, "recover_username", BOTH, "USERNAME_RECOVERY_URL")
        add(self.changeable, "change_password", BOTH, "CHANGE_URL")
        add(self.change_email, "change_email", BOTH, "CHANGE_EMAIL_URL")
        add(self.change_email, "change_email_confirm", GET, "CHANGE_EMAIL_URL", "<token>")
        add(self.change_username, "change_username", BOTH, "CHANGE_USERNAME_URL")
        add(self.confirmable, "send_confirmation", BOTH, "CONFIRM_URL")
        add(self.confirmable, "confirm_email", BOTH, "CONFIRM_URL", "<token>")
        add(self.webauthn, "wan_register", BOTH, "WAN_REGISTER_URL")
        add(self.webauthn, "wan_register_response", POST, "WAN_REGISTER_URL", "<token>")
        add(self.webauthn, "wan_signin", BOTH, "WAN_SIGNIN_URL")
        add(self.webauthn, "wan_signin_response", POST, "WAN_SIGNIN_URL", "<token>")
        add(self.webauthn, "wan_delete", BOTH, "WAN_DELETE_URL")
        add(self.refresh_token, "refresh_token", POST, "REFRESH_TOKEN_URL")
        add(oauth, "oauthstart", POST, "OAUTH_START_URL", "<name>")
        add(oauth, "oauthresponse", GET, "OAUTH_RESPONSE_URL", "<name>")
        if config["SECURITY_FRESHNESS"].total_seconds() >= 0:
            add(True, "verify", BOTH, "VERIFY_URL")
            add(self.unified_signin, "us_verify", BOTH, "US_VERIFY_URL")
            add(self.unified_signin, "us_verify_send_code", POST, "US_VERIFY_SEND_CODE_URL")
            if config["SECURITY_WAN_ALLOW_AS_VERIFY"]:
                add(self.webauthn, "wan_verify", BOTH, "WAN_VERIFY_URL")
                add(self.webauthn, "wan_verify_response", POST, "WAN_VERIFY_URL", "<token>")
            add(oauth, "oauth_verify_start", POST, "OAUTH_VERIFY_START_URL", "<name>")
            add(oauth, "oauth_verify_response", GET, "OAUTH_VERIFY_RESPONSE_URL", "<name>")
        if config["SECURITY_WEBAUTHN"] or config["SECURITY_TWO_FACTOR"]:
            add(True, "tf_select", BOTH, "TWO_FACTOR_SELECT_URL")
            if config["SECURITY_MULTI_FACTOR_RECOVERY_CODES"]:
                add(True, "mf_recovery_codes", BOTH, "MULTI_FACTOR_RECOVERY_CODES_URL")
                add(True, "mf_recovery", BOTH, "MULTI_FACTOR_RECOVERY_URL")
        return bp
