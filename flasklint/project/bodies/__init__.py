"""The bodies of requests, and what validates them."""
