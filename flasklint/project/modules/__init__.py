"""What importing a module imports."""
