"""Names that Flask-WTF has taken away.

Looked up in Flask-WTF 0.14.3 (there), 1.0.1 and 1.3.0 (gone).
"""

from __future__ import annotations

from flasklint_rules.upgrade.shared.names.gone import Gone, Package

FLASK_WTF = Package(
    "flask-wtf",
    "Flask-WTF",
    imports=(
        *(Gone(f"{home}.CsrfProtect", "1.0", moved="flask_wtf.CSRFProtect", deprecated="0.14")
          for home in ("flask_wtf", "flask_wtf.csrf")),
    ),
    modules=(
        Gone("flask_wtf.html5", "1.0", "`wtforms.fields` and `wtforms.widgets`",
             deprecated="0.14"),
    ),
)  # fmt: skip
