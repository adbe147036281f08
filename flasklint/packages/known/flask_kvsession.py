"""Flask-KVSession: sessions kept on the server."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_kvsession",
    may=("views", "converters", "errors"),
    tried="Flask-KVSession 0.6.2",
)
