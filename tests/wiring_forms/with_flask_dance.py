"""The Blueprints of Flask-Dance."""

from wiring_forms.form import form

FORMS = [
    form(
        "a Blueprint of Flask-Dance for a known provider",
        """
        from flask import Flask, redirect, url_for
        from flask_dance.contrib.github import github, make_github_blueprint

        app = Flask(__name__)
        app.secret_key = "not so secret"
        app.register_blueprint(make_github_blueprint(client_id="1", client_secret="2"))

        @app.route("/")
        def home():
            if not github.authorized:
                return redirect(url_for("github.login"))
            return github.get("/user").json()["login"]
        """,
    ),
    form(
        "Blueprints of Flask-Dance for known providers below a prefix, with URLs of their own",
        {
            "oauth.py": """
                from flask_dance.consumer import oauth_authorized
                from flask_dance.contrib.google import make_google_blueprint
                from flask_dance.contrib.slack import make_slack_blueprint

                google_bp = make_google_blueprint(
                    "1", "2", scope=["profile", "email"], redirect_to="home", login_url="/in"
                )
                slack_bp = make_slack_blueprint(
                    subdomain="shop",
                    authorized_url="/{bp.name}/back",
                    rule_kwargs={"strict_slashes": False},
                )

                @oauth_authorized.connect_via(google_bp)
                def logged_in(blueprint, token):
                    return False
                """,
            "app.py": """
                from flask import Flask
                from oauth import google_bp, slack_bp

                def create_app():
                    app = Flask(__name__)
                    app.register_blueprint(google_bp, url_prefix="/login")
                    app.register_blueprint(slack_bp, url_prefix="/login")

                    @app.route("/")
                    def home():
                        return ""

                    return app
                """,
        },
        "app:create_app()",
    ),
    form(
        "Blueprints of Flask-Dance for providers of one's own",
        """
        from flask import Flask
        from flask_dance.consumer import OAuth1ConsumerBlueprint, OAuth2ConsumerBlueprint

        shop = OAuth2ConsumerBlueprint(
            "shop",
            __name__,
            client_id="1",
            client_secret="2",
            base_url="https://shop.example",
            token_url="https://shop.example/token",
            authorization_url="https://shop.example/authorize",
            url_prefix="/with",
        )
        shop.from_config["client_id"] = "SHOP_CLIENT_ID"
        old = OAuth1ConsumerBlueprint(
            "old", __name__, client_key="1", login_url="/old/in", authorized_url="/old/back"
        )

        @shop.route("/profile")
        def profile():
            return ""

        app = Flask(__name__)
        app.register_blueprint(shop)
        app.register_blueprint(old)
        """,
    ),
    form(
        "a subclass of a Blueprint of Flask-Dance",
        """
        from flask import Flask
        from flask_dance.consumer import OAuth2ConsumerBlueprint

        class ShopBlueprint(OAuth2ConsumerBlueprint):
            def __init__(self, name, **options):
                super().__init__(name, __name__, login_url="/{bp.name}/start", **options)

        app = Flask(__name__)
        app.register_blueprint(ShopBlueprint("shop", client_id="1", url_prefix="/oauth"))
        """,
    ),
]
