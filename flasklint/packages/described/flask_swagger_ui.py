"""What flask-swagger-ui 5 does to an app's routes. Followed by flasklint, never imported."""

from flask import Blueprint


def get_swaggerui_blueprint(
    base_url, api_url, config=None, oauth_config=None, blueprint_name="swagger_ui"
):
    bp = Blueprint(blueprint_name, __name__, url_prefix=base_url)
    bp.add_url_rule("/", "show")
    bp.add_url_rule("/<path:path>", "show")
    return bp
