"""Queries made from names and titles, the way people type them: what the ranking learns from."""

import random
import re
from collections.abc import Callable

from benchmarks.search.ranking.slips import NEIGHBOURS, misheard, plain, typo

_STOP_WORDS = {"the", "a", "an", "of", "and", "in", "to", "for", "on", "at", "with", "from"}
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_DIGITS = tuple(str(number) for number in range(1, 11))
_BEFORE = (
    "the movie", "movie", "movie called", "that movie called", "film called", "the film",
    "that film called", "a film called", "show called", "the one called", "that movie",
)  # fmt: skip
_AFTER = ("movie", "film", "the movie", "full movie", "series", "show")
_SPLIT = re.compile(r":\s+|\s+-\s+")
_SERIES = re.compile(r":\s+|\s+-\s+|\s+and the\s+")

Maker = Callable[[random.Random, str], str | None]


def _typos(count: int) -> Maker:
    def make(rng: random.Random, name: str) -> str | None:
        text = plain(name)
        if len(text) < 3 + 2 * count:
            return None
        for _ in range(count):
            text = typo(rng, text)
        return text

    return make


def _typo_in_every_word(rng: random.Random, name: str) -> str | None:
    words = plain(name).split()
    return " ".join(typo(rng, word) if len(word) > 3 else word for word in words)


def _first_letter(rng: random.Random, name: str) -> str | None:
    text = plain(name)
    return rng.choice(NEIGHBOURS.get(text[:1]) or "aeioust") + text[1:] if len(text) > 4 else None


def _prefix(shortest: int, longest: int, *, article: bool = True, typos: int = 0) -> Maker:
    def make(rng: random.Random, name: str) -> str | None:
        text = plain(name) if article else _no_article(rng, name) or ""
        length = rng.randint(shortest, longest)
        if len(text) <= length:
            return None
        text = text[:length]
        for _ in range(typos):
            text = typo(rng, text, 1)
        return text

    return make


def _no_article(_: random.Random, name: str) -> str | None:
    words = plain(name).split()
    return " ".join(words[1:]) if len(words) > 1 and words[0] in {"the", "a", "an"} else None


def _no_article_typo(rng: random.Random, name: str) -> str | None:
    text = _no_article(rng, name)
    return typo(rng, text) if text and len(text) > 4 else None


def _no_stop_words(_: random.Random, name: str) -> str | None:
    words = plain(name).split()
    kept = [word for word in words if word not in _STOP_WORDS]
    return " ".join(kept) if 0 < len(kept) < len(words) else None


def _drop_word(rng: random.Random, name: str) -> str | None:
    words = plain(name).split()
    if len(words) < 3:
        return None
    del words[rng.randrange(len(words))]
    return " ".join(words)


def _swap(rng: random.Random, name: str) -> str | None:
    words = plain(name).split()
    if len(words) < 2:
        return None
    at = rng.randrange(len(words) - 1)
    words[at], words[at + 1] = words[at + 1], words[at]
    return " ".join(words)


def _swap_typo(rng: random.Random, name: str) -> str | None:
    text = _swap(rng, name)
    return typo(rng, text) if text else None


def _joined(rng: random.Random, name: str) -> str | None:
    text = plain(name)
    places = [at for at, letter in enumerate(text) if letter == " "]
    if not places:
        return None
    at = rng.choice(places)
    return text.replace(" ", "") if rng.random() < 0.5 else text[:at] + text[at + 1 :]


def _split(rng: random.Random, name: str) -> str | None:
    text = plain(name)
    places = [at for at in range(2, len(text) - 2) if " " not in text[at - 1 : at + 1]]
    if not places:
        return None
    at = rng.choice(places)
    return f"{text[:at]} {text[at:]}"


def _noise(rng: random.Random, name: str) -> str | None:
    text = plain(name)
    if rng.random() < 0.3:
        text = typo(rng, text)
    return f"{rng.choice(_BEFORE)} {text}" if rng.random() < 0.6 else f"{text} {rng.choice(_AFTER)}"


def _numeral(rng: random.Random, name: str) -> str | None:
    words = plain(name).split()
    for at, word in enumerate(words):
        for written in (_ROMAN, _COUNTED, _DIGITS):
            if word in written and at > 0 and word != "i":
                number = written.index(word)
                words[at] = rng.choice((_ROMAN[number], _COUNTED[number], str(number + 1)))
                end = at + 1 if rng.random() < 0.5 else len(words)  # with or without a subtitle
                marked = words[at - 1] in {"part", "vol", "volume", "episode"}
                begin = words[: at - 1] if marked and rng.random() < 0.5 else words[:at]
                text = " ".join(begin + words[at:end])
                return typo(rng, text) if rng.random() < 0.2 and len(text) > 8 else text
    return None


