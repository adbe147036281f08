"""Names that Flask-Login has taken away.

Looked up in Flask-Login 0.2.11, 0.3.2 (there), 0.4.1 and 0.6.3 (gone).
"""

from __future__ import annotations

from flasklint_rules.upgrade.shared.names.gone import Gone, Package

FLASK_LOGIN = Package(
    "flask-login",
    "Flask-Login",
    imports=(
        Gone("flask_login.make_secure_token", "0.4", "`itsdangerous`", deprecated="0.3"),
    ),
    attributes=(
        Gone("flask_login.LoginManager().token_loader", "0.4", "`user_loader` and `get_id()`",
             deprecated="0.3"),
    ),
)  # fmt: skip
