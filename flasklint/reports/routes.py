"""The routes as tables like those of `flask routes`, and single routes explained."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from flasklint.diagnostics.positions import Lines, Location
from flasklint.reports.cells import Paint, plain, visible, width, wrap
from flasklint.reports.files import display_name
from flasklint.reports.frames import frame

Record = Mapping[str, Any]
Column = tuple[str, list[str]]

GAP = 2
MOST_PLACES = 2
NARROWEST = 20
REGISTERED = {True: "yes", False: "no", None: "cannot tell"}
STYLES = {"no": "bold red", "cannot tell": "yellow"}
OWN_METHODS = {"HEAD", "OPTIONS"}
"""Methods that Flask adds by itself."""


def methods(record: Record) -> str:
    """The methods of a route, without those that Flask adds by itself."""
    if record["methods"] is None:
        return "?"
    return visible(", ".join(sorted(set(record["methods"]) - OWN_METHODS)))


def tables(
    records: Sequence[Record],
    root: str,
    *,
    with_files: bool = False,
    width: int = 80,
    room: int | None = None,
    paint: Paint = plain,
) -> Iterator[str]:
    """A table for each app, in the order of the records, and one for routes that are on none.

    Rules get a line of their own where a table needs more than `room` cells. What is said of a
    table is broken at `width`.
    """
    if not records:
        yield "No routes."
        return
    by_app: dict[str | None, list[Record]] = {}
    for record in records:
        by_app.setdefault(_app(record, root), []).append(record)
    for at, app in enumerate(sorted(by_app, key=lambda name: (name is None, name or ""))):
        if at:
            yield ""
        if len(by_app) > 1 or app is None:
            heading = f"App {app}" if app is not None else _homeless(by_app[app])
            yield from (paint("bold", line) for line in wrap(heading, width, "", "  "))
            yield ""
        yield from _table(by_app[app], root, with_files, width, room, paint)


def _app(record: Record, root: str) -> str | None:
    """What an app is called: by its factory, or else by its module and place."""
    if record["app"] is None:
        return None
    if record["factory"] is not None:
        return f"`{record['app']}`, made by the factory `{record['factory']}`"
    return f"`{record['app']}`, made at {_where(record['app_location'], root)}"


def _homeless(records: Sequence[Record]) -> str:
    if all(record["registered"] is False for record in records):
        return "On no app"
    return "On no app, as far as can be told"


def _table(
    records: Sequence[Record],
    root: str,
    with_files: bool,
    size: int,
    room: int | None,
    paint: Paint,
) -> Iterator[str]:
    notes: dict[tuple[str, str], list[str]] = {}
    answers = [_answer(record, root, notes) for record in records]
    rules = [visible(record["rule"] or "?") for record in records]
    columns: list[Column] = [
        ("Endpoint", [visible(record["endpoint"] or "?") for record in records]),
        ("Methods", [methods(record) for record in records]),
    ]
    for key in ("host", "subdomain"):
        if any(record[key] for record in records):
            columns.append((key.capitalize(), [visible(record[key] or "") for record in records]))
    rest: list[Column] = [("Registered", answers)]
    if with_files:
        rest.insert(0, ("File", [visible(_where(record, root)) for record in records]))
    whole = [*columns, ("Rule", rules), *rest]
    if room is None or _needed(whole) <= room:
        yield from _rows(whole, None, None, paint)
    else:
        yield from _rows([*columns, *rest], rules, room, paint)
    if notes:
        yield ""
    for number, ((answer, why), places) in enumerate(notes.items(), 1):
        text = f"{answer} ({number}): {why}{_listed(places)}"
        yield from wrap(text, size, "", "  ")


def _answer(record: Record, root: str, notes: dict[tuple[str, str], list[str]]) -> str:
    """Whether a route is registered, with the number of the note that says why not."""
    answer = REGISTERED[record["registered"]]
    reason = record["reason"]
    if record["registered"] or not reason:
        return answer
    at = record["reason_at"]
    if at is not None:
        reason = reason.removesuffix(f" ({at['filename']}:{at['location']['row']})")
    places = notes.setdefault((answer, reason), [])
    if at is not None and (place := _where(at, root)) not in places:
        places.append(place)
    return f"{answer} ({list(notes).index((answer, reason)) + 1})"


def _listed(places: Sequence[str]) -> str:
    if not places:
        return ""
    more = len(places) - MOST_PLACES
    return f" ({', '.join(places[:MOST_PLACES])}{f' and {more} more' if more > 0 else ''})"


def lacking(gaps: Sequence[Record], root: str, width: int) -> Iterator[str]:
    """What the table may lack, each reason with its places."""
    places: dict[str, list[str]] = {}
    for gap in gaps:
        found = places.setdefault(gap["reason"], [])
        if gap["filename"] is not None and (place := _where(gap, root)) not in found:
            found.append(place)
    if places:
        yield "flasklint: the table may lack routes"
    for reason, found in places.items():
        yield from wrap(f"- {reason}{_listed(found)}", width, "", "  ")


def _where(record: Record, root: str) -> str:
    return f"{display_name(root, record['filename'])}:{record['location']['row']}"


def _widths(columns: Sequence[Column]) -> list[int]:
    return [max(map(width, (header, *texts))) for header, texts in columns]


def _needed(columns: Sequence[Column]) -> int:
    return sum(_widths(columns)) + GAP * (len(columns) - 1)


def _rows(
    columns: Sequence[Column], below: Sequence[str] | None, room: int | None, paint: Paint
) -> Iterator[str]:
    """The lines of a table; `below` has a second line for each row. Endpoints get less than they
    need where a row would be longer than `room`."""
    widths = _widths(columns)
    if room is not None:
        less = widths[0] - max(0, _needed(columns) - room)
        widths[0] = min(widths[0], max(NARROWEST, less))
    headers = [header for header, _ in columns]
    yield paint("bold", _row(headers, widths, plain))
    if below is not None:
        yield paint("bold", "  Rule")
    yield _row(["-" * size for size in widths], widths, plain)
    for at, cells in enumerate(zip(*(texts for _, texts in columns), strict=True)):
        yield _row(cells, widths, paint)
        if below is not None:
            yield f"  {paint('cyan', below[at])}"


def _row(cells: Sequence[str], widths: Sequence[int], paint: Paint) -> str:
    """Cells at the beginnings of their columns, or behind what is too long before them."""
    line, used, stop = "", 0, 0
    for cell, size in zip(cells, widths, strict=True):
        space = max(stop - used, GAP if used else 0) if cell else 0
        style = STYLES.get(cell.partition(" (")[0])
        line += " " * space + (paint(style, cell) if style else cell)
        used += space + width(cell)
        stop += size + GAP
    return line


def explained(
    records: Sequence[Record],
    root: str,
    read: Callable[[str], str],
    *,
    width: int = 80,
    paint: Paint = plain,
) -> Iterator[str]:
    """Each route with the chain that registers it, and the source line of each step.

    `read` gives the text of a file by its name, or raises OSError.
    """
    known: dict[str, Lines | None] = {}
    for at, record in enumerate(records):
        if at:
            yield ""
        endpoint, rule = visible(record["endpoint"] or "?"), visible(record["rule"] or "?")
        yield f"{paint('bold', endpoint)}  {methods(record)}  {rule}"
        for fact in _facts(record):
            yield from wrap(fact, width, "  ", "    ")
        for step in record["chain"]:
            yield ""
            where, what = _where(step, root), step["what"]
            first, *rest = wrap(f"{where}: {what}", width, "", "  ")
            yield first.replace(where, paint("bold", where), 1)
            yield from rest
            filename, start = step["filename"], step["location"]
            if filename not in known:
                known[filename] = _lines(read, filename)
            if (lines := known[filename]) is not None:
                # An end in the next line marks all that is left of this one.
                begin, end = Location(**start), Location(start["row"] + 1, 1)
                yield from frame(lines, begin, end, width, paint)


def _facts(record: Record) -> Iterator[str]:
    """What there is to say of a route besides its chain."""
    if record["view"] is not None:
        yield f"view: {record['view']}"
    for key in ("subdomain", "host", "defaults", "strict_slashes"):
        if record[key] is not None:
            yield f"{key}: {record[key]}"
    answer = REGISTERED[record["registered"]]
    yield f"registered: {answer}{f', {why}' if (why := record['reason']) else ''}"


def _lines(read: Callable[[str], str], filename: str) -> Lines | None:
    try:
        return Lines(read(filename))
    except OSError:
        return None
