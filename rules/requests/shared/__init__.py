"""What the rules in `requests` share."""
