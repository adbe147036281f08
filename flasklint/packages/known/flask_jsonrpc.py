"""Flask-JSONRPC: methods called by JSON-RPC."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_jsonrpc",
    answers_errors_of="views",
)
