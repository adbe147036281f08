"""Names of models as they are written in names of services and methods."""

from __future__ import annotations

import re
from functools import cache


@cache
def snake(name: str) -> str:
    """`SalaryScale` is `salary_scale`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def plural(word: str) -> str:
    """`category` is `categories`."""
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")
