"""`python -m flasklint`."""

from __future__ import annotations

from flasklint.cli import main

if __name__ == "__main__":
    main(prog_name="flasklint")
