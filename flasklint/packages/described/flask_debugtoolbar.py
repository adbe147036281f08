"""What Flask-DebugToolbar 0.16 does to an app's routes. Followed by flasklint, never imported."""

from flask import Blueprint


class DebugToolbarExtension:
    def __init__(self, app=None):
        if app is not None:
            self.init_app(app)

    def init_app(self, app):
        if app.config.get("DEBUG_TB_ENABLED", app.debug):
            app.add_url_rule("/_debug_toolbar/static/<path:filename>", "_debug_toolbar.static")
            bp = Blueprint("debugtoolbar", __name__)
            both = ["GET", "POST"]
            bp.add_url_rule("/sqlalchemy/sql_select", "sql_select", methods=both)
            bp.add_url_rule("/sqlalchemy/sql_explain", "sql_select", methods=both)
            bp.add_url_rule("/template/<key>", "template_editor")
            bp.add_url_rule("/template/<key>", "template_preview", methods=["POST"])
            bp.add_url_rule("/template/<key>/save", "save_template", methods=["POST"])
            app.register_blueprint(bp, url_prefix="/_debug_toolbar/views")
