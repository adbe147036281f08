"""Flask-DebugToolbar: what an answer took, shown beside it."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_debugtoolbar",
    may=("routes",),
    tried="Flask-DebugToolbar 0.16.0",
)
