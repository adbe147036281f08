"""More of what `view-may-return-none` reports, and what it must not."""

from flasklint.rule import Bad, Good

HEAD = """
    from flask import Blueprint, Flask, abort, redirect, request

    app = Flask(__name__)
    """


def view(*lines: str, above: str = "@app.route('/')", mark: str = "") -> str:
    body = "".join(f"        {line}\n" for line in lines)
    return f"{HEAD}\n\n    {above}\n    def index():{mark}\n{body}"


MARK = "  # FLK217"
FAILS = "GET /: TypeError: The view function for 'index' did not return"
EXAMPLES = (
    Bad("no `return` at all", view("print('hello')", mark=MARK), fails=FAILS),
    Bad("`return` alone", view("return", mark=MARK), fails=FAILS, says="returns None"),
    Bad(
        "None on one path",
        view("if request.args:", "    return 'yes'", "return None", mark=MARK),
        fails=FAILS,
    ),
    Bad(
        "a handler that only logs",
        view("try:", "    return str(1 / 0)", "except ArithmeticError:", "    print()", mark=MARK),
        fails=FAILS,
    ),
    Bad(
        "a form that is not valid",
        """
        from flask import Flask, redirect
        from flask_wtf import FlaskForm

        app = Flask(__name__)
        app.config["SECRET_KEY"] = "s"


        class BookForm(FlaskForm):
            pass


        @app.route("/", methods=["GET", "POST"])
        def index():  # FLK217
            form = BookForm()
            if form.validate_on_submit():
                return redirect("/done")
        """,
        fails=FAILS,
    ),
    Bad(
        "in a class view",
        """
        from flask import Flask
        from flask.views import MethodView

        app = Flask(__name__)


        class Index(MethodView):
            def get(self):  # FLK217
                print("hello")


        app.add_url_rule("/", view_func=Index.as_view("index"))
        """,
        fails="GET /: TypeError: The view function for 'index' did not return",
    ),
    Bad(
        "a method and a value",
        view(
            "if request.method == 'POST' and request.args:",
            "    return 'yes'",
            above="@app.route('/', methods=['GET', 'POST'])",
            mark=MARK,
        ),
        fails=FAILS,
        says="at GET",
    ),
    Bad(
        "a value at the only method",
        view(
            "if request.method == 'POST':",
            "    if request.args:",
            "        return 'yes'",
            above="@app.post('/')",
            mark=MARK,
        ),
        fails=FAILS.replace("GET", "POST"),
    ),
    Good(
        "a branch for each method",
        view(
            "if request.method == 'POST':",
            "    return 'yes'",
            "elif request.method in ('GET', 'HEAD'):",
            "    return 'no'",
            above="@app.route('/', methods=['GET', 'POST'])",
        ),
    ),
    Good(
        "methods that cannot be told",
        view(
            "if request.method == 'POST':",
            "    return 'yes'",
            above="@app.route('/', methods=METHODS)",
        ),
    ),
    Good("aborted at last", view("if request.args:", "    return 'yes'", "abort(404)")),
    Good("raised at last", view("if request.args:", "    return 'yes'", "raise KeyError(1)")),
    Good(
        "a function that only raises",
        view("if request.args:", "    return 'yes'", "fail()")
        + "\n\n    def fail():\n        raise KeyError(1)\n",
    ),
    Good(
        "the branches of `request.method`",
        view(
            "if request.method == 'POST':",
            "    return 'yes'",
            above="@app.route('/', methods=['POST'])",
        ),
    ),
    Good(
        "a decorator of the project's, which may answer",
        """
        from functools import wraps

        from flask import Flask, render_template_string

        app = Flask(__name__)


        def templated(view):
            @wraps(view)
            def shown():
                return render_template_string("hello", **(view() or {}))

            return shown


        @app.get("/")
        @templated
        def index():
            print("hello")
        """,
        works="GET /",
    ),
    Good(
        "a resource, for which None is an answer",
        """
        from flask import Flask
        from flask_restful import Api, Resource

        app = Flask(__name__)
        api = Api(app)


        class Index(Resource):
            def get(self):
                print("hello")


        api.add_resource(Index, "/")
        """,
        works="GET /",
    ),
    Good(
        "an application that makes an answer of None",
        """
        from flask import Flask


        class Shop(Flask):
            def make_response(self, rv):
                return super().make_response("" if rv is None else rv)


        app = Shop(__name__)


        @app.get("/")
        def index():
            print("hello")
        """,
    ),
    Good(
        "a test that holds or raises",
        view("if works():", "    return 'yes'")
        + "\n\n    def works():\n        print()\n        return True\n",
    ),
    Good(
        "a loop that does not end", view("while True:", "    if request.args:", "        return ''")
    ),
    Good(
        "an asynchronous view that answers",
        HEAD + "\n\n    @app.get('/')\n    async def index():\n        return 'hello'\n",
    ),
)
