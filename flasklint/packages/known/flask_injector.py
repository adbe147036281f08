"""Flask-Injector: arguments of views that an injector gives."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_injector",
    may=("views",),
    tried="Flask-Injector 0.15.0",
)
