"""Flask-Principal: who may do what."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_principal",
    may=(),
    extensions={"Principal": 0},
    wrapping=("Permission().require",),
    tried="Flask-Principal 0.4.0",
)
