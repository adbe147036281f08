"""Which keys and attributes the code of a project reads, wherever it stands."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from flasklint.facts import code
from flasklint.facts.module import Module
from flasklint.facts.walk import KEY_READS, last_name, quoted


class Uses:
    """The uses of names in all modules. Bodies of functions are read only if they mention what is
    asked for, which is noted in `words`."""

    def __init__(self, modules: Mapping[str, Module], words: set[str]) -> None:
        self._modules = modules
        self._words = words

    def of_key(self, key: str) -> frozenset[str]:
        """The last names of what a key is read from: `config` for `app.config["KEY"]` and
        `config.get("KEY")`; "" where it has none."""
        wanted = code.Constant(key)
        found = set()
        for _, node in self.nodes(quoted(key)):
            match node:
                case code.Subscript(value=owner, key=read) if read == wanted:
                    found.add(_owner_name(owner))
                case code.Call(func=code.Attribute(value=owner, attr=method), args=(read, *_)):
                    if method in KEY_READS and read == wanted:
                        found.add(_owner_name(owner))
        return frozenset(found)

    def of_attribute(self, name: str) -> frozenset[tuple[str, str]]:
        """Where an attribute is read: modules, and the last name of what it is read from."""
        return frozenset(
            (module, _owner_name(node.value))
            for module, node in self.nodes(name)
            if isinstance(node, code.Attribute) and node.attr == name
        )

    def asks_config_for(self, key: str) -> bool:
        """Whether something reads a key from an app's config, and no code sets a key of that name
        one by one: Flask itself takes only those in upper case from elsewhere."""
        wanted = code.Constant(key)
        is_read = False
        for _, node in self.nodes(key, quoted(key)):
            match node:
                case code.Subscript(value=owner, key=read) if read == wanted:
                    is_read = is_read or _is_app_config(owner)
                case code.Call(func=code.Attribute(value=owner, attr="get"), args=(read, *_)):
                    is_read = is_read or (read == wanted and _is_app_config(owner))
                case code.Call(args=args, keywords=keywords):
                    if wanted in args or key in {given.name for given in keywords}:
                        return False
                case code.Assign(targets=targets):
                    if any(isinstance(at, code.Subscript) and at.key == wanted for at in targets):
                        return False
                case code.Table(items=items) if any(at == wanted for at, _ in items):
                    return False
        return is_read

    def is_read(self, key: str) -> bool:
        """Whether code has a key or a name of that spelling anywhere but where it is set: as a key
        of a mapping, a keyword, a target."""
        wanted = code.Constant(key)
        left = 0
        for _, node in self.nodes(key, quoted(key)):
            match node:
                case code.Constant() if node == wanted:
                    left += 1
                case code.Name(id=name) | code.Attribute(attr=name) if name == key:
                    return True
                case code.Table(items=items):
                    left -= sum(at == wanted for at, _ in items)
        return left > 0

    def is_set(self, key: str) -> bool:
        """Whether code sets a key of that name one by one, on an app's config or anything else."""
        wanted = code.Constant(key)
        for _, node in self.nodes(key, quoted(key)):
            match node:
                case code.Assign(targets=targets):
                    if any(isinstance(at, code.Subscript) and at.key == wanted for at in targets):
                        return True
                case code.Call(keywords=keywords) if key in {given.name for given in keywords}:
                    return True
                case code.Table(items=items) if any(at == wanted for at, _ in items):
                    return True
        return False

    def is_tested(self, text: str) -> bool:
        """Whether a condition or a comparison mentions a string, or a name of that spelling."""
        return any(text in _tested(node) for _, node in self.nodes(text, quoted(text)))

    def nodes(self, *words: str) -> Iterator[tuple[str, object]]:
        """What stands in modules that mention a word, but for functions that do not."""
        self._words.update(words)
        for name, module in self._modules.items():
            if not module.names.isdisjoint(words):
                for node in nodes_in(module.body, words):
                    yield name, node

    def bodies(
        self, *words: str
    ) -> Iterator[tuple[str, frozenset[object], tuple[code.Statement, ...]]]:
        """The bodies of functions and modules that mention a word: the name of the function, ""
        for a module without its functions; what is mentioned there; the statements."""
        self._words.update(words)
        for module in self._modules.values():
            if not module.names.isdisjoint(words):
                yield "", frozenset(_words(module.body)), module.body
                for node in nodes_in(module.body, words):
                    if isinstance(node, code.Function) and not node.names.isdisjoint(words):
                        yield node.name, node.names, node.body


def _tested(node: object) -> Iterator[object]:
    """What an expression compares or asks for."""
    match node:
        case code.Comparison() | code.Not():
            yield from _words(node)
        case code.If(test=test) | code.Choice(test=test):
            yield from _words(test)


def _words(node: object) -> Iterator[object]:
    """The constants and the names in an expression or a body, without those of functions."""
    for each in nodes_in((node,), ()):
        match each:
            case code.Constant(value=value):
                yield value
            case code.Name(id=name) | code.Attribute(attr=name):
                yield name


def _is_app_config(node: object) -> bool:
    """Whether an expression is `app.config` or `current_app.config` by its names."""
    is_config = isinstance(node, code.Attribute) and node.attr == "config"
    return is_config and _owner_name(getattr(node, "value", None)) in ("app", "current_app")


def _owner_name(node: object) -> str:
    """The last name of an expression, that of the function for a call."""
    return last_name(node.func) if isinstance(node, code.Call) else last_name(node)


def nodes_in(
    body: tuple[object, ...], mentioning: Collection[str] | None = None
) -> Iterator[object]:
    """Every statement and expression in a body, those of functions included: of all, or of those
    that are `mentioning` something. A target that is assigned is not read."""
    stack: list[object] = list(body)
    while stack:
        node = stack.pop()
        yield node
        if isinstance(node, code.Function):
            stack += (*node.params, *node.decorators)
            if mentioning is None or not node.names.isdisjoint(mentioning):
                stack += node.body
        elif isinstance(node, code.Assign):
            stack += (node.value, *(_within(target) for target in node.targets))
        elif isinstance(node, tuple):
            stack.extend(node)


def _within(target: object) -> object:
    """What is read to reach a target: `app.config` of `app.config["KEY"]`."""
    if isinstance(target, (code.Subscript, code.Attribute)):
        return target.value
    return target
