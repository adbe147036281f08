"""The functions that answer requests: how they are called, and with what."""
