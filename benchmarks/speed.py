"""Measures flasklint against bare parsing and other tools, and says whether it keeps its budgets.

    python benchmarks/speed.py [--cache DIRECTORY] [--runs N] [--peers NAMES] [TREE ...]

A TREE is a directory or NAME==VERSION of a distribution, which pip fetches into the cache, outside
the repository, and which is unpacked there; nothing of it is imported or run. All tools get the
same copy of it, without tests and migrations. They live in one virtual environment in the cache,
flasklint as a plain install of this repository.

Every round runs everything once, in turn, and edits another file: a line more in the body of its
middle function, and, "outside", at its end. What is printed are medians over the rounds, also of
ratios. All use as many processes but bandit, which has one, ruff, which has threads, and fixit,
which takes what there is. Memory comes from a round before, which is not timed: the sum over the
processes of a tool, shared pages counted once, as seen in /proc many times a second, or what its
biggest process had if that is more (never less than what this script has itself, about 30 MB). For
Linux.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from running import Run, Unusable, has, installed, run
from source_trees import edited, lines_of, multiplied, read, source_of, written

TREES = ("zou==1.0.97", "ihatemoney==7.2.1", "indico==3.3.14")
PEERS = {
    "ruff": "check --no-cache --isolated --quiet .",
    "flake8": "--isolated --jobs {jobs} .",
    "bandit": "-r -q .",
    "semgrep": "scan --metrics off --disable-version-check --quiet --no-git-ignore"
    " --max-target-bytes 0 --jobs {jobs} --config ../semgrep.yaml .",
    "fixit": "lint .",
}
TELLING = 20_000
"""With fewer lines than that, memory for each line says nothing."""

START, VERSION, BARE = "python -c pass", "flasklint --version", "bare parsing"
COLD, WARM = "flasklint cold", "flasklint warm"
EDITED, ALONE = "flasklint, one edit", "parsing that file"
OUTSIDE = "the same, outside"

SHARE_OUT = """
import json, sys
from flasklint.run.workers import shares
print(json.dumps(shares(json.load(open(sys.argv[1])), int(sys.argv[2]))))
"""

PARSE_ALL = """
import gc, json, os, sys
from libcst import ParserSyntaxError, parse_module
gc.disable()
mine, *others = json.load(open(sys.argv[1]))
children = []
for part in others:
    child = os.fork()
    if not child:
        mine, children = part, []
        break
    children.append(child)
trees = []
for name in mine:
    try:
        trees.append(parse_module(open(name, "rb").read()))
    except (ParserSyntaxError, UnicodeError):
        pass
for child in children:
    os.waitpid(child, 0)
os._exit(0)
"""

PARSE_ONE = """
import gc, sys, time
from libcst import parse_module
gc.disable()
data = open(sys.argv[1], "rb").read()
begin = time.perf_counter()
try:
    parse_module(data)
finally:
    print(time.perf_counter() - begin)
"""

SEMGREP_RULES = r"""rules:
- {id: debugger, languages: [python], severity: WARNING, message: The debugger is on.,
   pattern: "$APP.run(..., debug=True, ...)"}
- {id: route, languages: [python], severity: INFO, message: A route.,
   pattern: "@$BP.route(...)\ndef $VIEW(...):\n    ...\n"}
