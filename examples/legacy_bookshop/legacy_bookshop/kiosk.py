"""The till in the shop, which is an application of its own."""

from legacy_bookshop.app import create_app
from legacy_bookshop.till import Till

app = create_app("development")
till = Till(app)  # FLK706
