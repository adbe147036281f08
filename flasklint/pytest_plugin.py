"""The pytest plug-in: the fixture `flask_oracle`.

Every pytest that has flasklint installed imports this file; it stands outside of
`flasklint.testing` so that nothing heavy comes with it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from flasklint.testing import Oracle


@pytest.fixture
def flask_oracle(tmp_path: Path) -> Oracle:
    """Whether a Flask application is and answers the same before and after a change."""
    from flasklint.testing import Oracle

    return Oracle(tmp_path / "flask_oracle")
