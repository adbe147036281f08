"""From a rule's changes to edits of text, and to files."""
