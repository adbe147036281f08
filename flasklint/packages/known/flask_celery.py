"""Flask-Celery-Helper: Celery with the settings of an app."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_celery",
    may=("views", "converters", "errors"),
    tried="Flask-Celery-Helper 1.1.0",
)
