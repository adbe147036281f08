"""For whoever watches the process."""

from flask import Blueprint

bp = Blueprint("health", __name__)


@bp.route("/health")
def health():
    """The process answers."""
    return {"status": "ok"}
