"""Models, and who reaches data."""
