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

        def add(endpoint, setting, methods, variable=None):
            url = config["SECURITY_" + setting]
            if variable is not None:
                url += f"{variable}/" if url.endswith("/") else f"/{variable}"
            bp.add_url_rule(url, endpoint, methods=methods)

        fresh = config["SECURITY_FRESHNESS"].total_seconds() >= 0
        if config["SECURITY_LOGOUT_METHODS"] is not None:
            add("logout", "LOGOUT_URL", config["SECURITY_LOGOUT_METHODS"])
        add("login", "LOGIN_URL", BOTH)
        if self.passwordless:
            add("token_login", "LOGIN_URL", GET, "<token>")
        if fresh:
            add("verify", "VERIFY_URL", BOTH)
        if self.unified_signin:
            add("us_signin", "US_SIGNIN_URL", BOTH)
            add("us_signin_send_code", "US_SIGNIN_SEND_CODE_URL", POST)
            add("us_setup", "US_SETUP_URL", BOTH)
            add("us_setup_validate", "US_SETUP_URL", POST, "<token>")
            if fresh:
                add("us_verify", "US_VERIFY_URL", BOTH)
                add("us_verify_send_code", "US_VERIFY_SEND_CODE_URL", POST)
            add("us_verify_link", "US_VERIFY_LINK_URL", GET)
        if self.two_factor:
            add("two_factor_setup", "TWO_FACTOR_SETUP_URL", BOTH)
            add("two_factor_setup_validate", "TWO_FACTOR_SETUP_URL", POST, "<token>")
            add("two_factor_token_validation", "TWO_FACTOR_TOKEN_VALIDATION_URL", BOTH)
            add("two_factor_rescue", "TWO_FACTOR_RESCUE_URL", BOTH)
        if self.registerable:
            add("register", "REGISTER_URL", BOTH)
        if self.recoverable:
            add("forgot_password", "RESET_URL", BOTH)
            add("reset_password", "RESET_URL", BOTH, "<token>")
        if self.username_recovery:
            add("recover_username", "USERNAME_RECOVERY_URL", BOTH)
        if self.changeable:
            add("change_password", "CHANGE_URL", BOTH)
        if self.change_email:
            add("change_email", "CHANGE_EMAIL_URL", BOTH)
            add("change_email_confirm", "CHANGE_EMAIL_URL", GET, "<token>")
        if self.change_username:
            add("change_username", "CHANGE_USERNAME_URL", BOTH)
        if self.confirmable:
            add("send_confirmation", "CONFIRM_URL", BOTH)
            add("confirm_email", "CONFIRM_URL", BOTH, "<token>")
        if config["SECURITY_WEBAUTHN"] or config["SECURITY_TWO_FACTOR"]:
            add("tf_select", "TWO_FACTOR_SELECT_URL", BOTH)
            if config["SECURITY_MULTI_FACTOR_RECOVERY_CODES"]:
                add("mf_recovery_codes", "MULTI_FACTOR_RECOVERY_CODES_URL", BOTH)
                add("mf_recovery", "MULTI_FACTOR_RECOVERY_URL", BOTH)
        if self.webauthn:
            add("wan_register", "WAN_REGISTER_URL", BOTH)
            add("wan_register_response", "WAN_REGISTER_URL", POST, "<token>")
            add("wan_signin", "WAN_SIGNIN_URL", BOTH)
            add("wan_signin_response", "WAN_SIGNIN_URL", POST, "<token>")
            add("wan_delete", "WAN_DELETE_URL", BOTH)
            if fresh and config["SECURITY_WAN_ALLOW_AS_VERIFY"]:
                add("wan_verify", "WAN_VERIFY_URL", BOTH)
                add("wan_verify_response", "WAN_VERIFY_URL", POST, "<token>")
        if self.refresh_token:
            add("refresh_token", "REFRESH_TOKEN_URL", POST)
        if config["SECURITY_OAUTH_ENABLE"]:
            add("oauthstart", "OAUTH_START_URL", POST, "<name>")
            add("oauthresponse", "OAUTH_RESPONSE_URL", GET, "<name>")
            if fresh:
                add("oauth_verify_start", "OAUTH_VERIFY_START_URL", POST, "<name>")
                add("oauth_verify_response", "OAUTH_VERIFY_RESPONSE_URL", GET, "<name>")
        return bp
