"""Rules about functions that Flask runs around requests."""
