"""Flask-OIDC: logging in with OpenID Connect."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_oidc",
    may=("routes", "errors"),
    tried="flask-oidc 2.4.0",
)
