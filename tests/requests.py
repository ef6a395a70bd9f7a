"""The names of requests in the bot's source: which are answered, and which controls carry."""

import ast
from collections.abc import Iterator
from functools import cache

from tests.conftest import ROOT


@cache
def answered() -> frozenset[str]:
    """Return the names that a handler is registered for."""
    return frozenset(
        key.value
        for node in _nodes("cogs")
        if isinstance(node, ast.FunctionDef) and node.name == "handlers"
        for table in ast.walk(node)
        if isinstance(table, ast.Dict)
        for key in table.keys
        if isinstance(key, ast.Constant) and isinstance(key.value, str)
    )


_MAKERS = {"Request", "Request.of", "about"}


@cache
def carried() -> frozenset[str]:
    """Return the names that are written out where a request is made."""
    return frozenset(
        argument.value
        for node in _nodes("")
        if isinstance(node, ast.Call) and ast.unparse(node.func) in _MAKERS
        for argument in node.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    )


def _nodes(folder: str) -> Iterator[ast.AST]:
    for path in (ROOT / "bot" / folder).rglob("*.py"):
        yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))
