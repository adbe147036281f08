"""What comes of a few lines is bounded: routes, ways to an app, matches of a URL, suppressions."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner
from test_hostile import APP, FORGOTTEN, at, checked

from flasklint.cli import main
from flasklint.packages import url_rules


def routes(root: Path, *options: str) -> str:
    """What is printed of the routes, notes included."""
    return CliRunner().invoke(main, ["routes", str(root), *options]).output


def test_routes_times_registrations_end_and_are_told(tmp_path: Path) -> None:
    text = (
        f"{APP}bp = Blueprint('b', __name__)\n"
        "for n in range(200):\n    bp.add_url_rule(f'/{n}', f'e{n}', print)\n"
        "for n in range(200):\n    app.register_blueprint(bp, name=f'n{n}', url_prefix=f'/{n}')\n"
    )
    root = at(tmp_path, {"app.py": text})
    assert "there are more than 20,000 routes" in routes(root)


def test_blueprints_that_are_nested_too_deeply_are_told(tmp_path: Path) -> None:
    made = "".join(f"b{n} = Blueprint('b{n}', __name__)\n" for n in range(21))
    nested = "".join(
        f"b{n + 1}.register_blueprint(b{n})\nb{n + 1}.register_blueprint(b{n}, name='z{n}')\n"
        for n in range(20)
    )
    text = f"{APP}{made}b0.add_url_rule('/a', 'e', print)\n{nested}app.register_blueprint(b20)\n"
    output = routes(at(tmp_path, {"app.py": text}))
    assert "Blueprints are nested in each other more than is followed" in output
    assert "the table may lack routes" in output


def test_a_url_is_matched_in_one_pass() -> None:
    assert url_rules.matches("/" + "<a>a" * 30, "/" + "ba" * 30)
    assert not url_rules.matches("/" + "<a>a" * 30, "/" + "a" * 60 + "!")
    assert not url_rules.matches("/" + "<path:a>/" * 30 + "x", "/" + "a/" * 60 + "!")


def test_a_comment_of_many_codes_is_looked_at_once(tmp_path: Path) -> None:
    codes = ",".join(["FLK101"] * 1_000)
    root = at(tmp_path, {"app.py": APP, "x.py": f"x = 1  # noqa: {codes}\n", "p.py": FORGOTTEN})
    assert checked(root).exit_code == 1
