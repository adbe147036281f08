"""Files as syntax, by language."""
