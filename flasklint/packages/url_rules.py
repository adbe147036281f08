"""URL rules as Werkzeug reads them: whether one matches a path, and which is tried first."""

from __future__ import annotations

import re
from functools import lru_cache

_VARIABLE = re.compile(r"<(?:(?P<converter>[a-zA-Z_]\w*)(?:\((?P<arguments>.*?)\))?:)?\w+>")
_PART = re.compile(
    r"<(?:(?P<converter>[a-zA-Z_]\w*)(?:\(.*?\))?:)?(?P<name>[a-zA-Z_]\w*)>", re.ASCII
)
_ARGUMENT = re.compile(r"""\s*(?:(\w+)\s*=\s*)?("[^"]*"|'[^']*'|[^,]+?)\s*(?:,|$)""")
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
    pattern, numbers = _compiled(rule)
    for candidate in paths:
        found = pattern.fullmatch(candidate)
        if found and all(_fits(found[at], options) for at, options in numbers):
            return True
    return False


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


@lru_cache(maxsize=4096)
def _compiled(rule: str) -> tuple[re.Pattern[str], list[tuple[int, dict[str, str]]]]:
    """A rule as a pattern, and what the numbers in its groups must be."""
    parts, at = [], 0
    numbers: list[tuple[int, dict[str, str]]] = []
    for group, variable in enumerate(_VARIABLE.finditer(rule), 1):
        converter = variable["converter"] or "string"
        given = _ARGUMENT.findall(variable["arguments"] or "")
        options = _options(converter, given)
        if converter in _NUMBERS:
            numbers.append((group, options))
        words = [word.strip("\"'") for _, word in given]
        parts += [re.escape(rule[at : variable.start()]), f"({_taken(converter, options, words)})"]
        at = variable.end()
    return re.compile("".join([*parts, re.escape(rule[at:])])), numbers


def _options(converter: str, given: list[tuple[str, str]]) -> dict[str, str]:
    names = _PARAMETERS.get(converter, ())
    options = dict(zip(names, (value for name, value in given if not name), strict=False))
    return options | {name: value for name, value in given if name}


def _taken(converter: str, options: dict[str, str], words: list[str]) -> str:
    """The pattern of what a converter takes."""
    match converter:
        case "string" | "default":
            if "length" in options:
                return f"[^/]{{{_number(options['length'])}}}"
            longest = _number(options["maxlength"]) if "maxlength" in options else ""
            return f"[^/]{{{_number(options.get('minlength', '1'))},{longest}}}"
        case "int" | "float":
            sign = "-?" if options.get("signed") == "True" else ""
            return sign + _NUMBERS[converter]
        case "path":
            return "[^/].*?"
        case "uuid":
            return _UUID
        case "any":
            return "|".join(map(re.escape, words))
    return ".+?"


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
