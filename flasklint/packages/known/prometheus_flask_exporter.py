"""prometheus-flask-exporter: how often and how long views were called."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="prometheus_flask_exporter",
    may=("routes",),
    tried="prometheus_flask_exporter 0.23.2",
)
