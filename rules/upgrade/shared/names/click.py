"""Names that click has taken away.

Looked up in click 7.1.2, 8.0.4 (there) and 8.5.1 (gone).
"""

from __future__ import annotations

from flasklint_rules.upgrade.shared.names.gone import Gone, Package

CLICK = Package(
    "click",
    "click",
    imports=(
        Gone("click.get_terminal_size", "8.1", moved="shutil.get_terminal_size",
             deprecated="8.0"),
        Gone("click.get_os_args", "8.1", "`sys.argv[1:]`", deprecated="8.0"),
    ),
)  # fmt: skip
