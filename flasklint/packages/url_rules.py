"""URL rules as Werkzeug reads them: whether one matches a path, and which is tried first."""

from __future__ import annotations

import re
import sys
from functools import lru_cache
from typing import NamedTuple

_VARIABLE = re.compile(r"<(?:(?P<converter>[a-zA-Z_]\w*)(?:\((?P<arguments>.*?)\))?:)?\w+>")
_PART = re.compile(
    r"<(?:(?P<converter>[a-zA-Z_]\w*)(?:\(.*?\))?:)?(?P<name>[a-zA-Z_]\w*)>", re.ASCII
)
_ARGUMENT = re.compile(r"""\s*(?:(\w+)\s*=\s*)?("[^"]*"|'[^']*'|[^,]+?)\s*(?:,|$)""")
_ANY_LENGTH = sys.maxsize // 2
_HEX = "[A-Fa-f0-9]"
_UUID = f"{_HEX}{{8}}-{_HEX}{{4}}-{_HEX}{{4}}-{_HEX}{{4}}-{_HEX}{{12}}"
_WEIGHTS = {"int": 50, "float": 50, "path": 200}
_EXAMPLES = {
    "string": "some-word", "default": "some-word", "int": "1", "float": "1.5",
    "uuid": "00000000-0000-4000-8000-000000000000",
}  # fmt: skip
_NUMBERS = {"int": r"\d+", "float": r"\d+\.\d+"}
_PARAMETERS = {
    "string": ("minlength", "maxlength", "length"),
    "int": ("fixed_digits", "min", "max", "signed"),
    "float": ("min", "max", "signed"),
}

Key = tuple[tuple[object, ...], ...]


def matches(rule: str, path: str, *, strict_slashes: bool = True) -> bool:
    """Whether a rule answers a URL path, perhaps by a redirect to the path with a slash behind it.

    What a converter of the application's own takes is not known: it is taken to match anything.
    """
    paths = [path] if path.endswith("/") and strict_slashes else [path, f"{path.rstrip('/')}/"]
    if not strict_slashes and path != "/":
        paths.append(path.rstrip("/"))
    parts = _parts(rule)
    return any(_ends(parts, candidate) for candidate in paths)


def variables(rule: str) -> tuple[tuple[str, str], ...] | None:
    """Converter ("" if none is named) and name of each variable; None if the rule is malformed."""
    if any(char in text for text in _PART.sub("", rule) for char in "<>"):
        return None
    return tuple((each["converter"] or "", each["name"]) for each in _PART.finditer(rule))


def pattern(rule: str) -> str | None:
    """A rule without the names of its variables: two with equal patterns match the same paths, on
    one app. None if the rule is malformed."""
    if variables(rule) is None:
        return None
    return _PART.sub(_nameless, rule)


def example(rule: str) -> str | None:
    """A URL path that a rule matches, made up of other words than those in other rules; None where
    what a variable takes is not known, or may have slashes."""
    found = variables(rule)
    if found is None or "(" in rule:
        return None
    if any(converter and converter not in _EXAMPLES for converter, _ in found):
        return None
    return _PART.sub(lambda part: _EXAMPLES[part["converter"] or "string"], rule)


def _nameless(part: re.Match[str]) -> str:
    converter = part["converter"] or "default"
    arguments = part[0].removeprefix(f"<{converter}").rpartition(":")[0]
    if part["converter"] is None:
        arguments = ""
    return f"<{'default' if converter == 'string' else converter}{arguments}>"


def precedence(rule: str) -> Key:
    """A sort key: where several rules match a path, the first one answers."""
    key: list[tuple[object, ...]] = []
    for segment in rule.split("/"):
        found = list(_VARIABLE.finditer(segment))
        if not found:
            key.append((0, segment))
            continue
        static = [-len(text) for text in _VARIABLE.split(segment)[::3] if text]
        weights = [_WEIGHTS.get(variable["converter"] or "", 100) for variable in found]
        key.append((1, max(weights) == 200, -len(static), static, -len(weights), weights))
    return tuple(key)


class _Part(NamedTuple):
    """Text of a rule, or a variable: so many signs, or what a pattern takes. A number must fit
    `options`."""

    text: str = ""
    least: int = 0
    most: int = 0
    leaves: str = ""
    pattern: re.Pattern[str] | None = None
    options: dict[str, str] = {}


@lru_cache(maxsize=4096)
def _parts(rule: str) -> tuple[_Part, ...]:
    parts, at = [], 0
    for variable in _VARIABLE.finditer(rule):
        converter = variable["converter"] or "string"
        given = _ARGUMENT.findall(variable["arguments"] or "")
        words = [word.strip("\"'") for _, word in given]
        parts += [
            _Part(text=rule[at : variable.start()]),
            _variable(converter, _options(converter, given), words),
        ]
        at = variable.end()
    return (*parts, _Part(text=rule[at:]))


def _ends(parts: tuple[_Part, ...], path: str) -> bool:
    """Whether a path may be cut into parts: follows how far each of them may reach, once for each
    place in the path."""
    places = [0]
    for part in parts:
        found: list[int] = []
        for place in places:
            if part.text or not part.most:
                if path.startswith(part.text, place):
                    found.append(place + len(part.text))
            elif part.pattern is not None:
                ends = range(place + 1, min(len(path), place + part.most) + 1)
                found += (end for end in ends if _takes(part, path[place:end]))
            elif part.leaves != "first" or path[place : place + 1] != "/":
                slash = path.find("/", place) if part.leaves == "all" else -1
                end = min(place + part.most, slash if slash >= 0 else len(path))
                found += range(max(place + part.least, found[-1] + 1 if found else 0), end + 1)
        places = sorted(set(found)) if part.pattern is not None else found
    return len(path) in places


def _takes(part: _Part, text: str) -> bool:
    assert part.pattern is not None
    return part.pattern.fullmatch(text) is not None and _fits(text, part.options)


def _options(converter: str, given: list[tuple[str, str]]) -> dict[str, str]:
    names = _PARAMETERS.get(converter, ())
    options = dict(zip(names, (value for name, value in given if not name), strict=False))
    return options | {name: value for name, value in given if name}


def _variable(converter: str, options: dict[str, str], words: list[str]) -> _Part:
    """What a converter takes: `leaves` says whether it takes no slash, or none at first."""
    match converter:
        case "string" | "default":
            if "length" in options:
                length = _number(options["length"])
                return _Part(least=length, most=max(length, 1), leaves="all")
            most = _number(options["maxlength"]) if "maxlength" in options else _ANY_LENGTH
            least = _number(options.get("minlength", "1"))
            return _Part(least=least, most=max(most, 1), leaves="all")
        case "int" | "float":
            sign = "-?" if options.get("signed") == "True" else ""
            return _Part(most=50, pattern=re.compile(sign + _NUMBERS[converter]), options=options)
        case "path":
            return _Part(least=1, most=_ANY_LENGTH, leaves="first")
        case "uuid":
            return _Part(most=36, pattern=re.compile(_UUID))
        case "any":
            longest = max(map(len, words), default=0)
            return _Part(most=max(longest, 1), pattern=re.compile("|".join(map(re.escape, words))))
    return _Part(least=1, most=_ANY_LENGTH)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 1


def _fits(number: str, options: dict[str, str]) -> bool:
    digits = options.get("fixed_digits", "0")
    if digits.isdecimal() and int(digits) and len(number) != int(digits):
        return False
    try:
        return not (
            ("min" in options and float(number) < float(options["min"]))
            or ("max" in options and float(number) > float(options["max"]))
        )
    except ValueError:
        return True
