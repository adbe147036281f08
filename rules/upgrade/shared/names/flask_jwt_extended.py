"""Names that Flask-JWT-Extended has taken away.

Looked up in Flask-JWT-Extended 3.25.1 (there) and 4.7.4 (gone).
"""

from __future__ import annotations

from flasklint_rules.upgrade.shared.names.gone import Gone, Package

FLASK_JWT_EXTENDED = Package(
    "flask-jwt-extended",
    "Flask-JWT-Extended",
    imports=(
        Gone("flask_jwt_extended.get_raw_jwt", "4.0", moved="flask_jwt_extended.get_jwt"),
        Gone("flask_jwt_extended.get_raw_jwt_header", "4.0",
             moved="flask_jwt_extended.get_jwt_header"),
        Gone("flask_jwt_extended.get_jwt_claims", "4.0",
             "`get_jwt`, in which the claims stand beside the others"),
        Gone("flask_jwt_extended.jwt_optional", "4.0", "`@jwt_required(optional=True)`"),
        Gone("flask_jwt_extended.jwt_refresh_token_required", "4.0",
             "`@jwt_required(refresh=True)`"),
        Gone("flask_jwt_extended.fresh_jwt_required", "4.0", "`@jwt_required(fresh=True)`"),
        Gone("flask_jwt_extended.verify_jwt_in_request_optional", "4.0",
             "`verify_jwt_in_request(optional=True)`"),
        Gone("flask_jwt_extended.verify_jwt_refresh_token_in_request", "4.0",
             "`verify_jwt_in_request(refresh=True)`"),
        Gone("flask_jwt_extended.verify_fresh_jwt_in_request", "4.0",
             "`verify_jwt_in_request(fresh=True)`"),
    ),
    attributes=tuple(
        Gone(f"flask_jwt_extended.JWTManager().{name}", "4.0", instead)
        for name, instead in (
            ("user_claims_loader", "`additional_claims_loader`"),
            ("claims_verification_loader", "`token_verification_loader`"),
            ("claims_verification_failed_loader", "`token_verification_failed_loader`"),
            ("user_loader_callback_loader", "`user_lookup_loader`"),
            ("user_loader_error_loader", "`user_lookup_error_loader`"),
            ("token_in_blacklist_loader", "`token_in_blocklist_loader`"),
        )
    ),
    arguments=(
        Gone("flask_jwt_extended.create_access_token(user_claims)", "4.0",
             moved="additional_claims"),
        Gone("flask_jwt_extended.create_refresh_token(user_claims)", "4.0",
             moved="additional_claims"),
    ),
)  # fmt: skip
