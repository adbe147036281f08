"""Names that WTForms has taken away.

Looked up in WTForms 2.3.3 (there), 3.0.1 and 3.3.2 (gone).
"""

from __future__ import annotations

from flasklint_rules.upgrade.shared.names.gone import Gone, Package

WTFORMS = Package(
    "wtforms",
    "WTForms",
    imports=(
        Gone("wtforms.TextField", "3.0", moved="wtforms.StringField", deprecated="2.0"),
        Gone("wtforms.fields.TextField", "3.0", moved="wtforms.fields.StringField",
             deprecated="2.0"),
        Gone("wtforms.validators.Required", "3.0", moved="wtforms.validators.DataRequired",
             deprecated="2.0"),
        Gone("wtforms.validators.required", "3.0", moved="wtforms.validators.data_required",
             deprecated="2.0"),
        *(Gone(f"wtforms.fields.html5.{name}", "3.0", moved=f"wtforms.fields.{name}")
          for name in ("DateField", "DateTimeField", "DateTimeLocalField", "DecimalField",
                       "DecimalRangeField", "EmailField", "IntegerField", "IntegerRangeField",
                       "SearchField", "TelField", "TimeField", "URLField")),
        *(Gone(f"wtforms.widgets.html5.{name}", "3.0", moved=f"wtforms.widgets.{name}")
          for name in ("ColorInput", "DateInput", "DateTimeInput", "DateTimeLocalInput",
                       "EmailInput", "MonthInput", "NumberInput", "RangeInput", "SearchInput",
                       "TelInput", "TimeInput", "URLInput", "WeekInput")),
    ),
    modules=(
        *(Gone(f"wtforms.ext.{name}", "3.0", instead, deprecated="2.0") for name, instead in (
            ("sqlalchemy", "the package `wtforms_sqlalchemy`"),
            ("appengine", "the package `wtforms_appengine`"),
            ("django", "the package `wtforms_django`"),
            ("dateutil", "`wtforms.DateTimeField`"),
            ("csrf", "`wtforms.csrf`"),
            ("i18n", "`Meta.locales` of the form"),
        )),
        Gone("wtforms.compat", "3.0", "Python 3 itself"),
    ),
)  # fmt: skip
