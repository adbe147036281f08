"""Flask-APScheduler: jobs at given times."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_apscheduler",
    may=("routes",),
    tried="Flask-APScheduler 1.13.1",
)
