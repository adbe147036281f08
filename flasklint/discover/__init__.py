"""Which files a project has, and their bytes."""
