"""When there is an application context."""
