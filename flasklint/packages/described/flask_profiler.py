"""What flask-profiler 1.8 does to an app's routes. Followed by flasklint, never imported."""

from flask import Blueprint


def init_app(app):
    config = app.config.get("flask_profiler", app.config.get("FLASK_PROFILER", {}))
    if config.get("enabled", False):
        pages = Blueprint(
            "flask-profiler",
            __name__,
            url_prefix="/" + config.get("endpointRoot", "flask-profiler"),
            static_folder="static/dist/",
            static_url_path="/static/dist",
        )
        pages.add_url_rule("/", "index")
        pages.add_url_rule("/api/measurements/", "filterMeasurements")
        pages.add_url_rule("/api/measurements/grouped", "getMeasurementsSummary")
        pages.add_url_rule("/api/measurements/<measurementId>", "getContext")
        pages.add_url_rule("/api/measurements/timeseries/", "getRequestsTimeseries")
        pages.add_url_rule("/api/measurements/methodDistribution/", "getMethodDistribution")
        pages.add_url_rule("/db/dumpDatabase", "dumpDatabase")
        pages.add_url_rule("/db/deleteDatabase", "deleteDatabase")
        app.register_blueprint(pages)
