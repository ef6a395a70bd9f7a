"""Finds titles named in a text, and completes a name at its end."""

import re
from collections.abc import Sequence

from bot.library.snapshot import Snapshot
from bot.runtime.workers.budget import look
from bot.search.catalog_indexes import Flag
from bot.search.index import Index
from bot.search.model import Evidence, Match, Verdict
from bot.search.spelling.fold import fold

MAX_NAME_WORDS = 6
"""The most words of a name in a sentence."""

MAX_TEXT_WORDS = 400
"""How many words of a text are searched."""

_SURE = {Evidence.EXACT, Evidence.YEAR, Evidence.NUMERAL}
_YEAR = re.compile(r"\d{4}")
_MIN_LETTERS = 3  # length of a single word that may be a title within a sentence


def titles_in(index: Index, text: str, limit: int) -> list[Match]:
    """Return the titles named in a text, in order; longer names win over names within them.

    Only exact names (apart from case, accents and punctuation) count: in running text, a near miss
    is usually not a title at all.

    Args:
        index: The titles.
        text: The text.
        limit: The most titles to return.

    Raises:
        OverBudgetError: It takes too long.
    """
    words = text.split()[:MAX_TEXT_WORDS]
    found: dict[str, Match] = {}
    none: set[str] = set()
    start = 0
    while start < len(words) and len(found) < limit:
        for length in range(min(MAX_NAME_WORDS, len(words) - start), 0, -1):
            name = " ".join(words[start : start + length]).strip(" ,;:!?\"'“”‘’«»()*_")
            if name in none or (length == 1 and not _stands_out(name)):
                continue
            match = _named(index, name)
            if match is not None:
                found.setdefault(match.key, match)
                start += length - 1
                break
            none.add(name)
        start += 1
    return list(found.values())


def _named(index: Index, name: str) -> Match | None:
    """Return the title that a name certainly means.

    Hardly any sequence of words names something, and an exact look-up takes a twentieth of the time
    of a search.
    """
    look()
    head, blank, last = name.rpartition(" ")
    dated = blank and _YEAR.fullmatch(fold(last))
    if not index.named(name) and not (dated and index.named(head)):
        return None
    resolution = index.resolve(name, 1, prefer=Flag.FILM)
    if resolution.verdict is Verdict.EXACT and resolution.matches[0].evidence in _SURE:
        return resolution.matches[0]
    return None


def complete_names(snapshot: Snapshot, text: str, limit: int) -> list[str]:
    """Return completions of the name at the end of a question.

    The longest sequence of words at the end that starts a name is completed; people and titles are
    offered, best match first.
    """
    words = text.split()
    for length in range(min(MAX_NAME_WORDS, len(words)), 0, -1):
        typed = " ".join(words[-length:])
        if len(typed) < _MIN_LETTERS:
            continue
        if names := _names_from(snapshot, typed, limit):
            head = " ".join(words[:-length])
            return [f"{head} {name}".strip() for name in names]
    return []


def _names_from(snapshot: Snapshot, typed: str, limit: int) -> Sequence[str]:
    matches = [
        match
        for index in (snapshot.indexes.people, snapshot.indexes.movies)
        for match in index.search(typed, limit)
        if match.name.casefold().startswith(typed.casefold())
    ]
    matches.sort(key=lambda match: -match.score)
    return list(dict.fromkeys(match.name for match in matches))[:limit]


def _stands_out(word: str) -> bool:
    """Whether one word alone may be meant as a title: capitalised and not too short."""
    return len(word) >= _MIN_LETTERS and (word[:1].isupper() or word[:1].isdigit())
