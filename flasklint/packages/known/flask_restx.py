"""Flask-RESTX: classes as resources, and Swagger pages for them."""

from flasklint.packages.package import Package

_OWNERS = ("Api()", "Namespace()")
_DESCRIBING = (
    "deprecated", "doc", "expect", "header", "hide", "param", "produces", "response", "vendor",
)  # fmt: skip

PACKAGE = Package(
    name="flask_restx",
    may=("routes", "errors"),
    extensions={"Api": 0},
    wrapping=(
        "marshal_with",
        "marshal_with_field",
        *(f"{owner}.{name}" for owner in _OWNERS for name in ("marshal_with", "marshal_list_with")),
    ),
    keeping=tuple(f"{owner}.{name}" for owner in _OWNERS for name in _DESCRIBING),
    validating_if_asked=tuple(f"{owner}.expect" for owner in _OWNERS),
    answers_errors_of="views",
    tried="Flask-RESTX 1.3.2",
)
