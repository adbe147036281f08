"""Trees with files that are odd, many or large."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from hostile_cases.case import APP, Case


def trees() -> Iterator[Case]:
    """Directories and files that are odd, many or large."""
    for name in (
        ".gitignore",
        "pyproject.toml",
        "requirements.txt",
        "Procfile",
        "odd.py",
        "setup.cfg",
    ):
        yield Case(f"{name} is a pipe", lambda root, name=name: os.mkfifo(root / name))
        yield Case(
            f"{name} is endless", lambda root, name=name: (root / name).symlink_to("/dev/zero")
        )
    yield Case("links in a circle", _linked)
    yield Case("a directory called x.py", lambda root: (root / "x.py" / "y.py").mkdir(parents=True))
    yield Case("a name that is not UTF-8", _misnamed)
    yield Case("names with control characters", _controlled)
    yield Case(
        "a line of 200 MB", lambda root: (root / "x.py").write_text(f"x = '{'a' * 200_000_000}'")
    )
    yield Case("a million lines", lambda root: (root / "x.py").write_text("a=1\n" * 1_000_000))
    yield Case(
        "a large .gitignore",
        lambda root: (root / ".gitignore").write_text("*a*b*c\n" * 100_000),
        True,
    )
    yield Case("stars from each other", _stars)
    yield Case("names of stars of stars", _stars_of_stars)
    yield Case("imports in a circle", _circle)
    yield Case("a chain of imports", _chain, True)
    yield Case("10,000 files", _many, True)
    yield Case("20,000 routes", _routes, True)
    yield Case("5,000 Blueprints", _blueprints, True)
    yield Case("deep directories", _deep, True)


def _linked(root: Path) -> None:
    (root / "a.py").symlink_to("b.py")
    (root / "b.py").symlink_to("a.py")
    (root / "up").symlink_to("..")
    (root / "etc.py").symlink_to("/etc/passwd")


def _misnamed(root: Path) -> None:
    directory = os.path.join(os.fsencode(root), b"caf\xe9")
    os.mkdir(directory)
    for name in (b"m.py", b"\xff.py"):
        with open(os.path.join(directory, name), "w") as file:
            file.write("x = 1\n")


def _controlled(root: Path) -> None:
    for name in ("a\nb.py", "\x1b[31mred.py", "x::error::y.py", "\u202eyp.py", "\x9b31m.py"):
        (root / name).write_text("def broken(:\n")


def _stars(root: Path) -> None:
    for n in range(40):
        lines = "".join(f"from m{other} import *\n" for other in range(40))
        (root / f"m{n}.py").write_text(f"{lines}unknown()\nother.unknown()\n")


def _stars_of_stars(root: Path) -> None:
    for n in range(13):
        lines = "".join(f"from m{other} import *\n" for other in range(13))
        (root / f"m{n}.py").write_text(f"{lines}a{n} = 1\n")
    (root / "app.py").write_text(f"{APP}import m0\ndir(m0)\nvars(m0)\n")


def _circle(root: Path) -> None:
    for n in range(60):
        lines = "".join(f"from m{other} import b{other}, missing\n" for other in range(60))
        (root / f"m{n}.py").write_text(f"{lines}b{n} = [b{(n + 1) % 60}]\n")


def _chain(root: Path) -> None:
    for n in range(3_000):
        (root / f"m{n}.py").write_text(f"import m{n + 1}\nfrom m{n + 1} import x{n + 1} as x{n}\n")


def _many(root: Path) -> None:
    for n in range(100):
        (root / f"p{n}").mkdir()
        for m in range(100):
            (root / f"p{n}" / f"m{m}.py").write_text(f"x = {m}\n")


def _routes(root: Path) -> None:
    for n in range(20):
        text = "".join(f"@bp.get('/{n}/r{m}')\ndef r{m}(): return ''\n\n" for m in range(1_000))
        head = f"from flask import Blueprint\n\nbp = Blueprint('b{n}', __name__)\n\n"
        (root / f"r{n}.py").write_text(f"{head}{text}")
    lines = "".join(f"import r{n}\napp.register_blueprint(r{n}.bp)\n" for n in range(20))
    (root / "app.py").write_text(f"{APP}{lines}")


def _blueprints(root: Path) -> None:
    text = "".join(
        f"b{n} = Blueprint('b{n}', __name__)\n@b{n}.get('/{n}')\ndef r{n}(): return ''\n"
        f"app.register_blueprint(b{n})\n"
        for n in range(5_000)
    )
    (root / "app.py").write_text(f"{APP}{text}")


def _deep(root: Path) -> None:
    here = os.getcwd()
    os.chdir(root)
    for _ in range(1_000):
        os.mkdir("d")
        os.chdir("d")
        Path("m.py").write_text("x = 1\n")
    os.chdir(here)
