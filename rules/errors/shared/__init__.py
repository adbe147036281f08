"""What the rules in `errors` share."""