def by_place(rng: random.Random, name: str, place: int) -> str:
    """Call a film by its series and its place in it: "harry potter three", "lotr 3"."""
    series = plain(_SERIES.split(name)[0])
    words = series.split()
    if len(words) > 1 and words[0] in {"the", "a"} and rng.random() < 0.7:
        del words[0]
    if len(words) > 2 and rng.random() < 0.4:
        words = ["".join(word[0] for word in words)]
    spelt = rng.choice((_DIGITS, _DIGITS, _ROMAN, _COUNTED))
    return f"{' '.join(words)} {spelt[place - 1]}"


def _part(which: int) -> Maker:
    def make(rng: random.Random, name: str) -> str | None:
        parts = _SPLIT.split(name)
        if len(parts) < 2:
            return None
        text = plain(parts[which])
        return typo(rng, text) if rng.random() < 0.2 and len(text) > 6 else text or None

    return make


def _initials(rng: random.Random, name: str) -> str | None:
    words = plain(name).split()
    if len(words) < 3:
        return None
    lead = rng.randint(2, len(words))
    short = "".join(word if word.isdigit() else word[0] for word in words[:lead])
    rest = [word for word in words[lead:] if word not in _STOP_WORDS]
    if rest and rng.random() < 0.6:
        return f"{short} {rng.choice(rest)}"
    return "".join(word if word.isdigit() else word[0] for word in words)


def _surname(_: random.Random, name: str) -> str | None:
    words = plain(name).split()
    return words[-1] if len(words) > 1 else None


def _surname_typo(rng: random.Random, name: str) -> str | None:
    words = plain(name).split()
    return typo(rng, words[-1]) if len(words) > 1 and len(words[-1]) > 3 else None


def _initial_surname(_: random.Random, name: str) -> str | None:
    words = plain(name).split()
    return f"{words[0][0]} {words[-1]}" if len(words) > 1 else None


def _first_and_begun(rng: random.Random, name: str) -> str | None:
    words = plain(name).split()
    return f"{words[0]} {words[-1][: rng.randint(1, 4)]}" if len(words) > 1 else None


def _no_middle(_: random.Random, name: str) -> str | None:
    words = plain(name).split()
    return f"{words[0]} {words[-1]}" if len(words) > 2 else None


COMMON: dict[str, Maker] = {
    "as it is": lambda _, name: plain(name),
    "typo 1": _typos(1),
    "typo 2": _typos(2),
    "typo 3": _typos(3),
    "typo in every word": _typo_in_every_word,
    "first letter wrong": _first_letter,
    "sounds": misheard,
    "words swapped": _swap,
    "swapped with typo": _swap_typo,
    "joined": _joined,
    "split": _split,
    # Whoever types a name passes through each of its beginnings.
    "prefix 1-2": _prefix(1, 2),
    "prefix 3": _prefix(3, 3),
    "prefix 4": _prefix(4, 4),
    "prefix 5": _prefix(5, 5),
    "prefix 6": _prefix(6, 6),
    "prefix 7": _prefix(7, 7),
    "prefix 8": _prefix(8, 8),
    "prefix 9-12": _prefix(9, 12),
    "prefix with typo": _prefix(6, 10, typos=1),
}
TITLES: dict[str, Maker] = COMMON | {
    "no article": _no_article,
    "no article, typo": _no_article_typo,
    "no stop words": _no_stop_words,
    "a word left out": _drop_word,
    "noise": _noise,
    "numeral": _numeral,
    "lead": _part(0),
    "subtitle": _part(-1),
    "initials": _initials,
    "prefix without article": _prefix(4, 8, article=False),
}
NAMES: dict[str, Maker] = COMMON | {
    "surname": _surname,
    "surname with typo": _surname_typo,
    "initial and surname": _initial_surname,
    "first and begun": _first_and_begun,
    "no middle": _no_middle,
}
WHOLE_NAMES = frozenset(
    {
        "as it is", "typo 1", "typo 2", "typo 3", "typo in every word", "first letter wrong",
        "sounds", "words swapped", "swapped with typo", "joined", "split", "noise",
    }
)  # fmt: skip
"""Classes whose queries hold all of a name, so that no other name makes the same one."""
