"""What `instance-method-called-on-class` reports, and what it must not."""

from __future__ import annotations

from flasklint.rule import Bad, Good

_SERVICE = """
    class UserService:
        def __init__(self, session):
            self.session = session

        def get_all(self):
            return []

        def get_by_id(self, user_id, deep=False):
            return {"id": user_id}
    """
_EXTENSIONS = """
    from flask_sqlalchemy import SQLAlchemy

    db = SQLAlchemy()
    """
_APP = """
    from flask import Flask

    from shop.api.users import bp


    def create_app():
        app = Flask(__name__)
        app.register_blueprint(bp)
        return app
    """

EXAMPLES: tuple[Good | Bad, ...] = (
    Bad(
        "a service that takes a session, called as if its methods were static",
        {
            "shop/__init__.py": "",
            "shop/extensions.py": _EXTENSIONS,
            "shop/services/__init__.py": "",
            "shop/services/user_service.py": _SERVICE,
            "shop/api/__init__.py": "",
            "shop/api/users.py": """
                from flask import Blueprint

                from shop.services.user_service import UserService

                bp = Blueprint("users", __name__)


                @bp.get("/users")
                def users():
                    return UserService.get_all()  # FLK313


                @bp.get("/users/<int:user_id>")
                def user(user_id):
                    return UserService.get_by_id(user_id, deep=True)  # FLK313
                """,
            "wsgi.py": _APP,
        },
        fixed={
            "shop/api/users.py": """
                from flask import Blueprint

                from shop.extensions import db
                from shop.services.user_service import UserService

                bp = Blueprint("users", __name__)


                @bp.get("/users")
                def users():
                    return UserService(db.session).get_all()  # FLK313


                @bp.get("/users/<int:user_id>")
                def user(user_id):
                    return UserService(db.session).get_by_id(user_id, deep=True)  # FLK313
                """,
        },
        fails="GET /users: TypeError: UserService.get_all() missing 1 required positional "
        "argument: 'self'",
    ),
    Bad(
        "no fix where several calls may have one object in mind",
        """
        from flask import Flask

        app = Flask(__name__)


        class Cart:
            books = 0

            def add(self, count):
                self.books += count

            def total(self):
                return {"books": self.books}


        @app.get("/cart")
        def cart():
            Cart.add(2)  # FLK313
            return Cart.total()  # FLK313
        """,
    ),
    Good(
        "made a class method or a static one in the body of the class",
        """
        from flask import Flask

        app = Flask(__name__)


        class Users:
            def get_all(cls):
                return {"users": []}

            def count(of):
                return str(of)

            get_all = classmethod(get_all)
            count = count_of = staticmethod(count)


        @app.get("/users")
        def users():
            return Users.get_all()


        @app.get("/count")
        def count():
            return Users.count(of=1)
        """,
        works="GET /users",
    ),
    Bad(
        "one argument is taken for the object",
        """
        from flask import Flask


        class Users:
            def get_by_id(self, user_id):
                return {"id": user_id}


        class Staff(Users):
            pass


        People = Staff
        app = Flask(__name__)


        @app.get("/users/<int:user_id>")
        def user(user_id):
            return People.get_by_id(user_id)  # FLK313


        @app.get("/staff/<int:user_id>")
        def staff(user_id):
            people = Staff
            return people.get_by_id(user_id=user_id)  # FLK313
        """,
        fixed="""
        from flask import Flask


        class Users:
            def get_by_id(self, user_id):
                return {"id": user_id}


        class Staff(Users):
            pass


        People = Staff
        app = Flask(__name__)


        @app.get("/users/<int:user_id>")
        def user(user_id):
            return People().get_by_id(user_id)  # FLK313


        @app.get("/staff/<int:user_id>")
        def staff(user_id):
            people = Staff
            return people().get_by_id(user_id=user_id)  # FLK313
        """,
        fails="GET /users/1: TypeError: Users.get_by_id() missing 1 required positional "
        "argument: 'user_id'",
    ),
    Bad(
        "made elsewhere with an argument, which the fix passes too; through the module",
        {
            "shop/clock.py": """
                def now():
                    return 0


                class Zones:
                    utc = "UTC"
                """,
            "shop/services.py": """
                class OrderService:
                    def __init__(self, zone, *, now):
                        self.zone = zone

                    def count(self, *names, **filters):
                        return "2 orders"
                """,
            "shop/first.py": """
                from shop import services
                from shop.clock import Zones, now

                orders = services.OrderService(Zones.utc, now=now)
                """,
            "shop/__init__.py": "",
            "wsgi.py": """
                from flask import Flask
                from flask.views import MethodView

                import shop.services as layer
                from shop.first import orders

                app = Flask(__name__)


                class Orders(MethodView):
                    def get(self):
                        return layer.OrderService.count(late=True)  # FLK313


                app.add_url_rule("/orders", view_func=Orders.as_view("orders"))
                """,
        },
        fixed={
            "wsgi.py": """
                from flask import Flask
                from flask.views import MethodView

                import shop.services as layer
                from shop.clock import Zones, now
                from shop.first import orders

                app = Flask(__name__)


                class Orders(MethodView):
                    def get(self):
                        return layer.OrderService(Zones.utc, now=now).count(late=True)  # FLK313


                app.add_url_rule("/orders", view_func=Orders.as_view("orders"))
                """,
        },
        fails="GET /orders: TypeError: OrderService.count() missing 1 required positional "
        "argument: 'self'",
    ),
    Bad(
        "no fix: it takes more than a session, or its arguments differ",
        {
            "shop/services.py": """
                class Mailer:
                    def __init__(self, host, port):
                        self.host = host

                    def send(self, text):
                        return text


                class Till:
                    def __init__(self, session):
                        self.session = session

                    def total(self):
                        return 0


                first = Till(1)
                """,
            "shop/views.py": """
                from shop.services import Mailer, Till


                def index():
                    Mailer.send("hello")  # FLK313
                    return str(Till.total())  # FLK313
                """,
        },
    ),
    Good(
        "static methods, class methods, and the object passed",
        """
        from flask import Flask


        class Base:
            def save(self):
                return "saved"


        class User(Base):
            @staticmethod
            def count():
                return "2"

            @classmethod
            def first(cls):
                return cls().save()

            def none():
                return "0"

            def save(self):
                return Base.save(self)

            def renamed(self):
                return "old"

            renamed = staticmethod(lambda: "new")

            def late(session=None):
                return "late"


        app = Flask(__name__)


        @app.get("/")
        def index():
            words = [User.count(), User.first(), User.none(), User.save(User()), User.renamed()]
            return [*words, User.late(), User().save()]
        """,
        works="GET /",
    ),
    Good(
        "names that stand for an object by then",
        """
        from flask import Flask


        class Users:
            def all(self):
                return ["Emma"]


        class Orders:
            def all(self):
                return []


        Users = Users()
        app = Flask(__name__)


        @app.get("/")
        def index():
            Orders = make()
            return [Users.all(), Orders.all(), names(Users)]


        def make():
            return Orders()


        def names(Orders):
            return Orders.all()
        """,
        works="GET /",
    ),
    Good(
        "a class that something else has changed",
        {
            "shop/services.py": """
                import functools

                from elsewhere import Interface, service


                class Meta(type):
                    def make(cls):
                        return cls()

                    def __getattribute__(cls, name):
                        return functools.partial(type.__getattribute__(cls, name), None)


                class First(metaclass=Meta):
                    def all(self):
                        return []


                @service
                class Second:
                    def all(self):
                        return []


                class Third(Interface):
                    def all(self):
                        return []


                def on_class(function):
                    return classmethod(function)


                class Fourth:
                    @on_class
                    def all(self):
                        return []


                class Fifth:
                    def all(self):
                        return []

                    def one(self):
                        return self.all()


                Fifth.all = classmethod(Fifth.all)
                """,
            "shop/views.py": """
                from shop.services import Fifth, First, Fourth, Second, Third


                def index():
                    return [First.all(), First.make(), Second.all(), Third.all(), Fourth.all()]


                def second():
                    return Fifth.all()


                def checked():
                    try:
                        return Fifth.one()
                    except TypeError:
                        return None
                """,
        },
    ),
    Good(
        "`cls` may be a subclass that has it as a class method",
        """
        class Users:
            def all(self):
                return []

            @classmethod
            def dump(cls):
                return cls.all()


        class Staff(Users):
            @classmethod
            def all(cls):
                return []


        def dump(kind=Staff, *args):
            return kind.all(), Users.all(*args)
        """,
    ),
)
