"""A finding as it leaves the process, and the edits that mend it."""
