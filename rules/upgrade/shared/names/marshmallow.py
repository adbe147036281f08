"""Names that marshmallow has taken away.

Looked up in marshmallow 2.21.0 (there) and 4.4.0 (gone).
"""

from __future__ import annotations

from flasklint_rules.upgrade.shared.names.gone import Gone, Package

MARSHMALLOW = Package(
    "marshmallow",
    "marshmallow",
    imports=(
        Gone("marshmallow.pprint", "4.0", moved="pprint.pprint", deprecated="3.7"),
        Gone("marshmallow.fields.LocalDateTime", "3.0", "`fields.NaiveDateTime`"),
        Gone("marshmallow.fields.FormattedString", "3.0", "`fields.Method` or `fields.Function`"),
    ),
    arguments=(
        *(Gone(f"marshmallow.fields.{field}({old})", "4.0", instead)
          for field in ("String", "Str", "Integer", "Int", "Boolean", "Bool", "Float", "DateTime",
                        "Date", "List", "Nested", "Email", "Url", "Decimal", "Dict", "Raw")
          for old, instead in (("missing", "`load_default`"), ("default", "`dump_default`"),
                               ("load_from", "`data_key`"), ("dump_to", "`data_key`"))),
    ),
)  # fmt: skip
