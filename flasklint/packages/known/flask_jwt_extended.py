"""Flask-JWT-Extended: users by JSON web tokens."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_jwt_extended",
    may=(),
    extensions={"JWTManager": 0},
    wrapping=("jwt_required",),
    tried="Flask-JWT-Extended 4.7.4",
)
