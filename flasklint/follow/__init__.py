"""Follows what a project's code does, without running it."""
