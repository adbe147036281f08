"""What Flask-Reuploaded 1 does to an app's routes. Followed by flasklint, never imported."""

from flask import Blueprint

uploads_mod = Blueprint("_uploads", __name__, url_prefix="/_uploads")


@uploads_mod.route("/<setname>/<path:filename>")
def uploaded_file(setname, filename):
    pass


class UploadSet:
    def __init__(self, name="files", extensions=None, default_dest=None):
        self.name = name


def configure_uploads(app, upload_sets):
    sets = [upload_sets] if isinstance(upload_sets, UploadSet) else upload_sets
    url = app.config.get("UPLOADS_DEFAULT_URL", None)
    urls = [app.config.get(f"UPLOADED_{each.name.upper()}_URL", url) for each in sets]
    if app.config.get("UPLOADS_AUTOSERVE", False) and None in urls:
        app.register_blueprint(uploads_mod)
