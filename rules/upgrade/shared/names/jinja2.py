"""Names that Jinja has taken away.

Looked up in Jinja 2.11.3, 3.0.3 (there) and 3.1.6 (gone).
"""

from __future__ import annotations

from flasklint_rules.upgrade.shared.names.gone import Gone, Package

JINJA2 = Package(
    "jinja2",
    "Jinja",
    imports=(
        Gone("jinja2.Markup", "3.1", moved="markupsafe.Markup", deprecated="3.0"),
        Gone("jinja2.escape", "3.1", moved="markupsafe.escape", deprecated="3.0"),
        Gone("jinja2.utils.Markup", "3.1", moved="markupsafe.Markup", deprecated="3.0"),
        Gone("jinja2.utils.escape", "3.1", moved="markupsafe.escape", deprecated="3.0"),
        Gone("jinja2.contextfilter", "3.1", moved="jinja2.pass_context", deprecated="3.0"),
        Gone("jinja2.contextfunction", "3.1", moved="jinja2.pass_context", deprecated="3.0"),
        Gone("jinja2.evalcontextfilter", "3.1", moved="jinja2.pass_eval_context",
             deprecated="3.0"),
        Gone("jinja2.evalcontextfunction", "3.1", moved="jinja2.pass_eval_context",
             deprecated="3.0"),
        Gone("jinja2.environmentfilter", "3.1", moved="jinja2.pass_environment",
             deprecated="3.0"),
        Gone("jinja2.environmentfunction", "3.1", moved="jinja2.pass_environment",
             deprecated="3.0"),
        Gone("jinja2.filters.contextfilter", "3.1", moved="jinja2.pass_context",
             deprecated="3.0"),
        Gone("jinja2.filters.evalcontextfilter", "3.1", moved="jinja2.pass_eval_context",
             deprecated="3.0"),
        Gone("jinja2.filters.environmentfilter", "3.1", moved="jinja2.pass_environment",
             deprecated="3.0"),
        Gone("jinja2.utils.contextfunction", "3.1", moved="jinja2.pass_context",
             deprecated="3.0"),
        Gone("jinja2.utils.evalcontextfunction", "3.1", moved="jinja2.pass_eval_context",
             deprecated="3.0"),
        Gone("jinja2.utils.environmentfunction", "3.1", moved="jinja2.pass_environment",
             deprecated="3.0"),
        Gone("jinja2.utils.soft_unicode", "3.0", moved="markupsafe.soft_str"),
    ),
    modules=(
        Gone("jinja2._compat", "3.0", "Python 3 itself"),
    ),
)  # fmt: skip
