"""flasklint: checks that a Flask code base keeps to its architecture.

What a rule needs is in `flasklint.rule`, `flasklint.project` and `flasklint.source`; nothing is
imported here, so that `flasklint --help` is quick.
"""

from __future__ import annotations

__version__ = "0.1.0"
