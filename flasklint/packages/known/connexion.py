"""Connexion: an app made of its OpenAPI description."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="connexion",
    answers_errors_of="apps",
)
