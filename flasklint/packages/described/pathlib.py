"""Python's pathlib, as far as it leads to files of the project. Followed, never imported."""

import glob
import os


class Path:
    def __init__(self, *parts):
        self.text = os.path.join(*[str(part) for part in parts])

    def __str__(self):
        return self.text

    def __truediv__(self, other):
        return Path(self.text, str(other))

    def joinpath(self, *others):
        return Path(self.text, *others)

    def resolve(self):
        return Path(os.path.normpath(self.text))

    def absolute(self):
        return self

    def as_posix(self):
        return self.text

    @property
    def parent(self):
        return Path(os.path.dirname(self.text))

    @property
    def parents(self):
        first = os.path.dirname(self.text)
        second = os.path.dirname(first)
        return [Path(first), Path(second), Path(os.path.dirname(second))]

    @property
    def name(self):
        return os.path.basename(self.text)

    @property
    def stem(self):
        return os.path.basename(self.text).removesuffix(".py")

    @property
    def suffix(self):
        return "." + self.name.rpartition(".")[2] if "." in self.name else ""

    @property
    def parts(self):
        return [part for part in self.text.split("/") if part not in ("", ".")]

    def with_suffix(self, suffix):
        return Path(self.text.removesuffix(self.suffix) + suffix)

    def relative_to(self, other):
        return Path(os.path.relpath(self.text, str(other)))

    def exists(self):
        return os.path.exists(self.text)

    def is_file(self):
        return os.path.isfile(self.text)

    def is_dir(self):
        return os.path.isdir(self.text)

    def glob(self, pattern):
        found = glob.glob(os.path.join(self.text, pattern), recursive=True)
        return [Path(name) for name in found]

    def rglob(self, pattern):
        return self.glob("**/" + pattern)

    def iterdir(self):
        return [Path(self.text, name) for name in os.listdir(self.text)]
