"""Flask-WTF: forms, and tokens against forged ones."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_wtf",
    may=(),
    extensions={"CSRFProtect": 0},
    keeping=("CSRFProtect().exempt",),
    tried="Flask-WTF 1.3.0",
)
