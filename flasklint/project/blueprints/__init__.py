"""Blueprints, and where they are registered."""
