"""What prometheus-flask-exporter 0.23 does to an app's routes. Followed by flasklint, never
imported."""


class PrometheusMetrics:
    def __init__(self, app, path="/metrics", *settings, metrics_decorator=None, **options):
        self.app = app
        self.path = path
        self.metrics_decorator = metrics_decorator
        if app is not None:
            self.init_app(app)

    @classmethod
    def for_app_factory(cls, **options):
        return cls(app=None, **options)

    def init_app(self, app):
        if self.path:
            self.register_endpoint(self.path, app)

    def register_endpoint(self, path, app=None):
        def prometheus_metrics():
            pass

        view = prometheus_metrics
        if self.metrics_decorator is not None:
            view = self.metrics_decorator(view)
        (app or self.app).add_url_rule(path, view_func=view)


class RESTfulPrometheusMetrics(PrometheusMetrics):
    def __init__(self, app, api, **options):
        super().__init__(app, **options)

    @classmethod
    def for_app_factory(cls, api=None, **options):
        return cls(app=None, api=api, **options)

    def init_app(self, app, api=None):
        super().init_app(app)


class MultiprocessPrometheusMetrics(PrometheusMetrics):
    def __init__(self, app=None, **options):
        options.pop("path", None)
        super().__init__(app, path=None, **options)


class MultiprocessInternalPrometheusMetrics(MultiprocessPrometheusMetrics):
    def __init__(self, app=None, path="/metrics", **options):
        super().__init__(app=app, **options)
        if app is not None:
            self.register_endpoint(path)
        else:
            self.path = path


class UWsgiPrometheusMetrics(MultiprocessPrometheusMetrics):
    pass


class GunicornPrometheusMetrics(MultiprocessPrometheusMetrics):
    pass


class GunicornInternalPrometheusMetrics(MultiprocessInternalPrometheusMetrics):
    pass
