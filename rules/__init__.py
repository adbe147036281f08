"""flasklint's own rules: one per file, grouped by topic."""
