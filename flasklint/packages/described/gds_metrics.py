"""What gds-metrics 0.2 does to an app's routes. Followed by flasklint, never imported."""

import os


class GDSMetrics:
    def init_app(self, app):
        app.add_url_rule(os.environ.get("PROMETHEUS_METRICS_PATH", "/metrics"), "metrics")
