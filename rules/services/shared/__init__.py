"""What the rules in `services` share."""
