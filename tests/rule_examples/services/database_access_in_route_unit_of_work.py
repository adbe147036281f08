"""What `database-access-in-route` says of a view that ends the work of services."""

from __future__ import annotations

from rule_examples.services.database_access_in_route import SHOP, views

from flasklint.rule import Bad, Good

_USERS = {
    **SHOP,
    "shop/services/users.py": """
        class UserService:
            def __init__(self, session):
                self.session = session

            def by_mail(self, mail):
                return self.session.execute(mail).first()

            def new_token(self, user):
                user.token = "1"
                self.session.flush()
        """,
    "shop/services/images.py": """
        from shop.db import db


        class ImageService:
            def upload(self, file):
                db.session.add(file)
                db.session.flush()
                return file
        """,
}

EXAMPLES: tuple[Good | Bad, ...] = (
    Good(
        "a view commits what services did",
        {
            **_USERS,
            "shop/views.py": """
                from flask import Blueprint, jsonify, request

                from shop.db import db
                from shop.services.users import UserService

                bp = Blueprint("users", __name__)


                @bp.post("/resend")
                def resend():
                    service = UserService(db.session)
                    user = service.by_mail(request.form["mail"])
                    service.new_token(user)
                    db.session.commit()
                    response = jsonify(ok=True)
                    response.status_code = 202
                    return response
                """,
        },
    ),
    Good(
        "a view takes back what services did",
        {
            **_USERS,
            "shop/views.py": """
                from flask import Blueprint, jsonify, request

                from shop.db import db
                from shop.services.images import ImageService

                bp = Blueprint("images", __name__)


                @bp.post("/images")
                def upload():
                    try:
                        with db.session.begin():
                            ImageService().upload(request.files["file"])
                    except ValueError as error:
                        db.session.rollback()
                        return jsonify(error=str(error)), 400
                    return jsonify(ok=True)
                """,
        },
    ),
    Bad(
        "a view commits what it changed itself: no fix, for no function is called `commit`",
        views("""
    @bp.post("/books/<int:book_id>")
    def change(book_id):
        book = BookService(db.session).get(book_id)
        book.title = request.form["title"]
        db.session.commit()  # FLK301
        return jsonify(book.title)
    """),
    ),
)
