"""Names that ItsDangerous has taken away.

Looked up in ItsDangerous 1.1.0, 2.0.1 (there) and 2.2.0 (gone).
"""

from __future__ import annotations

from flasklint_rules.upgrade.shared.names.gone import Gone, Package

_JWS = "`URLSafeTimedSerializer` with `max_age` when loading, or a library for JWT"

ITSDANGEROUS = Package(
    "itsdangerous",
    "ItsDangerous",
    imports=(
        Gone("itsdangerous.TimedJSONWebSignatureSerializer", "2.1", _JWS, deprecated="2.0"),
        Gone("itsdangerous.JSONWebSignatureSerializer", "2.1", _JWS, deprecated="2.0"),
        Gone("itsdangerous.json", "2.1", "`json` of the standard library", deprecated="2.0"),
    ),
)  # fmt: skip
