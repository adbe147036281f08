"""Flask-FS: files in storages."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_fs",
    may=("routes",),
    tried="flask-fs 0.6.1",
)
