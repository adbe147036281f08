"""One file checked: findings become diagnostics, comments silence them."""
