"""Dependency Injector: arguments that a container gives."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="dependency_injector",
    filling=("wiring.inject",),
    tried="dependency-injector 4.49.1",
)
