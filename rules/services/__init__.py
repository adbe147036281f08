"""What belongs in the service layer."""
