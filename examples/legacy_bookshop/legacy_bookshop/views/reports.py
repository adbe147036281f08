"""Figures for the owner."""

from flask import Blueprint, jsonify

from legacy_bookshop.extensions import db
from legacy_bookshop.services.order_service import OrderService

# Asked for every January.
reports = Blueprint("reports", __name__, url_prefix="/reports")  # FLK105


@reports.route("/sales")
def sales():
    """Copies sold, by title."""
    return jsonify(OrderService(db.session).sales())
