"""What the standard library does while a project is followed: a file for each part of it."""
