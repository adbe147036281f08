"""What the rules in `config` share."""
