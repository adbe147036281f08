"""Flask-Session-Captcha: captchas in forms."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_session_captcha",
    may=("views", "converters", "errors"),
    tried="flask_session_captcha 1.5.0",
)
