"""Names of models as they are written in names of services and methods."""

from __future__ import annotations

import re
from functools import cache


@cache
def snake(name: str) -> str:
    """`SalaryScale` is `salary_scale`, `APIKey` is `api_key`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()


def plural(word: str) -> str:
    """`category` is `categories`, `analysis` is `analyses`."""
    if word.endswith("sis"):
        return word[:-2] + "es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")
