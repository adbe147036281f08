"""What `after-request-without-return` reports, and what it must not."""

from __future__ import annotations

from flasklint.rule import Bad, Good

_FAILS = "GET /: TypeError: 'NoneType' object is not callable"

EXAMPLES: tuple[Good | Bad, ...] = (
    Bad(
        "a header is set and the response forgotten",
        """
        from flask import Flask

        app = Flask(__name__)


        @app.after_request
        def add_header(response):  # FLK803
            response.headers["X-Shop"] = "books"


        @app.get("/")
        def index():
            return "books"
        """,
        fixed="""
        from flask import Flask

        app = Flask(__name__)


        @app.after_request
        def add_header(response):  # FLK803
            response.headers["X-Shop"] = "books"
            return response


        @app.get("/")
        def index():
            return "books"
        """,
        fails=_FAILS,
    ),
    Bad(
        "bare returns, in a function that a factory registers",
        {
            "shop/__init__.py": """
                from flask import Flask

                from shop.hooks import add_header as header_hook, log


                def create_app():
                    app = Flask(__name__)
                    app.add_url_rule("/", view_func=lambda: "books")
                    log.register(app)
                    app.after_request(header_hook)
                    return app
                """,
            "shop/hooks.py": """
                from flask import request


                def add_header(response):
                    return response


                class Log:
                    def register(self, app):
                        app.after_request(self.write)

                    def write(self, response):  # FLK803
                        if request.method == "OPTIONS":
                            return  # nothing to say
                        print(request.path, response.status)


                log = Log()
                """,
        },
        fixed={
            "shop/hooks.py": """
                from flask import request


                def add_header(response):
                    return response


                class Log:
                    def register(self, app):
                        app.after_request(self.write)

                    def write(self, response):  # FLK803
                        if request.method == "OPTIONS":
                            return response  # nothing to say
                        print(request.path, response.status)
                        return response


                log = Log()
                """,
        },
        fails=_FAILS,
    ),
    Bad(
        "on Blueprints, on one line, with an empty body, and with a default value",
        """
        from flask import Blueprint, Flask

        bp = Blueprint("books", __name__)
        other = Blueprint("other", __name__)


        @bp.after_request
        def first(response): response.headers["X-First"] = "1"  # FLK803


        @bp.after_app_request
        def second(resp, /):  # FLK803
            pass


        @other.after_request
        @bp.after_request
        def third(r=None) -> None:  # FLK803
            with open("/dev/null", "a") as log:
                # the log
                log.write("third")
                # end of the log


        @bp.get("/")
        def index():
            return "books"


        app = Flask(__name__)
        app.register_blueprint(bp)
        """,
        fixed="""
        from flask import Blueprint, Flask

        bp = Blueprint("books", __name__)
        other = Blueprint("other", __name__)


        @bp.after_request
        def first(response):  # FLK803
            response.headers["X-First"] = "1"

            return response


        @bp.after_app_request
        def second(resp, /):  # FLK803
            return resp


        @other.after_request
        @bp.after_request
        def third(r=None) -> None:  # FLK803
            with open("/dev/null", "a") as log:
                # the log
                log.write("third")
                # end of the log
            return r


        @bp.get("/")
        def index():
            return "books"


        app = Flask(__name__)
        app.register_blueprint(bp)
        """,
        fails="GET /: AttributeError: 'NoneType' object has no attribute 'headers'",
    ),
    Bad(
        "after this request, inside a view",
        """
        import flask
        from flask import Flask, after_this_request as later

        app = Flask(__name__)


        @app.get("/")
        def index():
            @later
            def add_header(response):  # FLK803
                response.headers["X-Shop"] = "books"

            return "books"


        @app.get("/other")
        def other():
            def close(response):  # FLK803
                try:
                    response.close()
                finally:
                    print("closed")

            flask.after_this_request(close)
            return "books"
        """,
        fixed="""
        import flask
        from flask import Flask, after_this_request as later

        app = Flask(__name__)


        @app.get("/")
        def index():
            @later
            def add_header(response):  # FLK803
                response.headers["X-Shop"] = "books"
                return response

            return "books"


        @app.get("/other")
        def other():
            def close(response):  # FLK803
                try:
                    response.close()
                finally:
                    print("closed")
                return response

            flask.after_this_request(close)
            return "books"
        """,
        fails=_FAILS,
    ),
    Bad(
        "some paths return a response: what to return on the others is not known",
        """
        from flask import Flask, request

        app = Flask(__name__)


        @app.after_request
        def compress(response):  # FLK803
            if response.status_code >= 300:
                return None  # FLK803
            for name in request.accept_encodings.values():
                if name == "gzip":
                    return response


        @app.get("/")
        def index():
            return "books"
        """,
        fails=_FAILS,
    ),
    Bad(
        "the parameter gets another value",
        """
        from flask import Flask, make_response

        app = Flask(__name__)


        def replace(response):  # FLK803
            response = make_response(response.get_data(as_text=True))


        app.after_request(f=replace)


        @app.get("/")
        def index():
            return "books"
        """,
        fixed="""
        from flask import Flask, make_response

        app = Flask(__name__)


        def replace(response):  # FLK803
            response = make_response(response.get_data(as_text=True))
            return response


        app.after_request(f=replace)


        @app.get("/")
        def index():
            return "books"
        """,
        fails=_FAILS,
    ),
    Bad(
        "the app is a parameter with an annotation, and nothing calls the function",
        """
        from flask import Flask


        def init_app(application: Flask):
            @application.after_request
            def add_header(response):  # FLK803
                response.headers["X-Shop"] = "books"
        """,
        fixed="""
        from flask import Flask


        def init_app(application: Flask):
            @application.after_request
            def add_header(response):  # FLK803
                response.headers["X-Shop"] = "books"
                return response
        """,
    ),
    Good(
        "the response is returned on every path",
        """
        from flask import Blueprint, Flask, abort, request

        app = Flask(__name__)
        bp = Blueprint("books", __name__)


        @app.after_request
        def first(response):
            if request.method == "OPTIONS":
                return response
            elif request.method == "POST":
                response.headers["X-Posted"] = "1"
            if response.status_code < 600:
                return response
            abort(500)


        @app.after_request
        def second(response):
            try:
                response.headers["X-Second"] = "2"
            except ValueError:
                raise
            else:
                return response


        @bp.after_request
        def third(response):
            with open("/dev/null") as file:
                return response


        @bp.after_app_request
        def fourth(response):
            while True:
                if response:
                    return response


        @app.after_request
        def fifth(response):
            match response.status_code:
                case 200:
                    return response
                case _:
                    return response


        @app.after_request
        def sixth(response):
            def close():
                return

            response.call_on_close(close)
            return response


        @bp.get("/", defaults={"page": 1})
        def index(page):
            return "books"


        app.register_blueprint(bp)
        """,
        works="GET /?page=1",
    ),
    Good(
        "a decorator or a wrapper gives the response back",
        """
        from functools import wraps

        from flask import Flask

        app = Flask(__name__)


        def passing_on(function):
            @wraps(function)
            def call(response):
                function(response)
                return response

            return call


        @app.after_request
        @passing_on
        def add_header(response):
            response.headers["X-Shop"] = "books"


        def log(response):
            print(response.status)


        def count(response):
            print(response.status)


        app.after_request(passing_on(log))
        count = passing_on(count)
        app.after_request(count)


        @app.get("/")
        def index():
            return "books"
        """,
        works="GET /",
    ),
    Good(
        "hooks of other kinds, and other things of that name, need no response",
        """
        from flask import Flask

        app = Flask(__name__)


        class Queue:
            def after_request(self, function):
                return function


        queue = Queue()


        @queue.after_request
        def done(job):
            print(job)


        @app.before_request
        def begin():
            print("begin")


        @app.teardown_request
        def end(error):
            print("end")


        @app.get("/")
        def index():
            return "books"
        """,
        works="GET /",
    ),
    Good(
        "never reached: it always raises",
        """
        from flask import Flask

        app = Flask(__name__)


        @app.after_request
        def refuse(response):
            raise NotImplementedError
        """,
        works="start",
    ),
    Good(
        "an app that keeps the response where a function gives none",
        """
        from flask import Flask


        class ShopFlask(Flask):
            def process_response(self, response):
                for function in self.after_request_funcs[None]:
                    function(response)
                return response


        app = ShopFlask(__name__)


        @app.after_request
        def count(response):
            app.config["ANSWERS"] = app.config.get("ANSWERS", 0) + 1


        @app.get("/")
        def index():
            return "books"


        def create_app():
            return app
        """,
        works="GET /",
    ),
    Good(
        "ends in a function that never returns, or in a loop that raises at last",
        {
            "app.py": """
                from flask import Flask

                from failing import refuse

                app = Flask(__name__)


                @app.after_request
                def check(response):
                    if response.status_code != 500:
                        return response
                    refuse(response)


                @app.after_request
                def stamp(response):
                    for left in (1, 0):
                        try:
                            response.headers["X-Left"] = str(left)
                            return response
                        except KeyError:
                            if not left:
                                raise


                @app.get("/")
                def index():
                    return "books"
                """,
            "failing.py": """
                import typing as t


                def refuse(response) -> t.NoReturn:
                    raise RuntimeError(response.status)
                """,
        },
        works="GET /",
    ),
    Bad(
        "lambdas, and a function with some arguments given before",
        """
        from functools import partial

        from flask import Blueprint, Flask, after_this_request

        bp = Blueprint("books", __name__)


        def name_shop(name, response):  # FLK803
            response.headers["X-Shop"] = name


        bp.after_app_request(lambda page: page.headers.add("X-Books", "1"))  # FLK803
        bp.after_request(f=lambda page: print(page.status))  # FLK803


        @bp.get("/")
        def index():
            after_this_request(lambda _: None)  # FLK803
            return "books"


        def create_app():
            app = Flask(__name__)
            app.register_blueprint(bp)
            app.after_request(lambda _: None)  # FLK803
            app.after_request(partial(name_shop, "books"))
            return app
        """,
        fails="GET /: AttributeError: 'NoneType' object has no attribute 'status'",
    ),
    Bad(
        "imported under another name",
        {
            "app.py": """
                from flask import Flask

                from hooks import stamp as stamped

                app = Flask(__name__)
                app.after_request(stamped)
                app.add_url_rule("/", view_func=lambda: "books")
                """,
            "hooks.py": """
                def stamp(response):  # FLK803
                    response.headers["X-Stamp"] = "1"
                """,
        },
        fixed={
            "hooks.py": """
                def stamp(response):  # FLK803
                    response.headers["X-Stamp"] = "1"
                    return response
                """,
        },
        fails=_FAILS,
    ),
    Good(
        "lambdas that give a response, and partly applied functions that do",
        """
        from functools import partial

        from flask import Flask

        app = Flask(__name__)


        def name_shop(name, response):
            response.headers["X-Shop"] = name
            return response


        app.after_request(lambda response: response)
        app.after_request(lambda response: response.headers.update(a="b") or response)
        app.after_request(partial(name_shop, "books"))
        app.teardown_request(lambda error: None)
        app.before_request(lambda: None)


        @app.get("/")
        def index():
            return "books"
        """,
        works="GET /",
    ),
)
