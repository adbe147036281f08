"""A visitor's preferences, kept in the visitor's own cookie."""

from flask import Blueprint, jsonify, request, session
from flask.typing import ResponseReturnValue

from bookshop.schemas.preferences import Preferences

bp = Blueprint("preferences", __name__, url_prefix="/preferences")


@bp.get("")
def show_preferences() -> ResponseReturnValue:
    """What the visitor chose, or the defaults."""
    return jsonify(Preferences.model_validate(session.get("preferences", {})).model_dump())


@bp.put("")
def change_preferences() -> ResponseReturnValue:
    """What the visitor chooses from now on."""
    chosen = Preferences.model_validate(request.get_json()).model_dump()
    session["preferences"] = chosen
    return jsonify(chosen)
