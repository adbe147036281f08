"""Expressions that fail, or would take all memory, are followed without an error."""

from __future__ import annotations

import time
import tracemalloc

import pytest

from flasklint.languages.python.facts import module_facts
from flasklint.languages.python.source import parse
from flasklint.project import Project

FAILING = (
    "range(0, 3, 0)",
    "range(10**5)[::0]",
    "'abc'[::0]",
    "[1, 2][::0]",
    "int(1e999)",
    "'%c' % 99999999",
    "'%d' % 1e999",
    "'%*d' % (99999999999999, 1)",
    "'%999999999d' % 1",
    "'%.*f' % (999999999, 1.0)",
    "'%.999999999f' % 1.0",
    "'%(a)d' % 1",
    "'{:999999999}'.format('a')",
    "'{:{}}'.format('a', 999999999)",
    "'{0:>{width}}'.format('a', width=999999999)",
    "'{[}'.format('a')",
    "'{.a.b}'.format(1)",
    "'{:c}'.format(99999999)",
    "'{:d}'.format('a')",
    "''.join(['a' * 3, 3])",
    "'a'.replace('', 'b' * 3)",
    "'abc'.split('')",
    "os.path.relpath('')",
    "os.path.relpath(path='a')",
    "os.path.relpath('../..', '../../..')",
    "os.path.dirname('a', 'b')",
    "os.path.normpath('a', 'b', 'c')",
    "os.path.join('a', b='c')",
    "os.path.splitext('a', 'b')",
    "re.sub('a{99999999999999}', '', 'a')",
    "re.sub('(', '', 'a')",
    "re.sub('a', r'\\1', 'a')",
    "type.__subclasses__()",
    "{[]: 1}",
    "{(): 1}[[]]",
    "dict([([], 1)])",
    "dict([([1, 2], 1), 2])",
    "{}.get([])",
    "{}.fromkeys([[]])",
    "{**None}",
    "dict(1)",
    "[].pop(1)",
    "[1][9]",
    "'a'[9]",
    "getattr(1)",
    "isinstance()",
    "min()",
    "zip()",
    "sum(1)",
    "sorted([1, 'a'])",
    "enumerate([1], 'a')",
    "importlib.import_module('....a', 'b')",
    "importlib.import_module('.', 'b')",
    "importlib.import_module('')",
    "hasattr(1, 2)",
    "len()",
    "'a' < 1",
    "[] in {}",
    "1 in 'a'",
    "int('9' * 9999)",
    "int('9', 99)",
    "str(b'a', 'klingon')",
    "'a'.encode('klingon')",
    "-'a'",
    "super().x",
    "super()",
    "''.startswith(1)",
    "itertools.product([1], repeat=999999999)",
    "itertools.chain.from_iterable()",
    "functools.partial()",
    "functools.wraps()",
    "glob.glob('[.py')",
    "inspect.signature()",
    "inspect.getmembers()",
    "f'{0x" + "f" * 9999 + "}'",
    "','.join([0x" + "f" * 9999 + "])",
    "'a'.split('b', 10**30)",
    "'a'.split('b', 99999999999999999999)",
    "'a'.replace('a', 'b', 99999999999999999999)",
    "'" + "a" * 9999 + "'.replace('a', '" + "b" * 9999 + "')",
    "re.sub('a', '" + "b" * 9999 + "', '" + "a" * 9999 + "')",
    "'" + "{0}" * 9999 + "'.format('" + "b" * 9999 + "')",
    "re.sub('(' * 5000, '', 'a')",
)


@pytest.mark.parametrize("expression", FAILING)
def test_a_project_with_an_expression_that_fails_is_followed(expression: str) -> None:
    text = (
        "import functools, glob, importlib, inspect, itertools, os, re\nfrom flask import Flask\n"
        "app = Flask(__name__)\n"
        f"found = {expression}\napp.add_url_rule('/a', found, lambda: '', defaults=found)\n"
        "app.add_url_rule('/health', 'health', lambda: '')\n"
    )
    source = parse(text.encode(), "app.py", "app", False)
    modules = {"app": module_facts(source.tree, "app", "app.py", False)}
    tracemalloc.start()
    started = time.process_time()
    project = Project(modules)
    endpoints = {route.endpoint for route in project.route_table if route.registered.holds}
    assert "health" in endpoints
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert time.process_time() - started < 5
    assert most < 50_000_000


@pytest.mark.parametrize(
    "grow",
    [
        "found = found + found",
        "found += found",
        "found = f'{found}{found}'",
        "found = found.join([found, found, found])",
        "found = '{0}{0}'.format(found)",
        "found = '%s%s' % (found, found)",
        "found = found.replace('a', 'aa')",
        "found = re.sub('a', 'aa', found)",
        "items += items",
        "items.extend(items)",
        "items = items + items",
        "items = [*items, *items]",
    ],
)
def test_what_doubles_in_a_loop_does_not_take_all_memory(grow: str) -> None:
    text = (
        "import re\nfrom flask import Flask\napp = Flask(__name__)\n"
        f"found = 'a'\nitems = [1]\nfor at in range(200):\n    {grow}\n"
        "app.add_url_rule('/health', 'health', lambda: '')\n"
    )
    source = parse(text.encode(), "app.py", "app", False)
    modules = {"app": module_facts(source.tree, "app", "app.py", False)}
    tracemalloc.start()
    project = Project(modules)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert {route.endpoint for route in project.route_table} == {"health", "static"}
    assert most < 50_000_000
