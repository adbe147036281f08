"""Flask-Security: users, roles, and pages to log in and out."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_security",
    may=("routes", "errors"),
    extensions={"Security": 0},
    wrapping=(
        "anonymous_user_required",
        "auth_required",
        "auth_token_required",
        "http_auth_required",
        "login_required",
        "permissions_accepted",
        "permissions_required",
        "roles_accepted",
        "roles_required",
        "unauth_csrf",
    ),
    tried="Flask-Security-Too 5.9.2",
)
