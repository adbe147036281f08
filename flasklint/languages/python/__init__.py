"""A Python file: its text, tree, names and comments, and the facts gathered from it."""
