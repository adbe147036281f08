"""A bookshop: books, their authors, and orders."""

from flask import Flask

from bookshop.api import admin, api, health, pages
from bookshop.commands import register_commands
from bookshop.config import chosen_config
from bookshop.errors import register_error_handlers
from bookshop.extensions import db


def create_app(config_name: str | None = None) -> Flask:
    """An application with the named configuration, or the one that FLASK_CONFIG names."""
    app = Flask(__name__)
    app.config.from_object(chosen_config(config_name))

    db.init_app(app)

    app.register_blueprint(api)
    app.register_blueprint(admin.bp)
    app.register_blueprint(health.bp)
    app.register_blueprint(pages.bp)

    register_error_handlers(app)
    register_commands(app)
    return app
