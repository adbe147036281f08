"""What Flask does, while a project is followed."""
