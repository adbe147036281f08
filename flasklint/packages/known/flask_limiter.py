"""Flask-Limiter: how often a view may be called."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_limiter",
    may=(),
    extensions={"Limiter": 1},
    wrapping=("Limiter().limit", "Limiter().shared_limit"),
    keeping=("Limiter().exempt",),
    tried="Flask-Limiter 4.1.1",
)
