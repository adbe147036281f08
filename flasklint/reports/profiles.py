"""Where the time of a run went, as a table."""

from __future__ import annotations

from collections.abc import Iterator

from flasklint.profile import Profile
from flasklint.reports.cells import visible

STAGES = (
    "loading", "discovery", "reading", "parsing", "facts", "project", "asking again", "checking",
    "keeping", "printing",
)  # fmt: skip


def table(profile: Profile) -> Iterator[str]:
    """Seconds by stage, in the order of the run, and by rule, the slowest first. What several
    processes did is added up."""
    rules = {name: spent for name, spent in profile.seconds.items() if name not in STAGES}
    rows = [(name, profile.seconds[name]) for name in STAGES if name in profile.seconds]
    rows += sorted(rules.items(), key=lambda row: -row[1])
    width = max(len(name) for name, _ in rows)
    for name, spent in rows:
        yield f"{name:<{width}}  {spent:8.3f} s"
    counts = profile.counts
    checked = f"{counts['checked']} checked" if counts["checked"] else "none checked again"
    for name, times in profile.opened.most_common():
        yield f"{times} parsed by libcst first for {name or 'what is shown'}"
    opened = profile.opened.total()
    read = f"{counts['parsed']} parsed, {opened} by libcst"
    yield f"{counts['files']} files: {read}, {checked}"
    yield from (f"no fix {visible(reason)}" for reason in sorted(profile.refused))
