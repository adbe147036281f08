"""The decorators of `functools`, as those of views."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="functools",
    may=(),
    wrapping=("cache", "lru_cache"),
)
