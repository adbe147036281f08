"""What the rules in `factory` share."""
