"""How the application is made."""
