"""Flask-HTTPAuth: users by the header that names them."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_httpauth",
    may=(),
    wrapping=(
        "HTTPBasicAuth().login_required",
        "HTTPDigestAuth().login_required",
        "HTTPTokenAuth().login_required",
        "MultiAuth().login_required",
    ),
    tried="Flask-HTTPAuth 4.8.1",
)
