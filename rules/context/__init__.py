"""The request, the application and the session: where they are at hand, and how long."""
