"""The project's files as they are now: their facts, and their trees on demand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from flasklint.diagnostics.positions import Location, brief
from flasklint.discover.contents import Contents
from flasklint.facts import encoding
from flasklint.facts.encoding import Unreadable
from flasklint.facts.module import Module
from flasklint.facts.node import Place
from flasklint.languages.python.facts import facts_of
from flasklint.languages.python.parsing import allow_deep_code
from flasklint.languages.python.source import SourceFile
from flasklint.limits import SourceError, refused_by_python
from flasklint.profile import Profile

Progress = Callable[[int, int], None]
Encoded = dict[str, tuple[str, str]]
"""For file names: the digest of the file, and its facts as text."""


class Workspace:
    """The files with what they say. `known` has the facts of an earlier run; they count where the
    digest is still the same; `read` says which bodies in them have been read. Fixes change files
    here before anything is written."""

    def __init__(
        self, contents: Contents, known: Encoded | None = None, profile: Profile | None = None
    ) -> None:
        self.contents = contents
        self.known: Encoded = dict(known or {})
        self.profile = profile or Profile()
        self.facts: dict[str, Module] = {}
        self.broken: dict[str, Unreadable] = {}
        self._note_unreadable()
        self.before: dict[str, SourceFile | None] = {}
        self.read = defaultdict[str, set[int]](set)
        allow_deep_code()
        self._files: dict[str, SourceFile] = {}

    def _note_unreadable(self) -> None:
        for filename, reason in self.contents.unreadable.items():
            self.broken[filename] = Unreadable(f"the file cannot be read: {reason}", 1, 1)

    def put(self, filename: str, data: bytes) -> None:
        """Change the content of a file, or make it, and keep what it was in `before`."""
        is_new = filename not in self.contents.files
        self.before.setdefault(filename, None if is_new else self.open(filename))
        self.contents.put(filename, data)
        self.facts.pop(filename, None)
        self.read.pop(filename, None)
        self.broken.pop(filename, None)
        self._files.pop(filename, None)

    def replace(self, contents: Contents, profile: Profile) -> None:
        """Take other contents: what was known of files that are the same still is."""
        same = {
            name
            for name, digest in contents.digests.items()
            if self.contents.digests.get(name) == digest
        }
        for held in (self.facts, self.read, self.broken, self._files):
            for name in [name for name in held if name not in same]:
                del held[name]
        self.contents, self.profile = contents, profile
        self.before.clear()
        self._note_unreadable()

    def missing(self) -> list[str]:
        """The files whose facts are not known, the biggest first."""
        names = [
            name
            for name, made in self.contents.digests.items()
            if name not in self.facts
            and name not in self.broken
            and self.known.get(name, ("",))[0] != made
        ]
        return sorted(names, key=lambda name: (-len(self.contents.data[name]), name))

    def gather(self, filenames: Iterable[str], progress: Progress | None = None) -> Encoded:
        """Parse files and have their facts, which are given as text, too."""
        names = list(filenames)
        made: Encoded = {}
        for at, filename in enumerate(names):
            if progress is not None:
                progress(at, len(names))
            made[filename] = (self.contents.digests[filename], self._read(filename))
        self.known |= made
        return made

    def complete(self, progress: Progress | None = None) -> bool:
        """Have the facts of all files; whether any of them is new."""
        new = self.gather(self.missing(), progress)
        self.take(self.known)
        return bool(new)

    def have(self, filenames: Iterable[str]) -> None:
        """Have the facts of some files."""
        wanted = set(filenames)
        self.gather(name for name in self.missing() if name in wanted)
        self.take({name: self.known[name] for name in wanted & self.known.keys()})

    def _read(self, filename: str) -> str:
        data, found = self.contents.data[filename], self.contents.files[filename]
        if not data:
            empty = Module(found.module, filename, found.is_package, ())
            self.facts[filename] = empty
            return encoding.encode(empty)
        try:
            self.profile.count("parsed")
            with self.profile.measure("facts"):
                limits = self.contents.limits
                facts = facts_of(data, found.module, filename, found.is_package, limits)
                text = encoding.encode(facts, self.read[filename])
            self.facts[filename] = facts
            return text
        except SourceError as error:
            reason = broken(error)
        except RecursionError:
            reason = Unreadable("the code is nested too deeply to be checked", 1, 1)
        except Exception as error:
            refused = refused_by_python(data)
            message = f"flasklint fails on this file ({brief(error)}): please report it"
            reason = broken(refused or SourceError(message))
        self.broken[filename] = reason
        return encoding.encode(reason)

    def take(self, encoded: Encoded) -> None:
        """Have the facts of unchanged files that an earlier run or another process gathered."""
        with self.profile.measure("facts"):
            for filename, (made, text) in encoded.items():
                is_known = filename in self.facts or filename in self.broken
                if is_known or self.contents.digests.get(filename) != made:
                    continue
                facts = encoding.decode(text, self.read[filename])
                if isinstance(facts, Unreadable):
                    self.broken[filename] = facts
                else:
                    self.facts[filename] = facts
        if encoded is not self.known:
            self.known |= encoded

    def unread(self) -> dict[str, str]:
        """The files that could not be read, and why not; a file that no code can import, for its
        name, is left out."""
        return {
            filename: error.message
            for filename, error in sorted(self.broken.items())
            if not self.contents.files[filename].unreadable
        }

    def kept(self) -> Encoded:
        """The facts of all files as text."""
        return {name: self.known[name] for name in self.contents.digests if name in self.known}

    def open(self, filename: str) -> SourceFile:
        """A file. Raises KeyError if there is no such file, SourceError if it is not among those
        that are looked at; its tree raises one if it cannot be parsed."""
        file = self._files.get(filename)
        if file is None:
            if filename not in self.contents.files and self.contents.digest(filename):
                raise SourceError("the file is excluded")
            found = self.contents.files[filename]
            file = SourceFile(
                filename,
                found.module,
                found.is_package,
                self.contents.data[filename],
                self.contents.limits,
                profile=self.profile,
            )
            file.opener = self.open
            self._files[filename] = file
        return file

    def changed(self) -> dict[str, tuple[str | None, str]]:
        """Files that `put` changed: text before, None if there was no such file, and after."""
        pairs = {
            name: (None if old is None else old.text, self.open(name).text)
            for name, old in self.before.items()
        }
        return {name: (old, new) for name, (old, new) in pairs.items() if old != new}

    def location(self, place: Place) -> Location:
        """Where a place is, as line and column."""
        return self.open(place.filename).range(place)[0]


def broken(error: SourceError) -> Unreadable:
    """Why a file cannot be read, as data."""
    place = error.location
    return Unreadable(error.message, place.row, place.column, error.is_valid)
