"""Names of models as they are written in names of services and methods."""

from __future__ import annotations

import re
from functools import cache

from flasklint.rule import Project


def thing(model: str, project: Project) -> str:
    """What a model is of: `Book`, also for `BookModel` where most models are called so."""
    names = [path.rpartition(".")[2] for path in project.models]
    if 2 * sum(name.endswith("Model") for name in names) > len(names):
        return model.removesuffix("Model") or model
    return model


def noun(model: str, project: Project) -> str:
    """What functions call the thing that a model is of: `salary_scale`."""
    return snake(thing(model, project))


@cache
def snake(name: str) -> str:
    """`SalaryScale` is `salary_scale`, `APIKey` is `api_key`, `IoTDevice` is `iot_device`."""
    name = name.replace("OAuth", "Oauth")
    name = re.sub(r"([A-Z])o([A-Z])(?=[A-Z][a-z]|$)", r"\1O\2", name)
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()


def plural(word: str) -> str:
    """`category` is `categories`, `analysis` is `analyses`."""
    if word.endswith("sis"):
        return word[:-2] + "es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")
