"""What holds for all tests."""

from __future__ import annotations

import os

os.environ.setdefault("FLASKLINT_DEBUG", "1")
"""An error of flasklint ends a run, where it would only be told."""
