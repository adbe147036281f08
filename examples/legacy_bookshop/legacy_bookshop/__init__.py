"""The bookshop, after some years."""

from .app import create_app

__all__ = ["create_app"]
