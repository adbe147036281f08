"""Pages for people."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bookshop.api.providers import books

bp = Blueprint("pages", __name__)


@bp.get("/b/<int:book_id>")
def short_link(book_id: int) -> ResponseReturnValue:
    """The address that is printed on receipts."""
    return redirect(url_for("api.books.book", book_id=book_id))


@bp.get("/search")
def search() -> ResponseReturnValue:
    """The books with ?q= in their titles."""
    text = request.args.get("q", "").strip()
    if not text:
        problem = "Say what to look for."
        return render_template("search.html", text="", books=[], problem=problem), 400
    found = books().search(text)
    return render_template("search.html", text=text, books=found, problem="")
