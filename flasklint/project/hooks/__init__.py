"""The functions that Flask runs around requests."""
