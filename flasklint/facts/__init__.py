"""What one file says, as plain data that holds no syntax."""
