"""What is known of single packages, a file for each, named as it is imported."""
