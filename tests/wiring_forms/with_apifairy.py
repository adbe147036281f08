"""The pages of APIFairy."""

from wiring_forms.form import form

FORMS = [
    form(
        "the pages of APIFairy",
        """
        from apifairy import APIFairy
        from flask import Flask

        apifairy = APIFairy()

        def create_app():
            app = Flask(__name__)
            app.config["APIFAIRY_TITLE"] = "Shop"
            apifairy.init_app(app)
            return app
        """,
        "app:create_app()",
    ),
    form(
        "one page of APIFairy, at a path of its own",
        """
        from apifairy import APIFairy
        from flask import Flask

        app = Flask(__name__)
        app.config["APIFAIRY_UI_PATH"] = None
        app.config["APIFAIRY_APISPEC_PATH"] = "/spec.json"
        APIFairy(app)
        """,
    ),
]
