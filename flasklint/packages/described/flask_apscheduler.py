"""What Flask-APScheduler 1.13 does to an app's routes. Followed by flasklint, never imported."""

ROUTES = [
    ("get_scheduler_info", "", "GET"),
    ("pause_scheduler", "/pause", "POST"),
    ("resume_scheduler", "/resume", "POST"),
    ("start_scheduler", "/start", "POST"),
    ("shutdown_scheduler", "/shutdown", "POST"),
    ("add_job", "/jobs", "POST"),
    ("get_job", "/jobs/<job_id>", "GET"),
    ("get_jobs", "/jobs", "GET"),
    ("delete_job", "/jobs/<job_id>", "DELETE"),
    ("update_job", "/jobs/<job_id>", "PATCH"),
    ("pause_job", "/jobs/<job_id>/pause", "POST"),
    ("resume_job", "/jobs/<job_id>/resume", "POST"),
    ("run_job", "/jobs/<job_id>/run", "POST"),
]


class APScheduler:
    def __init__(self, scheduler=None, app=None):
        self.api_enabled = False
        if app is not None:
            self.init_app(app)

    def init_app(self, app):
        enabled = app.config.get("SCHEDULER_VIEWS_ENABLED", self.api_enabled)
        if app.config.get("SCHEDULER_API_ENABLED", enabled):
            rules = app.config.get("SCHEDULER_API_PREFIX", "/scheduler")
            names = app.config.get("SCHEDULER_ENDPOINT_PREFIX", "scheduler.")
            for name, rule, method in ROUTES:
                app.add_url_rule(rules + rule, names + name, methods=[method])
