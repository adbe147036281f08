"""Which versions of packages the files ask for in which a project names what it needs: lists of
requirements, pyproject.toml, Pipfile, setup.cfg, setup.py, and lock files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

NAME = re.compile(
    r"(?:requirements|constraints)[\w.-]*\.(?:txt|in)|pyproject\.toml|setup\.(?:py|cfg)"
    r"|Pipfile(?:\.lock)?|(?:poetry|uv|pdm)\.lock"
)
"""The names of such files; every text file in a directory `requirements` is one too."""
FOLDER = "requirements"
MOST_BYTES = 5_000_000

_ENDS = (".txt", ".in", ".toml", ".cfg", ".lock", "Pipfile", "setup.py")
_COMMENT = re.compile(r"^[ \t]*#.*$", re.MULTILINE)
_FORMS = (
    # `pydantic[email]>=2,<3`, on a line of its own or in quotes
    r"(?:^|[\"'])[ \t]*{name}[ \t]*(?:\[[^\]\n]*\])?[ \t]*\(?"
    r"(?P<asked>(?:[=~!]=|[<>])(?:(?! --)[^;#\"'\n])*)",
    # `pydantic = "^2.5"`, `pydantic = {{version = ">=2"}}`
    r"^[ \t]*[\"']?{name}[\"']?[ \t]*=[ \t]*(?:\{{[^}}\n]*\bversion[ \t]*=[ \t]*)?"
    r"[\"'](?P<asked>[\d^~<>=!][^\"'\n]*)",
    # what locks have
    r"^name = \"{name}\"\r?\nversion = \"(?P<asked>\d[^\"\n]*)",
    r"\"{name}\": *\{{[^{{}}]*\"version\": *\"(?P<asked>==[^\"\n]*)",
)
_CLAUSE = re.compile(r"(?P<sign>[=~!<>^]*)\s*v?(?P<version>\d+(?:\.\d+)*)(?P<any>\.\*)?")

Version = tuple[int, ...]
Bounds = tuple[Version, Version | None]


def is_manifest(filename: str) -> bool:
    """Whether a file is one that names packages."""
    if not filename.endswith(_ENDS):
        return False
    directory, _, name = filename.rpartition("/")
    in_folder = directory.rpartition("/")[2] == FOLDER and name.endswith((".txt", ".in"))
    return in_folder or NAME.fullmatch(name) is not None


def is_at_least(
    texts: Mapping[str, str], filename: str, package: str, version: int | str
) -> bool | None:
    """Whether the code of a file runs with a version of a package ("2.3"), or a later one, as the
    manifests say that are nearest to it and speak of the package; None if they leave it open.

    `texts` are the manifests by their names, relative to the root.
    """
    wanted = _padded(_numbers(str(version)))
    bounds = _nearest(texts, filename, package)
    is_later = any(low >= wanted for low, _ in bounds)
    is_earlier = any(end is not None and end <= wanted for _, end in bounds)
    return is_later if is_later != is_earlier else None


def asks_for_earlier(
    texts: Mapping[str, str], filename: str, package: str, version: int | str
) -> bool:
    """Whether the manifests that are nearest to a file name a lowest version of a package that is
    earlier than this one."""
    wanted = _padded(_numbers(str(version)))
    bounds = _nearest(texts, filename, package)
    return any(any(low) and low < wanted for low, _ in bounds)


def _nearest(texts: Mapping[str, str], filename: str, package: str) -> list[Bounds]:
    """The bounds in the manifests that are nearest to a file and speak of a package."""
    by_directory: dict[str, list[str]] = {}
    for name in filter(is_manifest, texts):
        by_directory.setdefault(_directory(name), []).append(texts[name])
    directory = filename
    while directory and by_directory:
        directory = directory.rpartition("/")[0]
        texts_there = by_directory.get(directory, ())
        bounds = [found for text in texts_there for found in _bounds(text, package)]
        if bounds:
            return bounds
    return []


def names(texts: Mapping[str, str], package: str) -> bool:
    """Whether any manifest names a package, in whatever version."""
    pattern = re.compile(rf"(?<![\w.-]){_spelled(package)}(?![\w-])", re.IGNORECASE)
    return any(pattern.search(_COMMENT.sub("", text)) for text in texts.values())


def _spelled(package: str) -> str:
    """A pattern for the name of a package in any of its spellings."""
    return re.sub(r"[-_.]+", "[-_.]", re.escape(package).replace(r"\-", "-"))


def _directory(name: str) -> str:
    """The directory that a manifest speaks for."""
    directory = name.rpartition("/")[0]
    return directory.removesuffix(FOLDER).rstrip("/")


def _bounds(text: str, package: str) -> Iterator[Bounds]:
    """The lowest version that each mention of a package allows, and the first one above all that
    it allows."""
    name = _spelled(package)
    text = _COMMENT.sub("", text)
    for form in _FORMS:
        for found in re.finditer(form.format(name=name), text, re.IGNORECASE | re.MULTILINE):
            yield _allowed(found["asked"])


def _allowed(asked: str) -> Bounds:
    low: Version = _padded(())
    end: Version | None = None
    for clause in _CLAUSE.finditer(asked):
        sign, version = clause["sign"], _numbers(clause["version"])
        if sign in ("", "==", "==="):
            low, end = _padded(version), _after(version)
        elif sign == "^":
            low, end = _padded(version), _after(version[:1])
        elif sign == "~":
            low, end = _padded(version), _after(version[:2])
        elif sign == "~=":
            low, end = _padded(version), _after(version[:-1] or version)
        elif sign in (">", ">="):
            low = _padded(version)
        elif sign == "<":
            end = _padded(version)
        elif sign == "<=":
            end = _after(version)
    return low, end


def _numbers(version: str) -> Version:
    return tuple(map(int, version.split(".")))


def _padded(version: Version) -> Version:
    return (*version, 0, 0, 0)[: max(3, len(version))]


def _after(version: Version) -> Version:
    """The first version that does not begin with these numbers."""
    return _padded((*version[:-1], version[-1] + 1))
