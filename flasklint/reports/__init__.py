"""A report as people and machines read it."""

from __future__ import annotations
