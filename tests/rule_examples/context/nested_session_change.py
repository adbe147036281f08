"""More of what `nested-session-change` reports, and what it must not."""

from flasklint.rule import Bad, Good

VIEW = """
    from flask import Flask, session

    app = Flask(__name__)
    app.config["SECRET_KEY"] = "s"


    @app.get("/<book>")
    def buy(book):
    """


def view(*lines: str) -> str:
    return VIEW.rstrip() + "\n" + "".join(f"        {line}\n" for line in lines)


EXAMPLES = (
    Bad(
        "lost at the next request",
        view(
            'if book == "start":',
            '    session["cart"] = []',
            "else:",
            "    add(book)",
            'return {"cart": session["cart"]}',
        )
        + "\n\n    def add(book):\n        session['cart'].append(book)  # FLK811\n",
    ),
    Bad("an element of a dict", view('session["cart"][book] = 1  # FLK811', 'return ""')),
    Bad(
        "through a name",
        view('cart = session["cart"]', "cart[book] = 1  # FLK811", "return cart"),
    ),
    Bad("of `get`", view('session.get("cart").append(book)  # FLK811', 'return ""')),
    Bad("counted up", view('session["cart"][book] += 1  # FLK811', 'return ""')),
    Bad("deleted", view('del session["cart"][book]  # FLK811', 'return ""')),
    Good("a key of its own", view('session["cart"] = [book]', 'return ""')),
    Good(
        "set anew behind",
        view('cart = session["cart"]', "cart.append(book)", 'session["cart"] = cart', 'return ""'),
    ),
    Good(
        "told",
        view('session["cart"].append(book)', "session.modified = True", 'return ""'),
    ),
    Good("read", view('return {"cart": sorted(session["cart"])}')),
    Good(
        "a list that is no value of it",
        view('cart = list(session["cart"])', "cart.append(book)", 'return ""'),
    ),
    Good(
        "sessions of another kind",
        """
        from flask import Flask, session
        from flask_session import Session

        app = Flask(__name__)
        Session(app)


        @app.get("/<book>")
        def buy(book):
            session["cart"].append(book)
            return ""
        """,
    ),
    Good(
        "another `session`",
        """
        session = {"cart": []}


        def buy(book):
            session["cart"].append(book)
        """,
    ),
)
