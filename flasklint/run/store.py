"""What earlier runs found out about a project, in one file of the cache directory.

The file begins with a seal over what follows, keyed with what flasklint is and what Python is: a
file that is damaged or old is as good as none. Whether one that was made on another machine counts
is decided by where it lies. What is in the project came with the project, from whomever, and its
seal is keyed with the directory on this machine, too; what lies outside of it was put there by
whoever runs flasklint. Results stand first and facts last, so that a run with nothing to do reads
little.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import astuple, dataclass, field, fields
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flasklint.diagnostics.diagnostic import Diagnostic, Edit, Evidence, Fix, UnreadFile
from flasklint.diagnostics.positions import Location
from flasklint.disk import reading
from flasklint.run.file_result import FileResult
from flasklint.run.observed import Observed

if TYPE_CHECKING:
    from flasklint.project.questions import Question

DIRECTORY = ".flasklint_cache"
TAG_FILE = "CACHEDIR.TAG"
TAG = (
    "Signature: 8a477f597d28d172789f06886806bc55\n"
    "# This directory was made by flasklint and can be deleted at any time.\n"
)
MOST_RUNS = 4
"""How many settings (`--select`, `--config`) keep their results side by side."""

_FIELDS = tuple(part.name for part in fields(Diagnostic))


@dataclass
class KeptRun:
    """The results of the last run with some settings. `inputs` is the digest of all files that are
    read, `outside` has those of others that findings rest on: that they are not there, mostly;
    `codes` are those of the rules that were asked."""

    config: dict[str, Any]
    inputs: str
    found: dict[str, tuple[Diagnostic, ...]]
    unread: tuple[UnreadFile, ...] = ()
    outside: dict[str, str] = field(default_factory=dict)
    codes: tuple[str, ...] = ()


@dataclass
class KeptEvidence:
    """What the results of a run rest on."""

    checked: dict[str, FileResult]
    answers: dict[Question, str]
    seen: Observed


@dataclass
class Store:
    """Facts by file name, each with the digest of its file, and runs by the digest of their
    settings, the latest last, as two lines of text: the results and what they rest on. Without a
    `path` nothing is kept."""

    path: Path | None = None
    key: bytes = b""
    _runs: dict[str, tuple[bytes, bytes]] = field(default_factory=dict)
    _read: dict[str, KeptRun] = field(default_factory=dict)
    _facts: dict[str, tuple[str, str]] | None = None

    @classmethod
    def open(cls, directory: Path, root: Path, engine: str) -> Store:
        """What is kept for the project at `root`; empty if nothing that can be trusted is. Outside
        of the project it goes by the name of its directory alone: wherever a project of that name
        lies, what is kept for it counts as far as its files are the same."""
        if os.path.islink(directory):
            return cls()
        is_inside = Path(os.path.realpath(directory)).is_relative_to(root)
        mark = f"{root}\0{os.stat(root).st_ino}\0{engine}" if is_inside else engine
        key = blake2b(mark.encode(errors="surrogateescape")).digest()
        name = blake2b(os.fsencode(root.name), digest_size=8).hexdigest()
        store = cls(directory / f"{name}.cache", key)
        with suppress(OSError, ValueError, TypeError, LookupError, RecursionError, MemoryError):
            store._read_runs()
        return store

    def beside(self, label: str) -> Store:
        """Another store of the same project, sealed in the same way."""
        if self.path is None:
            return Store()
        store = Store(self.path.with_name(f"{self.path.stem}.{label}.cache"), self.key)
        with suppress(OSError, ValueError, TypeError, LookupError, RecursionError, MemoryError):
            store._read_runs()
        return store

    @property
    def is_kept(self) -> bool:
        """Whether what is saved will be there for the next run."""
        return self.path is not None

    def run(self, identity: str) -> KeptRun | None:
        """The last run with some settings."""
        if identity in self._runs and identity not in self._read:
            with suppress(ValueError, TypeError, LookupError):
                self._read[identity] = _run(json.loads(self._runs[identity][0]))
        return self._read.get(identity)

    def basis(self, identity: str, run: KeptRun) -> KeptEvidence | None:
        """What the results of a run rest on."""
        with suppress(ValueError, TypeError, LookupError):
            return _basis(json.loads(self._runs[identity][1]), run)
        return None

    def facts(self) -> dict[str, tuple[str, str]]:
        """The facts of files: digest of the file, and text."""
        if self._facts is None:
            self._facts = {}
            if self.path is None:
                return {}
            with suppress(OSError, ValueError, TypeError, LookupError, MemoryError):
                self._facts = self._read_facts()
        return self._facts

    def put(self, identity: str, run: KeptRun, basis: KeptEvidence) -> None:
        """Take in a run; `save` keeps it."""
        self._runs.pop(identity, None)
        self._read[identity] = run
        self._runs[identity] = (_line(_packed(run)), _line(_packed_basis(basis)))

    def save(self, facts: Mapping[str, tuple[str, str]]) -> None:
        """Keep the runs, and the facts of all files. Where nothing can be written, nothing is
        kept."""
        if self.path is None:
            return
        kept = dict(list(self._runs.items())[-MOST_RUNS:])
        stored = b"".join(
            json.dumps([name, made]).encode() + b"\t" + text.encode() + b"\n"
            for name, (made, text) in facts.items()
        )
        header = json.dumps([list(kept), self._seal(stored)]).encode()
        results = b"\n".join((header, *chain.from_iterable(kept.values()))) + b"\n"
        first = f"{self._seal(results)} {len(results)}\n".encode()
        with suppress(OSError):
            self._write(first + results + stored)

    def _seal(self, data: bytes) -> str:
        return blake2b(data, key=self.key, digest_size=32).hexdigest()

    def _read_runs(self) -> None:
        assert self.path is not None
        with reading.opened(self.path, follow_links=False) as file:
            seal, _, length = file.readline(100).decode("ascii").partition(" ")
            results = file.read(int(length))
        if self._seal(results) != seal:
            return
        header, *lines = results.splitlines()
        pairs = zip(lines[::2], lines[1::2], strict=True)
        self._runs = dict(zip(json.loads(header)[0], pairs, strict=True))

    def _read_facts(self) -> dict[str, tuple[str, str]]:
        assert self.path is not None
        with reading.opened(self.path, follow_links=False) as file:
            seal, _, length = file.readline(100).decode("ascii").partition(" ")
            results = file.read(int(length))
            stored = file.read()
        if self._seal(results) != seal:
            return {}
        if self._seal(stored) != json.loads(results.partition(b"\n")[0])[1]:
            return {}
        found = {}
        for line in stored.splitlines():
            label, _, text = line.partition(b"\t")
            name, made = json.loads(label)
            found[name] = (made, text.decode())
        return found

    def _write(self, data: bytes) -> None:
        assert self.path is not None
        directory = self.path.parent
        directory.mkdir(parents=True, exist_ok=True)
        for name, text in ((TAG_FILE, TAG), (".gitignore", "*\n")):
            with suppress(FileExistsError), open(directory / name, "x", encoding="utf-8") as file:
                file.write(text)
        beside = f"{self.path}.{os.getpid()}"
        number = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with open(number, "wb") as file:
                file.write(data)
            os.replace(beside, self.path)
        except BaseException:
            with suppress(OSError):
                os.unlink(beside)
            raise


def _line(packed: object) -> bytes:
    return json.dumps(packed).encode()


def _packed(run: KeptRun) -> list[Any]:
    found = {name: [astuple(item) for item in items] for name, items in run.found.items()}
    unread = [astuple(file) for file in run.unread]
    return [run.config, run.inputs, found, unread, run.outside, run.codes]


def _run(packed: list[Any]) -> KeptRun:
    config, inputs, found, unread, outside, codes = packed
    items = {name: tuple(map(_diagnostic, diagnostics)) for name, diagnostics in found.items()}
    files = tuple(UnreadFile(*file) for file in unread)
    return KeptRun(config, inputs, items, files, outside, tuple(codes))


def _packed_basis(basis: KeptEvidence) -> list[Any]:
    """Of itself nearly every file is told the same: nothing. That is written once for all."""
    told: dict[tuple[tuple[str, str], ...], int] = {}
    numbers: dict[Question, int] = {}
    checked = {}
    for filename, made in basis.checked.items():
        itself = (filename,)
        own = sorted((asked[0], basis.answers[asked]) for asked in made.asked if asked[1] == itself)
        others = [asked for asked in made.asked if asked[1] != itself]
        checked[filename] = [
            made.digest,
            told.setdefault(tuple(own), len(told)),
            [numbers.setdefault(asked, len(numbers)) for asked in others],
            made.opened,
        ]
    answers = [[name, args, basis.answers[name, args]] for name, args in numbers]
    bodies = {name: sorted(read) for name, read in basis.seen.bodies.items()}
    unread = [astuple(file) for file in basis.seen.unread]
    seen = [basis.seen.files, bodies, sorted(basis.seen.words), unread]
    return [answers, list(told), checked, seen]


def _basis(packed: list[Any], run: KeptRun) -> KeptEvidence:
    others, told, checked, (files, bodies, words, unread) = packed
    questions: list[Question] = [(name, _frozen(args)) for name, args, _ in others]
    answers = {asked: made for asked, (_, _, made) in zip(questions, others, strict=True)}
    found = {}
    for filename, (digest, number, asked, opened) in checked.items():
        own: dict[Question, str] = {(name, (filename,)): made for name, made in told[number]}
        answers |= own
        all_asked = frozenset((*own, *(questions[each] for each in asked)))
        found[filename] = FileResult(digest, run.found[filename], all_asked, opened)
    files_unread = tuple(UnreadFile(*file) for file in unread)
    seen = Observed(
        files, {name: set(read) for name, read in bodies.items()}, set(words), files_unread
    )
    return KeptEvidence(found, answers, seen)


def _frozen(values: list[Any]) -> tuple[Any, ...]:
    return tuple([_frozen(value) if value.__class__ is list else value for value in values])


def _diagnostic(packed: list[Any]) -> Diagnostic:
    values = dict(zip(_FIELDS, packed, strict=True))
    evidence = (
        Evidence(message, name, Location(*first), Location(*last))
        for message, name, first, last in values["evidence"]
    )
    values["location"] = Location(*values["location"])
    values["end_location"] = Location(*values["end_location"])
    values["fix"] = None if values["fix"] is None else _fix(*values["fix"])
    values["evidence"] = tuple(evidence)
    return Diagnostic(**values)


def _fix(applicability: Any, message: str, edits: list[Any]) -> Fix:
    made = (
        Edit(name, start, end, content, Location(*a), Location(*b))
        for name, start, end, content, a, b in edits
    )
    return Fix(applicability, message, tuple(made))


def clean(directory: Path) -> bool:
    """Delete a cache directory; whether there was one. What flasklint did not make is left."""
    if directory.is_symlink() or not (directory / TAG_FILE).is_file():
        return False
    for path in (*directory.glob("*.cache*"), directory / TAG_FILE, directory / ".gitignore"):
        path.unlink(missing_ok=True)
    with suppress(OSError):
        directory.rmdir()
    return True
