"""Authors over HTTP."""

from flask import Blueprint, abort, jsonify, request
from sqlalchemy import select

from ..extensions import db
from ..models import Author
from ..services import authors as known_authors

bp = Blueprint("authors", __name__, url_prefix="/api/v1/authors")


@bp.get("")
def list_authors():
    """Every author, by name."""
    return jsonify([each.to_dict() for each in Author.query.order_by(Author.name).all()])  # FLK301


@bp.post("")
def add_author():
    """A new author."""
    data = request.get_json()
    name = (data.get("name") or "").strip()
    if not name:
        return {"error": "The name is missing"}, 400  # FLK415
    if known_authors.is_known(name):
        # The client says how many there are to choose from.
        return {"error": "Taken", "details": {"known": Author.query.count()}}, 409  # FLK301 FLK415
    author = Author(name=name)
    db.session.add(author)  # FLK301
    db.session.commit()
    return jsonify(author.to_dict()), 201


@bp.get("/<int:author_id>")
def show_author(author_id):
    """One author."""
    author = db.session.execute(  # FLK301
        select(Author).where(Author.id == author_id)
    ).scalar_one_or_none()
    if author is None:
        abort(404)
    return jsonify(author.to_dict())
