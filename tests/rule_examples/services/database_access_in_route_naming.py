"""What `database-access-in-route` calls the functions that it makes, and where they go."""

from __future__ import annotations

from rule_examples.services.database_access_in_route import APP

from flasklint.rule import Bad

_MODELS = """
    from flask_sqlalchemy import SQLAlchemy

    db = SQLAlchemy()


    class Item(db.Model):
        id = db.Column(db.Integer, primary_key=True)
        name = db.Column(db.String)
        sold = db.Column(db.Boolean)
        owner_id = db.Column(db.Integer)

        @classmethod
        def get(cls, item_id):
            return db.session.query(Item).filter(Item.id == item_id)

        def sell(self):
            self.sold = True


    class Share(db.Model):
        id = db.Column(db.Integer, primary_key=True)
        item_id = db.Column(db.Integer)


    class Test(db.Model):
        id = db.Column(db.Integer, primary_key=True)
    """
_SERVICE = """
    from shop.models import Item, db


    def count_items():
        return Item.query.count()
    """
_HEAD = """
    from flask import Blueprint, jsonify, request

    from shop.models import Item, Share, Test, db
    from shop.services import item_service

    bp = Blueprint("items", __name__)


    @bp.get("/count")
    def count():
        return jsonify(item_service.count_items())


    @bp.get("/count/twice")
    def twice():
        return jsonify(2 * item_service.count_items())

    """


def _items(body: str, head: str = _HEAD) -> dict[str, str]:
    return {
        "shop/__init__.py": "",
        "shop/app.py": APP.replace("shop.views", "shop.items"),
        "shop/models.py": _MODELS,
        "shop/services/__init__.py": "",
        "shop/services/item_service.py": _SERVICE,
        "shop/items.py": head + body,
    }


def _moved(body: str, functions: str, imported: str = "Share, Test, db") -> dict[str, str]:
    return {
        "shop/services/item_service.py": _SERVICE.rstrip() + "\n" + functions,
        "shop/items.py": _HEAD.replace("Item, Share, Test, db", imported) + body,
    }


_THINGS = {
    "shop/__init__.py": "",
    "shop/app.py": APP,
    "shop/models.py": """
    from flask_sqlalchemy import SQLAlchemy

    db = SQLAlchemy()


    class BookModel(db.Model):
        id = db.Column(db.Integer, primary_key=True)


    class OAuthClientModel(db.Model):
        id = db.Column(db.Integer, primary_key=True)
    """,
    "shop/services/__init__.py": "",
    "shop/services/book_service.py": """
    from shop.models import BookModel


    def count_books():
        return BookModel.query.count()
    """,
}
_THINGS_HEAD = """
    from flask import Blueprint, jsonify

    from shop.models import BookModel, OAuthClientModel
    from shop.services import book_service

    bp = Blueprint("books", __name__)


    @bp.get("/count")
    def count():
        return jsonify(book_service.count_books())


    @bp.get("/count/twice")
    def twice():
        return jsonify(2 * book_service.count_books())

    """

