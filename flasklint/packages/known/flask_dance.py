"""Flask-Dance: logging in elsewhere with OAuth."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_dance",
    may=("routes",),
)
