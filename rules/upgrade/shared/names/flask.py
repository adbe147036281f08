"""Names that Flask has taken away.

Looked up in Flask 1.1.4, 2.0.3, 2.2.5 (there) and 3.1.3 (gone).
"""

from __future__ import annotations

from flasklint_rules.upgrade.shared.names.gone import Gone, Package

_PROVIDER = (
    "a `DefaultJSONProvider` from `flask.json.provider`, which `app.json` is set to an object of"
)
_IN_THE_FACTORY = (
    "call the function in the factory, inside `with app.app_context():` if it needs one"
)
_OWNERS = ("flask.Flask()", "flask.Blueprint()")

FLASK = Package(
    "flask",
    "Flask",
    imports=(
        Gone("flask.Markup", "3.0", moved="markupsafe.Markup", deprecated="2.3"),
        Gone("flask.escape", "3.0", moved="markupsafe.escape", deprecated="2.3"),
        Gone("flask.safe_join", "2.1", moved="werkzeug.utils.safe_join", deprecated="2.0"),
        Gone("flask.helpers.safe_join", "2.1", moved="werkzeug.utils.safe_join", deprecated="2.0"),
        Gone("flask._request_ctx_stack", "3.0", "`request` or `g`, or `request_ctx` from "
             "`flask.globals`", deprecated="2.2"),
        Gone("flask._app_ctx_stack", "3.0", "`current_app` or `g`, or `app_ctx` from "
             "`flask.globals`", deprecated="2.2"),
        Gone("flask.globals._request_ctx_stack", "3.0", "`request` or `g`, or `request_ctx` from "
             "`flask.globals`", deprecated="2.2"),
        Gone("flask.globals._app_ctx_stack", "3.0", "`current_app` or `g`, or `app_ctx` from "
             "`flask.globals`", deprecated="2.2"),
        Gone("flask.json.JSONEncoder", "2.3", _PROVIDER, deprecated="2.2"),
        Gone("flask.json.JSONDecoder", "2.3", _PROVIDER, deprecated="2.2"),
        Gone("flask.json.htmlsafe_dumps", "2.3", moved="jinja2.utils.htmlsafe_json_dumps",
             deprecated="2.2"),
        Gone("flask.json.htmlsafe_dump", "2.3", "`jinja2.utils.htmlsafe_json_dumps`",
             deprecated="2.1"),
        Gone("flask.json_available", "2.0", "leave it out: JSON is always there"),
        Gone("flask.signals_available", "3.0", "leave it out: signals are always there",
             deprecated="2.3"),
        Gone("flask.helpers.locked_cached_property", "3.0", moved="werkzeug.utils.cached_property",
             safe=False, deprecated="2.3"),
        Gone("flask.helpers.total_seconds", "2.1", "`timedelta.total_seconds()`",
             deprecated="2.0"),
        Gone("flask.cli.DispatchingApp", "2.2", "`load_app` of `flask.cli.ScriptInfo`"),
        Gone("flask.testing.make_test_environ_builder", "2.0",
             moved="flask.testing.EnvironBuilder", deprecated="1.1"),
    ),
    modules=(
        Gone("flask._compat", "2.0", "Python 3 itself"),
        Gone("flask.ext", "1.0", "the extension's own package: `flask_login` for `flask.ext.login`",
             deprecated="0.11"),
    ),
    attributes=(
        *(Gone(f"{owner}.before_first_request", "2.3", _IN_THE_FACTORY, deprecated="2.2")
          for owner in _OWNERS[:1]),
        Gone("flask.Blueprint().before_app_first_request", "2.3", _IN_THE_FACTORY,
             deprecated="2.2"),
        Gone("flask.Flask().before_first_request_funcs", "2.3", _IN_THE_FACTORY, deprecated="2.2"),
        Gone("flask.Flask().try_trigger_before_first_request_functions", "2.2", _IN_THE_FACTORY),
        *(Gone(f"{owner}.{name}", "2.3", _PROVIDER, deprecated="2.2")
          for owner in _OWNERS for name in ("json_encoder", "json_decoder")),
        Gone("flask.Flask().env", "2.3", '`app.debug`, or a setting of your own',
             deprecated="2.2"),
        Gone("flask.Flask().session_cookie_name", "2.3", '`app.config["SESSION_COOKIE_NAME"]`',
             deprecated="2.2"),
        Gone("flask.Flask().send_file_max_age_default", "2.3",
             '`app.config["SEND_FILE_MAX_AGE_DEFAULT"]`', deprecated="2.2"),
        Gone("flask.Flask().use_x_sendfile", "2.3", '`app.config["USE_X_SENDFILE"]`',
             deprecated="2.2"),
        Gone("flask.Flask().propagate_exceptions", "2.3", '`app.config["PROPAGATE_EXCEPTIONS"]`',
             deprecated="2.2"),
        Gone("flask.Flask().templates_auto_reload", "2.3",
             '`app.config["TEMPLATES_AUTO_RELOAD"]`', deprecated="2.2"),
        Gone("flask.Flask().preserve_context_on_exception", "2.2",
             "leave it out: the debugger keeps the context by itself"),
        Gone("flask.Flask().got_first_request", "3.0", "nothing stands for it",
             deprecated="2.3"),
        Gone("flask.Flask().config.from_json", "2.1",
             "`from_file(name, load=json.load)`", deprecated="2.0"),
        Gone("flask.current_app.config.from_json", "2.1",
             "`from_file(name, load=json.load)`", deprecated="2.0"),
    ),
    arguments=(
        Gone("flask.send_file(attachment_filename)", "2.2", moved="download_name",
             deprecated="2.0"),
        Gone("flask.send_file(cache_timeout)", "2.2", moved="max_age", deprecated="2.0"),
        Gone("flask.send_file(add_etags)", "2.2", moved="etag", deprecated="2.0"),
        Gone("flask.send_from_directory(filename)", "2.2", moved="path", deprecated="2.0"),
        Gone("flask.send_from_directory(attachment_filename)", "2.2", moved="download_name",
             deprecated="2.0"),
        Gone("flask.send_from_directory(cache_timeout)", "2.2", moved="max_age",
             deprecated="2.0"),
        Gone("flask.send_from_directory(add_etags)", "2.2", moved="etag", deprecated="2.0"),
    ),
)  # fmt: skip
