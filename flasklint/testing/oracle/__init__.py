"""The oracle: an application before and after a change."""
