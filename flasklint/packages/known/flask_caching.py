"""Flask-Caching: answers and results that are kept."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_caching",
    may=(),
    extensions={"Cache": 0},
    wrapping=("Cache().cached", "Cache().memoize"),
    tried="Flask-Caching 2.5.1",
)
