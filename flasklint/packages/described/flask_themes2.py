"""What Flask-Themes2 does to an app's routes. Followed by flasklint, never imported."""

from flask import Blueprint


class Themes:
    def __init__(self, app=None, **options):
        if app is not None:
            self.init_themes(app, **options)

    def init_themes(
        self, app, loaders=None, app_identifier=None, manager_cls=None,
        theme_url_prefix="/_themes", static_folder=None
    ):  # fmt: skip
        if static_folder:
            url = (app.static_url_path or "") + theme_url_prefix
            bp = Blueprint("_themes", __name__, static_folder=static_folder, static_url_path=url)
        else:
            bp = Blueprint("_themes", __name__, url_prefix=theme_url_prefix)
            bp.add_url_rule("/<themeid>/<path:filename>", "static")
        app.register_blueprint(bp)
