"""Flask-Storage: files in storages."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_storage",
    may=("routes",),
    tried="flask-storage 2.1.1",
)
