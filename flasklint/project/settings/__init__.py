"""Settings: where they come from, and who reads them."""
