"""What requests bring in."""
