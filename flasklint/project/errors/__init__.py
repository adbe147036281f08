"""Error answers: handlers, exception classes, and their shapes."""
