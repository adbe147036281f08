"""Asks a person which fixes to make, one by one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial

import click

from flasklint.diagnostics import edits
from flasklint.diagnostics.diagnostic import Diagnostic, Edit
from flasklint.diagnostics.positions import Lines
from flasklint.reports import cells, files, prompts

Read = Callable[[str], str]
ANSWERS = {
    "y": "yes", "yes": "yes", "n": "no", "no": "no", "a": "all", "all": "all",
    "d": "none", "none": "none", "q": "quit", "quit": "quit",
}  # fmt: skip


class Asker:
    """Remembers what was answered. `question` makes the lines that a finding is shown by, `show`
    shows lines, `ask` gives the answer to a prompt; its KeyboardInterrupt ends all.

    A yes holds for the change in view, which is made at once. A no holds in later passes too: the
    finding is known again by its code, its file and the text of its line, and, among several that
    are the same in this, by its place in their order.
    """

    def __init__(
        self,
        allow_unsafe: bool,
        question: Callable[[Diagnostic, Read], Iterable[str]],
        show: Callable[[Iterable[str]], None],
        ask: Callable[[str], str],
    ) -> None:
        self.allow_unsafe = allow_unsafe
        self.question, self.show, self.ask = question, show, ask
        self.has_quit = False
        self._by_rule: dict[tuple[str, str], bool] = {}
        self._refused: dict[tuple[str, str, str], list[bool]] = {}

    def choose(
        self, candidates: Sequence[Diagnostic], data: Mapping[str, bytes]
    ) -> list[Diagnostic]:
        """The fixes to make in one pass, with the files as they are in it. Those that touch what is
        chosen before them are asked about in the next one, with the change as it is then."""
        read = _reader(data)
        alike: dict[tuple[str, str, str], list[Diagnostic]] = {}
        lines = cache(lambda filename: Lines(read(filename)))
        for item in sorted(candidates, key=Diagnostic.sort_key):
            if item.fix is not None:
                line = "".join(lines(item.filename).line(item.location.row).split())
                alike.setdefault((item.code, item.filename, line), []).append(item)
        refused = {
            id(item)
            for key, items in alike.items()
            for item, was_refused in zip(items, self._refused.get(key, ()), strict=False)
            if was_refused
        }

        # Findings of a rule that one change mends are asked about once.
        said: dict[tuple[str, tuple[Edit, ...]], bool] = {}

        def wanted(item: Diagnostic) -> bool:
            if id(item) in refused:
                return False
            made = item.code, item.fix.edits if item.fix else ()
            if made not in said:
                said[made] = self._wants(item, read)
            answer = said[made]
            if not answer:
                refused.add(id(item))
            return answer

        chosen = edits.choose(candidates, self.allow_unsafe, wanted)
        made = set(map(id, chosen))
        self._refused = {
            key: [id(item) in refused for item in items if id(item) not in made]
            for key, items in alike.items()
        }
        return chosen

    def _wants(self, item: Diagnostic, read: Read) -> bool:
        assert item.fix is not None
        alike = item.code, item.fix.applicability
        if alike in self._by_rule:
            return self._by_rule[alike]
        if self.has_quit:
            return False
        self.show(self.question(item, read))
        while (answer := ANSWERS.get(self.ask(prompts.prompt(item)).strip().lower())) is None:
            self.show(prompts.help_lines(item))
        self.show([""])
        if answer in ("all", "none"):
            self._by_rule[alike] = answer == "all"
        self.has_quit = answer == "quit"
        return answer in ("yes", "all")


def _reader(data: Mapping[str, bytes]) -> Read:
    @cache
    def read(filename: str) -> str:
        if filename not in data:
            raise FileNotFoundError(filename)
        return files.decode(data[filename])[0]

    return read


def is_possible() -> bool:
    """Whether there is a terminal to ask on."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def on_terminal(root: str, allow_unsafe: bool) -> Asker:
    """Asks on standard error, so that the report can go elsewhere."""
    stream = sys.stderr
    width, paint = cells.width_of(stream), cells.painter(stream)
    question = partial(prompts.question, root=root, width=width, paint=paint)
    return Asker(allow_unsafe, question, _show, _ask)


def _show(lines: Iterable[str]) -> None:
    sys.stderr.writelines(f"{line}\n" for line in lines)


def _ask(prompt: str) -> str:
    """The line that is typed. The end of the input stops all, as Ctrl-C does: it is no answer."""
    click.echo(prompt, err=True, nl=False)
    line = sys.stdin.buffer.readline()
    if not line:
        raise KeyboardInterrupt
    return line.decode("utf-8", "replace")
