"""Files of a project that are no code: what they ask for, and what they start."""
