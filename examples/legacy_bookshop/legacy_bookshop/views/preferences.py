"""A visitor's preferences, kept in the visitor's own cookie."""

from flask import Blueprint, jsonify, request, session

CURRENCIES = ("EUR", "GBP", "USD")
DEFAULTS = {"currency": "EUR"}


def make_preferences():
    """The blueprint; made anew for each application, as the kiosk runs two in one process."""
    bp = Blueprint("preferences", __name__, url_prefix="/api/v1/preferences")

    @bp.get("")
    def show_preferences():
        return jsonify(currency=session.get("currency", DEFAULTS["currency"]))

    @bp.put("")
    def change_preferences():
        chosen = dict(DEFAULTS)
        chosen.update(request.get_json())
        if chosen.get("currency") not in CURRENCIES:
            return jsonify({"error": "Unknown currency", "details": chosen}), 400  # FLK415
        session.update(currency=chosen["currency"])
        return jsonify(currency=chosen["currency"])

    return bp
