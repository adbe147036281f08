"""One run: what is kept, what is checked anew, what is fixed."""
