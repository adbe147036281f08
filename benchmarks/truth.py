"""Compares `flasklint routes` with what public applications did when they really ran.

    python benchmarks/truth.py --truth DIRECTORY [--cache DIRECTORY] [--show N] [NAME ...]

DIRECTORY holds one NAME.json for each application (its URL map, which line declared each route,
and so on) and the scoring program `score`. Distributions are fetched with pip into the cache,
which lies outside the repository, and unpacked there; nothing of them is imported or run. Prints
one table.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path
from typing import NamedTuple

VERSION = re.compile(r"^\| (?P<name>[\w.-]+)==(?P<version>[\w.]+) \|", re.MULTILINE)
NEWER_PYTHON = "3.12.2"


class Score(NamedTuple):
    """What the scoring program said of one application."""

    name: str
    exact: float
    found: float
    spurious: float
    routes: int
    output: str


def main() -> None:
    """Fetch, run, score, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", help="applications; all if none is named")
    parser.add_argument("--truth", type=Path, required=True, metavar="DIRECTORY")
    default = Path(tempfile.gettempdir()) / "flasklint-truth"
    parser.add_argument("--cache", type=Path, default=default, metavar="DIRECTORY")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="differences to show")
    options = parser.parse_args()
    listed = (options.truth / "README.md").read_text(encoding="utf-8")
    versions = {match["name"]: match["version"] for match in VERSION.finditer(listed)}
    unknown = set(options.names) - set(versions)
    if unknown:
        parser.error(f"no truth for {', '.join(sorted(unknown))}")
    scores = []
    for name in options.names or sorted(versions):
        source = fetched(name, versions[name], options.cache)
        scores.append(scored(name, source, options.truth, options.show))
        print(row(scores[-1]), flush=True)
        for line in scores[-1].output.splitlines()[:-1]:
            print(f"    {line}")
    known = [score for score in scores if score.name != "mlflow"]
    if len(known) > 1:
        mean = sum(score.exact for score in known) / len(known)
        complete = sum(score.exact == 1 for score in scores)
        worst = max(score.spurious for score in scores)
        print(
            f"mean exact without mlflow {mean:.3f}, complete {complete} of {len(scores)}, "
            f"most spurious {worst:.3f}"
        )


def fetched(name: str, version: str, cache: Path) -> Path:
    """The unpacked source of a distribution, from the cache or from the package index."""
    target = cache / f"{name}-{version}"
    if target.is_dir():
        return target
    with tempfile.TemporaryDirectory() as directory:
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        wanted = ["--dest", directory, f"{name}=={version}"]
        newer = ["--python-version", NEWER_PYTHON, "--only-binary=:all:"]
        if subprocess.run([*pip, *wanted], capture_output=True, check=False).returncode:
            subprocess.run([*pip, *newer, *wanted], check=True)
        (archive,) = Path(directory).iterdir()
        partial = cache / f"{name}-{version}.part{os.getpid()}"
        partial.mkdir(parents=True)
        if archive.suffix == ".whl":
            with zipfile.ZipFile(archive) as packed:
                packed.extractall(partial)
        else:
            with tarfile.open(archive) as packed:
                packed.extractall(partial, filter="data")
        partial.rename(target)
    return target


def scored(name: str, source: Path, truth: Path, show: int) -> Score:
    """Run flasklint on a source tree and have its route table scored."""
    command = [sys.executable, "-m", "flasklint", "routes", str(source), "--isolated"]
    done = subprocess.run(
        [*command, "--output-format", "json"], capture_output=True, text=True, check=True
    )
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as table:
        json.dump(json.loads(done.stdout), table)
        table.flush()
        score = [sys.executable, str(truth / "score"), str(truth / f"{name}.json"), table.name]
        output = subprocess.run(
            [*score, "--show", str(show)], capture_output=True, text=True, check=True
        ).stdout
    figures = dict(re.findall(r"(\w+)=([\d.]+)", output.splitlines()[-1]))
    return Score(
        name,
        float(figures["exact"]),
        float(figures["found"]),
        float(figures["spurious"]),
        int(figures["routes"]),
        output,
    )


def row(score: Score) -> str:
    """One line of the table."""
    return (
        f"{score.name:22} exact {score.exact:.3f}  found {score.found:.3f}  "
        f"spurious {score.spurious:.3f}  of {score.routes:5} routes"
    )


if __name__ == "__main__":
    main()
