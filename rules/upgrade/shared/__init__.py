"""What the rules in `upgrade` share."""
