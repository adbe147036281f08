"""Settings that are the same everywhere, or were when they were written."""

import os

SHOP_NAME = "The Bookshop"
API_KEY_HEADER = "X-Api-Key"
PASSWORD_MIN_LENGTH = 8
BOOKS_PER_PAGE = 20

# Mail leaves through the provider's relay.
MAIL_PORT = 587
MAIL_USE_TLS = True
MAIL_USERNAME = os.environ.get("MAIL_USERNAME", "")
MAIL_PASSWORD = "parcels-and-string"  # FLK614

# Cover pictures come from the old server until its disk is full.
COVERS_API_URL = "https://covers.bookshop.internal/api/v2"  # FLK614
COVERS_TIMEOUT = 5
