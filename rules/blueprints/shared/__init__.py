"""What the rules in `blueprints` share."""
