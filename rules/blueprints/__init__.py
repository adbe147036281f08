"""How Blueprints are made and registered."""
