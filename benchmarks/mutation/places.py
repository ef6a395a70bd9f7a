"""The places in the bot's code that can be changed, and the changes: those of cosmic-ray."""

import ast
import importlib
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any

_OPERATORS = (
    *(
        f"ReplaceComparisonOperator_{pair}"
        for pair in (
            "Eq_NotEq",
            "NotEq_Eq",
            "Lt_LtE",
            "LtE_Lt",
            "Gt_GtE",
            "GtE_Gt",
            "Lt_Gt",
            "Gt_Lt",
            "Is_IsNot",
            "IsNot_Is",
        )
    ),
    "ReplaceAndWithOr",
    "ReplaceOrWithAnd",
    "ReplaceTrueWithFalse",
    "ReplaceFalseWithTrue",
    "AddNot",
    "NumberReplacer",
    "ReplaceBinaryOperator_Add_Sub",
    "ReplaceBinaryOperator_Sub_Add",
    "ReplaceBinaryOperator_Mul_Div",
    "ReplaceBinaryOperator_Div_Mul",
    "ReplaceUnaryOperator_USub_UAdd",
    "ReplaceUnaryOperator_Delete_Not",
    "ReplaceBreakWithContinue",
    "ReplaceContinueWithBreak",
)
_SILENT_CALLS = ("_log.", "dataclass")


@dataclass(frozen=True, slots=True)
class Change:
    """One change to one place.

    Attributes:
        file: Relative to the project.
        line: Where the place begins; with ``column``, the same for all changes to a place.
        column: Likewise, from 0.
        operator: cosmic-ray's name for what is changed.
        occurrence: Which of the places in the file that this operator changes.
    """

    file: str
    line: int
    column: int
    operator: str
    occurrence: int


def modules(root: Path, paths: Sequence[str]) -> list[str]:
    """Return the modules at or below some paths of a project, in order.

    Raises:
        FileNotFoundError: There is no such path: it was renamed, and would go unchecked.
    """
    found: set[str] = set()
    for path in paths:
        place = root / path
        if not place.exists():
            raise FileNotFoundError(f"the settings name {path}, which is not there")
        below = place.rglob("*.py") if place.is_dir() else [place]
        found.update(str(file.relative_to(root)) for file in below)
    return sorted(found)


def sample(root: Path, files: Sequence[str], size: int, seed: int) -> list[Change]:
    """Choose places at random, and one of the changes that can be made to each."""
    places: dict[tuple[str, int, int], list[Change]] = defaultdict(list)
    for file in files:
        for change in changes(file, (root / file).read_text(encoding="utf-8")):
            places[change.file, change.line, change.column].append(change)
    chosen = random.Random(seed)
    return [
        chosen.choice(places[place])
        for place in chosen.sample(sorted(places), min(size, len(places)))
    ]


def changes(file: str, source: str) -> Iterator[Change]:
    """Return every change that can be made to a module."""
    trees: Any = importlib.import_module("cosmic_ray.ast")
    nodes = list(trees.ast_nodes(trees.get_ast(source)))
    silent = _silent_lines(source)
    naming = {number for number, text in enumerate(source.splitlines(), 1) if ":=" in text}
    for name in _OPERATORS:
        operator = _operator(name)
        places = [(node, span) for node in nodes for span in operator.mutation_positions(node)]
        for occurrence, (node, ((line, column), _end)) in enumerate(places):
            # A star before parameters or arguments multiplies nothing.
            multiplies = "Binary" not in name or node.parent.type in {"term", "arith_expr"}
            # Nor is ``not a := b`` Python.
            holds = multiplies and not (name == "AddNot" and line in naming)
            if holds and line not in silent:
                yield Change(file, line, column, name, occurrence)


def changed(source: str, change: Change) -> str:
    """Return a module with the change made.

    Raises:
        ValueError: It has no such place.
    """
    mutating: Any = importlib.import_module("cosmic_ray.mutating")
    made = mutating.mutate_code(source, _operator(change.operator), change.occurrence)
    if made is None:
        raise ValueError(f"nothing to change: {change}")
    return str(made)


def difference(source: str, made: str) -> tuple[str, str]:
    """Return the changed lines as they were and as they have become, without indentation.

    They name a change for as long as its lines stay as they are, wherever these move.
    """
    pairs = [
        (was, becomes)
        for was, becomes in zip_longest(source.splitlines(), made.splitlines(), fillvalue="")
        if was != becomes
    ]
    was, becomes = (" ".join(line.strip() for line in lines) for lines in zip(*pairs, strict=True))
    return was, becomes


@cache
def _operator(name: str) -> Any:
    plugins: Any = importlib.import_module("cosmic_ray.plugins")
    return plugins.get_operator(f"core/{name}")()


def _silent_lines(source: str) -> set[int]:
    """Return the lines of annotations, of logging and of dataclass options."""
    silent: set[int] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.AnnAssign) and node.value is None:
            silent.update(_lines(node))
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.returns:
            silent.update(_lines(node.returns))
        elif isinstance(node, ast.Call) and ast.unparse(node.func).startswith(_SILENT_CALLS):
            silent.update(_lines(node))
        elif isinstance(node, ast.keyword) and node.arg == "strict":
            silent.update(_lines(node.value))
    return silent


def _lines(node: ast.stmt | ast.expr) -> range:
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)
