"""Flask-Session-Captcha: captchas in forms."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_session_captcha",
    may=("views", "converters", "errors"),
)
