"""webargs: arguments of views out of requests."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="webargs",
    filling=(
        "flaskparser.FlaskParser().use_args",
        "flaskparser.FlaskParser().use_kwargs",
        "flaskparser.parser.use_args",
        "flaskparser.parser.use_kwargs",
        "flaskparser.use_args",
        "flaskparser.use_kwargs",
    ),
    validating=(
        "flaskparser.use_args",
        "flaskparser.use_kwargs",
        "flaskparser.parser.use_args",
        "flaskparser.parser.use_kwargs",
    ),
    tried="webargs 8.7.1",
)
