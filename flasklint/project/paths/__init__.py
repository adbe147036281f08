"""What paths lead to: definitions, classes, constants."""
