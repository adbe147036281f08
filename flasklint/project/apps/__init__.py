"""Applications, and what is bound to them."""
