"""Which versions of packages the project runs with."""