"""


Round = Mapping[str, Run]


class Bench(NamedTuple):
    """Where the tools and the copies of trees are, and how the tools are run."""

    programs: Path
    work: Path
    jobs: int
    peers: list[str]

    def python(self, *arguments: str) -> list[str]:
        return [str(self.programs / "python"), "-c", *arguments]

    def check(self) -> list[str]:
        kept = ["--cache-dir", str(self.work / "kept"), "--jobs", str(self.jobs)]
        return [str(self.programs / "flasklint"), "check", ".", "--quiet", *kept]


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(
        description=(__doc__ or "").partition("\n")[0],
        epilog="Exit codes: 0 measured, whatever came out; 2 it could not be measured.",
    )
    add = parser.add_argument
    shown = " (default: %(default)s)"
    trees = f"directory, or NAME==VERSION of a distribution (default: {' '.join(TREES)})"
    add("trees", nargs="*", metavar="TREE", default=TREES, help=trees)
    default = Path(tempfile.gettempdir()) / "flasklint-speed"
    where = "for distributions and tools" + shown
    add("--cache", type=Path, default=default, metavar="DIRECTORY", help=where)
    add("--runs", type=int, default=5, metavar="N", help="timed rounds" + shown)
    processors = len(os.sched_getaffinity(0))
    add("--jobs", type=int, default=processors, metavar="N", help="processes to use" + shown)
    peers = "other tools, with commas; empty for none" + shown
    add("--peers", default=",".join(PEERS), metavar="NAMES", help=peers)
    add("--no-growth", action="store_true", help="leave out the tree twice and four times")
    options = parser.parse_args()
    try:
        measure(options)
    except (Unusable, OSError) as error:
        print(f"speed.py: error: {error}", file=sys.stderr)
        sys.exit(2)


def measure(options: argparse.Namespace) -> None:
    """Do what the command line asks for."""
    names = [name for name in options.peers.split(",") if name]
    if unknown := ", ".join(sorted({*names} - PEERS.keys())):
        raise Unusable(f"unknown: {unknown}; the peers are {', '.join(PEERS)}")
    if options.runs < 1 or options.jobs < 1:
        raise Unusable("--runs and --jobs are at least 1")
    cache = options.cache.resolve()
    sources = [source_of(name, cache) for name in options.trees]
    programs = installed(cache / "environment")
    # semgrep looks for itself there.
    os.environ["PATH"] = f"{programs}{os.pathsep}{os.environ['PATH']}"
    peers = [name for name in names if has(programs, name)]
    with tempfile.TemporaryDirectory(prefix="work-", dir=cache) as work:
        bench = Bench(programs, Path(work), options.jobs, peers)
        (bench.work / "semgrep.yaml").write_text(SEMGREP_RULES, encoding="utf-8")
        os.environ["SEMGREP_SETTINGS_FILE"] = f"{work}/semgrep.settings"
        for name, source in zip(options.trees, sources, strict=True):
            code = read(source)
            compare(bench, name, code, options.runs)
            if not options.no_growth:
                growth(bench, code, options.runs)


def compare(bench: Bench, name: str, code: Mapping[str, bytes], runs: int) -> None:
    """Print how long everything takes on a tree, and the budgets."""
    tree = written(code, bench.work / "tree")
    sizes = {name: len(data) for name, data in code.items()}
    shares = bench.work / "shares.json"
    shares.write_text(json.dumps(sizes), encoding="utf-8")
    share_out = run(bench.python(SHARE_OUT, str(shares), str(bench.jobs)), tree)
    shares.write_text(share_out.output, encoding="utf-8")
    processes = len(json.loads(share_out.output))
    size = f"{len(code)} files, {lines_of(code):,} lines"
    print(f"{name}: {size}; processes: {processes}", flush=True)
    by_size = sorted(
        (name for name in code if edited(code[name]) is not None), key=sizes.__getitem__
    ) or [next(iter(code))]
    rounds = []
    for number in range(runs + 1):
        middle = by_size[(len(by_size) // 2 + number) % len(by_size)]
        rounds.append(one_round(bench, tree, middle, watched=number == 0))
    report(rounds, lines_of(code))


def one_round(bench: Bench, tree: Path, middle: str, *, watched: bool) -> Round:
    """Run everything once; `middle` is the file to edit. A peer that fails is left out from then
    on."""

    def measured(command: Sequence[str], fine: Sequence[int] = (0, 1)) -> Run:
        return run(command, tree, fine, watched=watched)

    done = {
        START: measured(bench.python("pass")),
        VERSION: measured([*bench.check()[:1], "--version"]),
        BARE: measured(bench.python(PARSE_ALL, str(bench.work / "shares.json"))),
        COLD: cold(bench, tree, watched=watched),
        WARM: measured(bench.check()),
    }
    before = (tree / middle).read_bytes()
    (tree / middle).write_bytes(edited(before) or before)
    done |= {
        EDITED: measured(bench.check()),
        ALONE: measured(bench.python(PARSE_ONE, middle)),
    }
    (tree / middle).write_bytes(before + b"\nedited = True\n")
    done[OUTSIDE] = measured(bench.check())
    (tree / middle).write_bytes(before)
    for name in bench.peers[:]:
        try:
            command = [str(bench.programs / name), *PEERS[name].format(jobs=bench.jobs).split()]
            # fixit adds 2 if it has failed on a file.
            done[name] = measured(command, (0, 1, 3))
        except Unusable as error:
            print(f"  without {name}: {error}", flush=True)
            bench.peers.remove(name)
    return done


def cold(bench: Bench, tree: Path, *, watched: bool = False) -> Run:
    """Run flasklint with nothing kept from before."""
    shutil.rmtree(bench.work / "kept", ignore_errors=True)
    return run(bench.check(), tree, watched=watched)


def report(rounds: Sequence[Round], lines: int) -> None:
    """Print what everything took, what flasklint must keep to, and whether it does."""
    peaks = {name: done.megabytes for name, done in rounds[0].items()}
    timed = rounds[1:]
    taken = {name: median(done[name].seconds for done in timed) for name in rounds[-1]}

    def ratio(one: str, other: str) -> float:
        # Of runs that came one after the other: machines are slower at one time than at another.
        return median(done[one].seconds / done[other].seconds for done in timed)

    def more(one: str, other: str) -> float:
        return median(done[one].seconds - done[other].seconds for done in timed)

    print(f"  {f'medians of {len(rounds) - 1}':20} {'seconds':>9} {'ratio':>8} {'peak MB':>8}")
    for name, seconds in taken.items():
        print(f"  {name:20} {seconds:9.3f} {ratio(name, BARE):8.2f} {peaks[name]:8.0f}")
    budget("cold / bare parsing", ratio(COLD, BARE), 1.4)
    for peer in ("flake8", "bandit", "fixit"):
        if peer in taken:
            budget(f"cold / {peer}", ratio(COLD, peer), 0.5)
    budget("warm - start, seconds", more(WARM, START), 0.15)
    # Nobody parses a file without loading the parser.
    budget("one edit - parsing that file, seconds", more(EDITED, ALONE), 0.25)
    parsing = median(float(done[ALONE].output) for done in timed)
    print(f"       the same with loading libcst: {more(EDITED, START) - parsing:.3f}")
    if lines >= TELLING:
        budget("cold, peak MB for 100,000 lines", peaks[COLD] / lines * 100_000, 300)


def budget(what: str, value: float, limit: float) -> None:
    """Print one of the things that flasklint must keep to."""
    print(f"  {'yes' if value <= limit else 'NO':4} {what:36} {value:8.3f}, at most {limit:g}")


def growth(bench: Bench, code: Mapping[str, bytes], runs: int) -> None:
    """Print how the time for a line changes when there is more code of the same kind."""
    more = [multiplied(code, times) for times in (1, 2, 4)]
    trees = [written(each, bench.work / f"tree{len(each)}") for each in more]
    rows = [[cold(bench, tree).seconds for tree in trees] for _ in range(runs)]
    seconds = map(median, zip(*rows, strict=True))
    paces = [1000 * taken / lines_of(each) for taken, each in zip(seconds, more, strict=True)]
    once, twice, four = (f"{1000 * pace:.2f}" for pace in paces)
    budget("growth, worst", max(paces) / paces[0], 1.1)
    print(f"       cold, ms for 1,000 lines: {once}, tree twice {twice}, four times {four}")


if __name__ == "__main__":
    main()
