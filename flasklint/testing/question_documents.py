"""The list of questions to the project, made from the questions: `docs/questions.md`."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flasklint.project import Project
from flasklint.project.questions import Questions

PATH = Path("docs", "questions.md")
_HEAD = """\
<!-- made by `python -m flasklint.testing.rule_documents`: change the questions instead -->

# Questions to the project

What a rule may ask of `project`, by subject: a folder of `flasklint/project/`, whose `__init__.py`
has the types. A question is answered once and recorded. Before you write one, look here.
"""


def page() -> str:
    """The page in Markdown."""
    subjects = {
        cls.__module__.split(".")[-2]: cls
        for cls in Project.__mro__
        if issubclass(cls, Questions) and cls.__module__.endswith(".questions")
    }
    del subjects["project"]
    lines = [_HEAD]
    for subject, cls in sorted(subjects.items()):
        lines += [f"## {subject}\n", *_rows(cls), ""]
    return "\n".join(lines).rstrip() + "\n"


def _rows(cls: type) -> Iterator[str]:
    for name, found in vars(cls).items():
        ask: Any = found.fget if isinstance(found, property) else found
        if not hasattr(ask, "__wrapped__"):
            continue
        first = " ".join(inspect.cleandoc(ask.__doc__ or "").split("\n\n")[0].split())
        given = ""
        if not isinstance(found, property):
            signature = str(inspect.signature(ask)).partition(" -> ")[0]
            given = re.sub(r"^\(self(, )?", "(", signature).replace("'", "")
        answer = inspect.signature(ask).return_annotation
        yield f"- `{name}{given}` → `{answer}`: {first}"
