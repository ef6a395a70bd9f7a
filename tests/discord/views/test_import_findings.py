"""What was found in an export, in words: a line stays readable however much there is."""

from string import ascii_lowercase

from bot.discord.views.mine.import_findings import Found, found_in
from bot.library.names.imports import Matches
from bot.rules.imports.model import Import, Part, Purpose
from bot.rules.imports.plan import Plan

FILES = tuple(ascii_lowercase[:8])


def told_of(export: Import) -> Found:
    return found_in(export, Matches({}, {}), Plan(()), ())


def test_of_many_files_only_some_are_named() -> None:
    parts = tuple(Part(name, "", Purpose.SEEN, "", ()) for name in FILES)
    assert told_of(Import(parts)).summary.startswith("a, b, c, d, e, f and 2 more: ")
    assert told_of(Import(parts[:7])).summary.startswith("a, b, c, d, e, f and g: ")


def test_of_many_files_without_films_only_some_are_named() -> None:
    assert told_of(Import((), passed_over=FILES[:6])).notes == [
        "Skipped, as they hold none of your films: a, b, c, d and 2 more"
    ]
    assert told_of(Import((), passed_over=FILES[:5])).notes == [
        "Skipped, as they hold none of your films: a, b, c, d and e"
    ]
