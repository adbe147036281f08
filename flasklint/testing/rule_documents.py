"""The files about rules, made from the rules: a page for each, their index, the README's table, and
the list of questions that they may ask.

`python -m flasklint.testing.rule_documents` writes them in the current directory.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from flasklint.reports.pages import rule_page
from flasklint.rule import Rule
from flasklint.run.rule_loading import load_rules
from flasklint.testing import question_documents

COMMAND = "python -m flasklint.testing.rule_documents"
FOLDER = Path("docs", "rules")
README = Path("README.md")
BEGIN, END = "<!-- rules -->\n", "<!-- end of rules -->\n"
_NOTE = f"<!-- made by `{COMMAND}`: change the rule instead -->\n\n"


def documents(rules: Sequence[type[Rule]]) -> dict[str, str]:
    """The files of `docs/rules` by name, with their text."""
    pages = {f"{rule.name()}.md": _NOTE + rule_page(rule) for rule in rules}
    return {**pages, "README.md": _NOTE + "\n".join(_index(rules)) + "\n"}


def with_table(readme: str, rules: Sequence[type[Rule]]) -> str:
    """The text of a README with the table of these rules between its marks.

    Raises ValueError if it has no marks.
    """
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"there is no {BEGIN.strip()} and {END.strip()}")
    table = "\n".join(_table(rules, f"{FOLDER.as_posix()}/"))
    return f"{before}{begin}{table}\n{end}{after}"


def drifted(root: Path, rules: Sequence[type[Rule]]) -> list[str]:
    """The files below `root` that say something else than the rules, by name."""
    wanted = {FOLDER / name: text for name, text in documents(rules).items()}
    readme = (root / README).read_text(encoding="utf-8")
    wanted[README] = with_table(readme, rules)
    wanted[question_documents.PATH] = question_documents.page()
    there = {path.relative_to(root) for path in (root / FOLDER).glob("*.md")}
    return sorted(
        path.as_posix()
        for path in there | set(wanted)
        if path not in wanted or not (root / path).is_file() or _text(root / path) != wanted[path]
    )


def write(root: Path, rules: Sequence[type[Rule]]) -> None:
    """Make the files below `root` what the rules say, and delete those of rules that are gone."""
    wanted = documents(rules)
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.md"):
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8")
    questions = root / question_documents.PATH
    questions.write_text(question_documents.page(), encoding="utf-8")
    readme = with_table(_text(root / README), rules)
    (root / README).write_text(readme, encoding="utf-8")


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _index(rules: Sequence[type[Rule]]) -> Iterator[str]:
    yield "# Rules"
    yield ""
    yield "A rule in preview runs only where it is asked for, by name or with `--preview`."
    families: dict[str, list[type[Rule]]] = {}
    for rule in rules:
        families.setdefault(_family(rule), []).append(rule)
    for family, members in families.items():
        yield from ("", f"## {family}", "")
        yield from _table(members, "")


def _family(rule: type[Rule]) -> str:
    """The topic, which is the folder that the rule stands in."""
    return rule.__module__.split(".")[-2].replace("_", " ").capitalize()


def _table(rules: Sequence[type[Rule]], folder: str) -> Iterator[str]:
    yield "| code | name | what it reports | fix |"
    yield "|---|---|---|---|"
    for rule in rules:
        name = f"[`{rule.name()}`]({folder}{rule.name()}.md)"
        summary = rule.summary() + " (In preview.)" * rule.preview
        yield f"| {rule.code} | {name} | {_cell(summary)} | {'yes' if rule.fixable() else 'no'} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    write(Path(), load_rules(isolated=True))
    sys.stdout.write(f"Wrote {FOLDER.as_posix()} and the table in {README}.\n")
