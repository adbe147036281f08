"""The views, a module per subject."""
