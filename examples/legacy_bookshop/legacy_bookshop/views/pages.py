"""Pages for people."""

from flask import Blueprint, redirect, render_template_string, request, url_for

from legacy_bookshop.extensions import db
from legacy_bookshop.services.book_service import BookService

pages = Blueprint("pages", __name__)

SEARCH = """<!doctype html>
<title>Search</title>
<form><input name="q" value="{{ text }}"> <button>Search</button></form>
{% if problem %}<p>{{ problem }}</p>{% endif %}
<ul>
{% for book in books %}<li>{{ book.title }}</li>
{% endfor %}</ul>
"""


@pages.route("/b/<int:book_id>")
def short_link(book_id):
    """The address that is printed on receipts."""
    return redirect(url_for("books.show_book", book_id=book_id), 302)


@pages.route("/search")
def search():
    """The books with ?q= in their titles."""
    text = request.args.get("q", "").strip()
    if not text:
        problem = "Say what to look for."
        return render_template_string(SEARCH, text="", books=[], problem=problem), 400
    found = BookService(db.session).search(text)
    return render_template_string(SEARCH, text=text, books=found, problem="")
