"""The views. What is under /api/v1 hangs on one parent blueprint."""

from flask import Blueprint

from bookshop.api import authors, books, orders, preferences, suppliers

api = Blueprint("api", __name__, url_prefix="/api/v1")

api.register_blueprint(authors.bp)
api.register_blueprint(books.bp)
api.register_blueprint(orders.bp)
api.register_blueprint(preferences.bp)
api.register_blueprint(suppliers.bp)
