"""What the rules in `context` share."""
