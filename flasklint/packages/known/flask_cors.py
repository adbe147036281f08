"""Flask-Cors: headers for pages of other origins."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_cors",
    may=(),
    extensions={"CORS": 0},
    wrapping=("cross_origin",),
    using_answers=("cross_origin",),
    tried="flask-cors 6.0.5",
)
