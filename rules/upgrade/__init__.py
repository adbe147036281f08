"""What newer versions of packages want written otherwise."""
