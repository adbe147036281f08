"""Where the project calls functions of its own, and with what."""
