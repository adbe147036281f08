"""What Python has everywhere, as decorators of views."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="builtins",
    may=(),
    keeping=("staticmethod",),
)
