"""Flask-Sock: routes for WebSockets."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_sock",
    may=("routes",),
    tried="flask-sock 0.7.0",
)
