"""What a rule is: all that rules import."""

from flasklint.languages.python.source import SourceFile
from flasklint.project import Project
from flasklint.rule.checker import Checker
from flasklint.rule.rule import (
    AddImport,
    Anchor,
    AppendToBody,
    AppendToModule,
    Bad,
    Change,
    CreateModule,
    Evidence,
    Files,
    Finding,
    Fix,
    Good,
    InsertAfter,
    InsertBefore,
    MoveImport,
    Remove,
    Replace,
    Rule,
)

__all__ = [
    "AddImport",
    "Anchor",
    "AppendToBody",
    "AppendToModule",
    "Bad",
    "Change",
    "Checker",
    "CreateModule",
    "Evidence",
    "Files",
    "Finding",
    "Fix",
    "Good",
    "InsertAfter",
    "InsertBefore",
    "MoveImport",
    "Project",
    "Remove",
    "Replace",
    "Rule",
    "SourceFile",
]
