"""Room for deeply nested code: libcst's parser and printer recurse with the nesting."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")

STACK_BYTES = 512 * 1024 * 1024
"""Address space, not memory: pages are taken when they are used."""
DEEPEST_RECURSION = 30_000


def with_deep_stack(function: Callable[[], Result]) -> Result:
    """What `function` returns or raises, run where there is room for deep recursion."""
    results: list[Result] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(function())
        except BaseException as error:
            errors.append(error)

    limit, size = sys.getrecursionlimit(), threading.stack_size(STACK_BYTES)
    sys.setrecursionlimit(max(limit, DEEPEST_RECURSION))
    try:
        thread = threading.Thread(target=run, name="flasklint", daemon=True)
        thread.start()
        thread.join()
    finally:
        threading.stack_size(size)
        sys.setrecursionlimit(limit)
    if errors:
        raise errors[0]
    return results[0]