EXAMPLES: tuple[Bad, ...] = (
    Bad(
        "what is found by its key and something else",
        _items("""
    @bp.get("/owners/<int:owner_id>/items/<int:item_id>")
    def show(owner_id, item_id):
        item = Item.query.filter_by(owner_id=owner_id, id=item_id).first()  # FLK301
        return jsonify(item.name if item else None)
    """),
        fixed=_moved(
            """
    @bp.get("/owners/<int:owner_id>/items/<int:item_id>")
    def show(owner_id, item_id):
        item = item_service.get_item_by_owner_and_id(owner_id, item_id)  # FLK301
        return jsonify(item.name if item else None)
    """,
            """

    def get_item_by_owner_and_id(owner_id, item_id):
        return Item.query.filter_by(owner_id=owner_id, id=item_id).first()
    """,
        ),
    ),
    Bad(
        "several keys are passed by that name, and no text where a number is meant",
        _items("""
    @bp.get("/items")
    def some():
        chosen = request.args.getlist("chosen")
        items = Item.query.filter(Item.id.in_(chosen)).all()  # FLK301
        return jsonify([item.name for item in items])


    @bp.get("/item")
    def one():
        item = db.session.get(Item, int(request.args["item_id"]))  # FLK301
        return jsonify(item.name)
    """),
        fixed=_moved(
            """
    @bp.get("/items")
    def some():
        chosen = request.args.getlist("chosen")
        items = item_service.list_items_by_ids(chosen)  # FLK301
        return jsonify([item.name for item in items])


    @bp.get("/item")
    def one():
        item = item_service.get_item(int(request.args["item_id"]))  # FLK301
        return jsonify(item.name)
    """,
            """

    def list_items_by_ids(item_ids):
        return Item.query.filter(Item.id.in_(item_ids)).all()


    def get_item(item_id):
        return db.session.get(Item, item_id)
    """,
            "Share, Test",
        ),
    ),
    Bad(
        "a query that a method of the model begins moves up to its value, too",
        _items("""
    @bp.get("/owners/<int:owner_id>/items/<int:item_id>")
    def show(owner_id, item_id):
        item = Item.get(item_id).filter(Item.owner_id == owner_id).first()  # FLK301
        return jsonify(item.name if item else None)


    @bp.get("/items/<int:item_id>")
    def name(item_id):
        item = Item.get(item_id)  # FLK301
        return jsonify(item.first().name)
    """),
        fixed=_moved(
            """
    @bp.get("/owners/<int:owner_id>/items/<int:item_id>")
    def show(owner_id, item_id):
        item = item_service.get_item_by_id_and_owner(item_id, owner_id)  # FLK301
        return jsonify(item.name if item else None)


    @bp.get("/items/<int:item_id>")
    def name(item_id):
        item = Item.get(item_id)  # FLK301
        return jsonify(item.first().name)
    """,
            """

    def get_item_by_id_and_owner(item_id, owner_id):
        return Item.get(item_id).filter(Item.owner_id == owner_id).first()
    """,
            "Item, Share, Test, db",
        ),
    ),
    Bad(
        "a commit stays where it stores more than what would move",
        _items("""
    @bp.delete("/items/<int:item_id>")
    def delete(item_id):
        item = Item.query.filter(Item.id > item_id).first()  # FLK301
        for share in Share.query.filter(Share.item_id > item_id):  # FLK301
            db.session.delete(share)  # FLK301
        db.session.delete(item)  # FLK301
        db.session.commit()
        return jsonify(True)


    @bp.post("/items/<int:item_id>/sell")
    def sell(item_id):
        item = Item.query.filter(Item.owner_id > item_id).first()  # FLK301
        item.sell()
        share = Share(item_id=item.id)
        db.session.add(share)  # FLK301
        db.session.commit()
        return jsonify(True)
    """),
    ),
    Bad(
        "a commit stays where it stores what a list of another row has lost",
        _items("""
    @bp.delete("/items/<int:item_id>/shares")
    def drop(item_id):
        item = Item.query.filter(Item.id > item_id).first()  # FLK301
        share = item.shares.pop()
        db.session.delete(share)  # FLK301
        db.session.commit()
        return jsonify(True)
    """),
    ),
    Bad(
        "what a view begins and commits further down stays together",
        _items("""
    @bp.post("/items")
    def submit_item():
        item = Item(name=request.form["name"])
        db.session.add(item)  # FLK301
        db.session.flush()
        share = request.form["share"]
        if share:
            item.sell()
        db.session.commit()  # FLK301
        return jsonify(item.id)


    @bp.delete("/owners/<int:owner_id>/items")
    def delete_items(owner_id):
        Item.query.filter_by(owner_id=owner_id).delete()  # FLK301
        print("deleted")
        db.session.commit()  # FLK301
        return jsonify(True)
    """),
    ),
    Bad(
        "a name does not say which flag is set or what `d` is, so the view makes the object",
        _items("""
    @bp.post("/sold")
    def submit_sold():
        item = Item(name=request.form["name"], sold=True)
        db.session.add(item)  # FLK301
        db.session.commit()
        return jsonify(item.id)


    @bp.post("/items")
    def submit_item():
        d = request.get_json()
        new = Item(**d)
        db.session.add(new)  # FLK301
        db.session.commit()
        return jsonify(new.id)
    """),
        fixed=_moved(
            """
    @bp.post("/sold")
    def submit_sold():
        item = Item(name=request.form["name"], sold=True)
        item_service.add_item(item)  # FLK301
        return jsonify(item.id)


    @bp.post("/items")
    def submit_item():
        d = request.get_json()
        new = Item(**d)
        item_service.add_item(new)  # FLK301
        return jsonify(new.id)
    """,
            """

    def add_item(item):
        db.session.add(item)
        db.session.commit()
    """,
            "Item, Share, Test",
        ),
    ),
    Bad(
        "each model has a service, whichever view it is for; pytest takes `test_*.py` for tests",
        _items("""
    @bp.get("/shares")
    def shares():
        return jsonify([share.id for share in Share.query.all()])  # FLK301


    @bp.get("/tests")
    def tests():
        return jsonify([test.id for test in Test.query.all()])  # FLK301
    """),
        fixed={
            "shop/services/share_service.py": """
    from shop.models import Share


    def list_shares():
        return Share.query.all()
    """,
            "shop/items.py": _HEAD.replace("Item, Share, Test, db", "Item, Test, db").replace(
                "import item_service\n",
                "import item_service\n    from shop.services.share_service import list_shares\n",
            )
            + """
    @bp.get("/shares")
    def shares():
        return jsonify([share.id for share in list_shares()])  # FLK301


    @bp.get("/tests")
    def tests():
        return jsonify([test.id for test in Test.query.all()])  # FLK301
    """,
        },
    ),
    Bad(
        "what changes is stored by the service for its model, not by that for what was found first",
        _items("""
    @bp.post("/items/<int:item_id>/share")
    def start_share(item_id):
        item = db.session.get(Item, item_id)  # FLK301
        share = Share(item_id=item.id)
        db.session.add(share)  # FLK301
        db.session.commit()
        return jsonify(share.id)
    """),
        fixed={
            "shop/services/item_service.py": _SERVICE.rstrip()
            + """


    def get_item(item_id):
        return db.session.get(Item, item_id)
    """,
            "shop/services/share_service.py": """
    from shop.models import Share, db


    def create_share(item_id):
        share = Share(item_id=item_id)
        db.session.add(share)  # FLK301
        db.session.commit()
        return share
    """,
            "shop/items.py": _HEAD.replace("Item, Share, Test, db", "Test").replace(
                "import item_service\n",
                "import item_service\n    from shop.services.share_service import create_share\n",
            )
            + """
    @bp.post("/items/<int:item_id>/share")
    def start_share(item_id):
        item = item_service.get_item(item_id)  # FLK301
        share = create_share(item.id)
        return jsonify(share.id)
    """,
        },
    ),
    Bad(
        "where models are called `BookModel`, services are of books",
        {
            **_THINGS,
            "shop/views.py": _THINGS_HEAD
            + """
    @bp.get("/books/<int:book_id>")
    def show(book_id):
        return jsonify(BookModel.query.get(book_id).id)  # FLK301


    @bp.get("/clients")
    def clients():
        return jsonify([client.id for client in OAuthClientModel.query.all()])  # FLK301
    """,
        },
        fixed={
            "shop/services/book_service.py": """
    from shop.models import BookModel


    def count_books():
        return BookModel.query.count()


    def get_book(book_id):
        return BookModel.query.get(book_id)
    """,
            "shop/services/oauth_client_service.py": """
    from shop.models import OAuthClientModel


    def list_oauth_clients():
        return OAuthClientModel.query.all()
    """,
            "shop/views.py": _THINGS_HEAD.replace(
                "    from shop.models import BookModel, OAuthClientModel\n", ""
            ).replace(
                "import book_service\n",
                "import book_service\n"
                "    from shop.services.oauth_client_service import list_oauth_clients\n",
            )
            + """
    @bp.get("/books/<int:book_id>")
    def show(book_id):
        return jsonify(book_service.get_book(book_id).id)  # FLK301


    @bp.get("/clients")
    def clients():
        return jsonify([client.id for client in list_oauth_clients()])  # FLK301
    """,
        },
    ),
)
