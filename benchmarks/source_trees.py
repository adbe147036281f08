"""Trees of code to measure with: where they come from, as they are, several times over, edited."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from running import Unusable
from truth import fetched

from flasklint.config.config import Config
from flasklint.discover.files import discover

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
FETCH = """
import pathlib, sys, truth
truth.fetched(sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]))
"""


def source_of(name: str, cache: Path) -> Path:
    """The directory of a source tree that the command line names."""
    if Path(name).is_dir():
        return Path(name).resolve()
    match = re.fullmatch(r"([\w.-]+)==([\w.+!]+)", name)
    if match is None:
        raise Unusable(f"{name}: neither a directory nor NAME==VERSION")
    # In a process of its own: pip has much to say.
    fetch = [sys.executable, "-c", FETCH, match[1], match[2], str(cache)]
    here = Path(__file__).parent
    if subprocess.run(fetch, cwd=here, capture_output=True, check=False).returncode:
        raise Unusable(f"{name}: pip cannot fetch it: no such version, or no network")
    return fetched(match[1], match[2], cache)


def read(source: Path) -> dict[str, bytes]:
    """What flasklint reads of an application, tests and migrations left out, by file name."""
    # A package itself keeps its name; what is in `src` is imported without it.
    top = f"{source.name}/" if (source / "__init__.py").is_file() else ""
    below = "" if (source / "src" / "__init__.py").is_file() else "src/"
    code = {
        top + file.filename.removeprefix(below): file.path.read_bytes()
        for file in discover(Config(root=source)).files
        if not file.role
    }
    if not code:
        raise Unusable(f"{source}: no Python files")
    return code


def multiplied(code: Mapping[str, bytes], times: int) -> dict[str, bytes]:
    """Copies of code side by side. What lies at its top gets a name of its own in each copy, in
    the code, too: each is wired as the tree is."""
    tops = sorted({name.partition("/")[0].removesuffix(".py") for name in code})
    words = "|".join(top for top in tops if top.isidentifier()) or "(?!)"
    mentioned = re.compile(rf"(?<![\w.])({words})\b".encode())
    return {
        re.sub(r"^(.+?)(?=/|\.py$)", rf"\1_{copy}", name): mentioned.sub(rb"\1_%d" % copy, data)
        for copy in range(1, times + 1)
        for name, data in code.items()
    }


def written(code: Mapping[str, bytes], tree: Path) -> Path:
    """The directory `tree`, with this code and nothing else in it."""
    shutil.rmtree(tree, ignore_errors=True)
    # Tells tools that a project begins here, and semgrep that all of it counts.
    for name, data in {"pyproject.toml": b"", ".semgrepignore": b"", **code}.items():
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_bytes(data)
    return tree


def lines_of(code: Mapping[str, bytes]) -> int:
    """How many lines code has."""
    return sum(data.count(b"\n") for data in code.values())


def edited(data: bytes) -> bytes | None:
    """Code with a line more in the body of its middle function; None if it has none to edit."""
    try:
        functions = [node for node in ast.walk(ast.parse(data)) if isinstance(node, FUNCTIONS)]
    except (SyntaxError, ValueError):
        return None
    last = [node.body[-1] for node in functions if node.body[-1].lineno > node.lineno]
    plain = sorted(node.lineno for node in last if not isinstance(node, (*FUNCTIONS, ast.ClassDef)))
    if not plain:
        return None
    lines = data.splitlines(keepends=True)
    at = plain[len(plain) // 2] - 1
    margin = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
    return b"".join((*lines[:at], margin + b"edited = True\n", *lines[at:]))
