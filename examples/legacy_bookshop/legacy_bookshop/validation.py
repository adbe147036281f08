"""Checks of request bodies: each gives the reasons by field, none if all is well."""


def book_problems(data):
    """What is wrong with a new book."""
    if not isinstance(data, dict):
        return {"body": "must be an object"}
    problems = field_problems(data)
    for field in ("title", "isbn", "price_cents", "author_id"):
        if data.get(field) is None:
            problems[field] = "is missing"
    digits = str(data.get("isbn", "")).replace("-", "")
    if len(digits) != 13 or not digits.isdigit():
        problems["isbn"] = "must have thirteen digits"
    return problems


def change_problems(data):
    """What is wrong with changes to a book."""
    if not isinstance(data, dict):
        return {"body": "must be an object"}
    return field_problems(data)


def order_problems(data):
    """What is wrong with a new order."""
    if not isinstance(data, dict):
        return {"body": "must be an object"}
    problems = {}
    for field in ("book_id", "quantity"):
        if not isinstance(data.get(field), int):
            problems[field] = "must be a number"
    if isinstance(data.get("quantity"), int) and data["quantity"] < 1:
        problems["quantity"] = "must be at least 1"
    return problems


def field_problems(data):
    """What is wrong with those fields that are there."""
    problems = {}
    title = data.get("title")
    if title is not None and not (isinstance(title, str) and title.strip()):
        problems["title"] = "must not be blank"
    for field in ("price_cents", "stock"):
        value = data.get(field)
        if value is not None and not (isinstance(value, int) and value >= 0):
            problems[field] = "must be a number that is not negative"
    return problems
