"""Connects extensions and blueprints with the application."""

from .extensions import db
from .views import authors, orders
from .views.books import books as books_blueprint
from .views.pages import pages
from .views.preferences import make_preferences
from .views.suppliers import bp as suppliers


def register_extensions(app):
    """Binds the extensions."""
    db.init_app(app)


def register_blueprints(app):
    """Registers the views, except for health, which the factory does itself."""
    for blueprint in [books_blueprint, authors.bp, pages, suppliers]:
        app.register_blueprint(blueprint)
    app.register_blueprint(orders.orders, url_prefix="/api/v1/orders")
    app.register_blueprint(make_preferences())

    # Off in the kiosk, which faces the customers.
    if app.config["ENABLE_ADMIN"]:
        from .views.admin import bp as admin_bp

        app.register_blueprint(admin_bp)
