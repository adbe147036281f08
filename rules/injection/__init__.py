"""What factories of dependencies promise: sessions that are closed, settings that are made once."""
