"""Settings that packages no longer read, and what to write instead.

Looked up in the code of Flask 2.2.5 and Flask-SQLAlchemy 2.5.1, Flask-JWT-Extended 3.25.1 (read),
Flask 3.1.3, Flask-SQLAlchemy 3.1.1 and Flask-JWT-Extended 4.7.4 (not read).
"""

from __future__ import annotations

from typing import NamedTuple


class GoneSetting(NamedTuple):
    """The package that read a setting, its title, the first version that does not, and what to
    write; `attribute` of `app.json` if that takes the value as it is."""

    package: str
    title: str
    since: str
    instead: str
    attribute: str = ""


_FLASK = ("flask", "Flask")
_DATABASE = ("flask-sqlalchemy", "Flask-SQLAlchemy")
_JWT = ("flask-jwt-extended", "Flask-JWT-Extended")
_OPTIONS = "the key `{}` of `SQLALCHEMY_ENGINE_OPTIONS`"

GONE_SETTINGS = {
    "JSON_AS_ASCII": GoneSetting(*_FLASK, "2.3", "`app.json.ensure_ascii`", "ensure_ascii"),
    "JSON_SORT_KEYS": GoneSetting(*_FLASK, "2.3", "`app.json.sort_keys`", "sort_keys"),
    "JSONIFY_MIMETYPE": GoneSetting(*_FLASK, "2.3", "`app.json.mimetype`", "mimetype"),
    "JSONIFY_PRETTYPRINT_REGULAR": GoneSetting(
        *_FLASK, "2.3", "`app.json.compact`, which says the opposite"
    ),
    "PRESERVE_CONTEXT_ON_EXCEPTION": GoneSetting(*_FLASK, "2.2", "nothing: leave it out"),
    "SQLALCHEMY_COMMIT_ON_TEARDOWN": GoneSetting(
        *_DATABASE, "3.0", "`db.session.commit()` where something was changed"
    ),
    "SQLALCHEMY_NATIVE_UNICODE": GoneSetting(*_DATABASE, "3.0", "nothing: leave it out"),
    "SQLALCHEMY_POOL_SIZE": GoneSetting(*_DATABASE, "3.0", _OPTIONS.format("pool_size")),
    "SQLALCHEMY_POOL_TIMEOUT": GoneSetting(*_DATABASE, "3.0", _OPTIONS.format("pool_timeout")),
    "SQLALCHEMY_POOL_RECYCLE": GoneSetting(*_DATABASE, "3.0", _OPTIONS.format("pool_recycle")),
    "SQLALCHEMY_MAX_OVERFLOW": GoneSetting(*_DATABASE, "3.0", _OPTIONS.format("max_overflow")),
    "JWT_BLACKLIST_ENABLED": GoneSetting(
        *_JWT, "4.0", "a `token_in_blocklist_loader`, which is enough"
    ),
    "JWT_BLACKLIST_TOKEN_CHECKS": GoneSetting(
        *_JWT, "4.0", "look at the type of the token in the `token_in_blocklist_loader`"
    ),
    "JWT_USER_CLAIMS": GoneSetting(*_JWT, "4.0", "nothing: the claims stand beside the others"),
    "JWT_CLAIMS_IN_REFRESH_TOKEN": GoneSetting(
        *_JWT, "4.0", "`additional_claims` of `create_refresh_token`"
    ),
}
