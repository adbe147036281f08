"""Questions to the project: answered once, recorded, asked again; those of plug-ins too."""

from __future__ import annotations

from flasklint.facts.module import Module
from flasklint.languages.python.facts import module_facts
from flasklint.languages.python.source import parse
from flasklint.project import Project
from flasklint.project.questions import answer, question

calls: list[str] = []


@question
def first_class_of(project: Project, module: str) -> str:
    """A question such as a plug-in has."""
    calls.append(module)
    return next(iter(project.classes_in(module)), "")


def facts(text: str) -> Module:
    file = parse(text.encode(), "shop.py", "shop", is_package=False)
    return module_facts(file.tree, "shop", "shop.py", is_package=False)


def project(text: str) -> Project:
    made = Project({"shop": facts(text)})
    made.record.asked = set()
    return made


def test_a_question_of_a_plug_in_is_answered_once_and_recorded() -> None:
    calls.clear()
    shop = project("class Book: ...\n")
    assert first_class_of(shop, "shop") == first_class_of(shop, "shop") == "Book"
    assert calls == ["shop"]
    assert shop.record.asked == {(f"{__name__}.first_class_of", ("shop",))}


def test_what_an_answer_asks_on_its_way_is_not_recorded() -> None:
    shop = project("class Book: ...\n")
    first_class_of(shop, "shop")
    assert ("classes_in", ("shop",)) not in (shop.record.asked or ())


def test_a_question_of_a_plug_in_is_asked_again_of_another_project() -> None:
    asked = (f"{__name__}.first_class_of", ("shop",))
    assert answer(project("class Author: ...\n"), asked) == '"Author"'


def test_a_question_that_is_no_longer_there_has_no_answer() -> None:
    assert answer(project(""), ("gone.away", ("shop",))) == ""
    assert answer(project(""), ("gone", ("shop",))) == ""
