"""What Python does, while a project is followed."""
