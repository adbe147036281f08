"""Settings that are wrong, odd or slow to apply."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from hostile_cases.case import SETTINGS, Case

STARS = "*a" * 60
REFUSED = {
    "deep brackets": f"a = {'[' * 100_000}",
    "deep tables": "a = {b = " * 5_000,
    "a key of many dots": f"{'a.' * 100_000}a = 1",
    "a table of many dots": f"[{'a.' * 100_000}a]",
    "a large file": "select = [" + "'x'," * 500_000 + "]",
    "not TOML": "select = ",
    "not UTF-8": "select = '\udcff'",
    "NUL": "select = '\0'",
    "an unknown key": "selct = ['FLK1']",
    "a wrong type": "select = 1",
    "an unknown rule": "select = ['FLK999']",
    "an endless number": f"jobs = {'9' * 100_000}",
    "a glob that leads out": "[architecture]\nservices = ['../../**']",
    "an absolute glob": "[architecture]\nlibraries = ['/etc/passwd']",
    "a description outside": "[architecture]\nlibraries = ['../*.py']",
    "a description of nothing": "[architecture]\nlibraries = ['nothing.py']",
    "a factory that is not there": "[architecture]\nfactory = 'shop.create'",
    "a factory with control characters": "[architecture]\nfactory = 'shop.\\u001b[31m'",
    "many unknown words": "select = [" + ", ".join(f'"word{n}"' for n in range(20_000)) + "]",
    "20,000 globs": "exclude = [" + ", ".join(f"'a{n}*b'" for n in range(20_000)) + "]",
    "a severity of nothing": "[severity]\nFLK105 = 'red'",
}
TAKEN = {
    "exclude with stars": f"exclude = ['{STARS}c.py']",
    "exclude with directories": f"exclude = ['{'**/a*/' * 60}b.py']",
    "tests with stars": f"[architecture]\ntests = ['{STARS}c.py']",
    "ignores with stars": f"[per-file-ignores]\n'{STARS}c.py' = ['FLK1']",
    "4,000 globs": "exclude = [" + ", ".join(f"'a{n}*b'" for n in range(4_000)) + "]",
}


def settings() -> Iterator[Case]:
    """Settings that are refused, and odd ones that are taken."""
    for name, text in REFUSED.items():
        yield Case(f"settings: {name}", _set(text), is_refused=True)
    for name, text in TAKEN.items():
        yield Case(f"settings: {name}", _set(text))


def _set(text: str) -> Callable[[Path], object]:
    def make(root: Path) -> None:
        (root / SETTINGS).write_text(text, errors="surrogateescape")
        (root / f"{'a' * 200}b.py").write_text("x = 1\n")

    return make
