"""Which modules are named where it is said what to start: for servers, containers, Flask's own
command, and installed scripts."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from flasklint.languages.plain.starting import says_what_starts

if TYPE_CHECKING:
    from flasklint.follow.modules import Modules

_TOKEN = re.compile(r"(?P<before>--app[ =]|-m |FLASK_APP\s*=\s*)?[\"']?"
                    r"(?P<name>[A-Za-z_.][\w./-]*)(?P<attr>:[A-Za-z_]\w*)?")  # fmt: skip


def named_modules(texts: Mapping[str, str], modules: Modules) -> set[str]:
    """The modules of the project that such files name: `shop.wsgi:app`, `bin/serve.py`,
    `--app shop`. `texts` are the files by their names, relative to the root."""
    by_file = {module.filename: name for name, module in modules.items()}
    found: set[str] = set()
    for filename, text in texts.items():
        if says_what_starts(filename):
            found.update(_named(filename, text, modules, by_file))
    return found


def _named(filename: str, text: str, modules: Modules, by_file: Mapping[str, str]) -> Iterator[str]:
    directory = filename.rpartition("/")[0]
    for token in _TOKEN.finditer(text):
        name = token["name"].strip(".-")
        if name.endswith(".py"):
            paths = (posixpath.normpath(posixpath.join(base, name)) for base in (directory, ""))
            yield from (by_file[path] for path in paths if path in by_file)
        elif token["before"] or token["attr"] or "." in name:
            module = modules.find(name) or modules.find(name.rpartition(".")[0])
            if module in modules:
                yield module
