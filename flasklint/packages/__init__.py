"""What is known of packages from outside, by their names."""
