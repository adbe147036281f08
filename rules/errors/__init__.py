"""How errors are answered."""
