"""Flask-Login: who is logged in."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_login",
    may=(),
    extensions={"LoginManager": 0},
    wrapping=("fresh_login_required", "login_required"),
    tried="Flask-Login 0.6.3",
)
