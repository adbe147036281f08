"""Flask-RESTful: classes as resources."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_restful",
    may=("routes", "errors"),
    extensions={"Api": 0},
    wrapping=("marshal_with", "marshal_with_field"),
    answers_errors_of="views",
    tried="Flask-RESTful 0.3.10",
)
