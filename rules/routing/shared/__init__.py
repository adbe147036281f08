"""What the rules in `routing` share."""
