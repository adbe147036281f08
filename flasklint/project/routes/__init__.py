"""The routes of the applications."""
