"""Authors over HTTP."""

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from bookshop.api.providers import authors
from bookshop.schemas.author import AuthorIn, AuthorOut

bp = Blueprint("authors", __name__, url_prefix="/authors")


@bp.get("")
def list_authors() -> ResponseReturnValue:
    """Every author, by name."""
    return jsonify([as_json(author) for author in authors().all()])


@bp.post("")
def add_author() -> ResponseReturnValue:
    """A new author."""
    new = AuthorIn.model_validate(request.get_json())
    return jsonify(as_json(authors().add(new.name))), 201


@bp.get("/<int:author_id>")
def show_author(author_id: int) -> ResponseReturnValue:
    """One author."""
    return jsonify(as_json(authors().get(author_id)))


def as_json(author: object) -> dict[str, object]:
    """What a client sees of an author."""
    return AuthorOut.model_validate(author).model_dump()
