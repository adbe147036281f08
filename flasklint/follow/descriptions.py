"""What packages outside the project do to an app's routes, described in Python.

Each file or folder of `flasklint/packages/described` describes one package in a few lines: what of
it calls `add_url_rule` or `register_blueprint`, with which arguments. The files of a folder are
read as one, and may import each other as the package's own do. The descriptions are followed like
the project's own code. They are read only for packages that the project imports. A team describes
its own framework in the same way (`architecture.libraries`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from flasklint.disk import reading
from flasklint.facts.module import Module
from flasklint.languages.plain.manifests import names
from flasklint.languages.python.facts import module_facts
from flasklint.languages.python.source import parse
from flasklint.limits import SourceError
from flasklint.packages.description_files import files_of

HERE = Path(__file__).parent.parent / "packages" / "described"
SAME = {"flask_restplus": "flask_restx"}
DISTRIBUTIONS = {"flask_bootstrap": ("Bootstrap-Flask", "Flask-Bootstrap")}
"""What is imported by one name and comes from several distributions."""


def described(modules: Mapping[str, Module]) -> dict[str, Module]:
    """The descriptions of the packages that `modules` import, by the package's name."""
    imported = {node.module.partition(".")[0] for each in modules.values() for node in each.imports}
    own = {name for name in modules if "." not in name}
    found = {}
    for name in sorted(imported - own):
        path = HERE / SAME.get(name, name)
        files = files_of(path if path.is_dir() else path.with_suffix(".py"))
        if all(file.is_file() for file in files):
            found[name] = _facts(name, files)
    return found


def distributions(manifests: Mapping[str, str]) -> dict[str, str]:
    """From which distribution a package comes, where the manifests name one of several."""
    found = {}
    for package, several in DISTRIBUTIONS.items():
        named = [each for each in several if names(manifests, each)]
        if len(named) == 1:
            found[package] = named[0]
    return found


def described_by(root: Path, patterns: Sequence[str]) -> dict[str, Module]:
    """The descriptions in the files and folders below `root` that globs match, by their names.

    Raises ValueError with what is wrong for a pattern that no file matches, a folder without Python
    files, and a file that leads out of the project or cannot be read as Python.
    """
    found = {}
    for pattern in patterns:
        paths = sorted(root.glob(pattern))
        if not paths:
            raise ValueError(f"no file matches {pattern}")
        for path in paths:
            files = files_of(path)
            if not files:
                raise ValueError(f"{path.relative_to(root)} has no Python files")
            for file in files:
                if not file.resolve().is_relative_to(root):
                    raise ValueError(f"{file.relative_to(root)} is a link out of the project")
            try:
                found[path.stem] = _facts(path.stem, files)
            except (OSError, SourceError) as error:
                raise ValueError(f"{path.relative_to(root)} cannot be read: {error}") from error
    return found


def _facts(name: str, files: Sequence[Path]) -> Module:
    filename = f"<{name}>"
    data = b"\n".join(map(reading.read, files))
    source = parse(data, filename, name, is_package=False)
    return module_facts(source.tree, name, filename, is_package=False)
