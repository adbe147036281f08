"""Flask-SimpleLDAP: users of an LDAP server."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_simpleldap",
    may=("views", "converters", "errors"),
)
