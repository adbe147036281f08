"""What packages have taken away, by the names that it had: one table a package."""

from flasklint_rules.upgrade.shared.names.click import CLICK
from flasklint_rules.upgrade.shared.names.flask import FLASK
from flasklint_rules.upgrade.shared.names.flask_jwt_extended import FLASK_JWT_EXTENDED
from flasklint_rules.upgrade.shared.names.flask_login import FLASK_LOGIN
from flasklint_rules.upgrade.shared.names.flask_sqlalchemy import FLASK_SQLALCHEMY
from flasklint_rules.upgrade.shared.names.flask_wtf import FLASK_WTF
from flasklint_rules.upgrade.shared.names.gone import Gone, Package
from flasklint_rules.upgrade.shared.names.itsdangerous import ITSDANGEROUS
from flasklint_rules.upgrade.shared.names.jinja2 import JINJA2
from flasklint_rules.upgrade.shared.names.marshmallow import MARSHMALLOW
from flasklint_rules.upgrade.shared.names.pydantic import PYDANTIC
from flasklint_rules.upgrade.shared.names.sqlalchemy import SQLALCHEMY
from flasklint_rules.upgrade.shared.names.werkzeug import WERKZEUG
from flasklint_rules.upgrade.shared.names.wtforms import WTFORMS

PACKAGES = (
    FLASK, WERKZEUG, JINJA2, ITSDANGEROUS, CLICK, FLASK_SQLALCHEMY, SQLALCHEMY, PYDANTIC,
    FLASK_LOGIN, FLASK_JWT_EXTENDED, FLASK_WTF, WTFORMS, MARSHMALLOW,
)  # fmt: skip

__all__ = ["PACKAGES", "Gone", "Package"]
