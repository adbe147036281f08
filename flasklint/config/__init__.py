"""Settings: read, checked, and which rules they choose."""
