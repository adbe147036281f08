"""What was moved out of the views so far."""
