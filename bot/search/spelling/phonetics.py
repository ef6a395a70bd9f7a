"""A coarse key for how a word sounds in English, so that ``jilenhall`` meets ``Gyllenhaal``."""

import re
from collections.abc import Sequence
from functools import lru_cache

_LETTERS = str.maketrans("cjqvz", "kgkfs")
_GROUPS = {
    "kn": "n", "gn": "n", "pn": "n", "wr": "r", "sch": "s", "sh": "s", "tch": "s", "tz": "s",
    "ph": "f", "ght": "ft", "ck": "k", "ch": "k", "ce": "se", "ci": "si", "cy": "si", "x": "ks",
    "dg": "g",
}  # fmt: skip
_GROUP = re.compile("^(?:kn|gn|pn|wr)|sch|sh|tch|[tc]z|ph|ght|ck|ch|c[eiy]|x|dg", re.MULTILINE)
_OPENING_VOWELS = re.compile("^[aeiouy]+", re.MULTILINE)
_SILENT = re.compile("(?<=.)[aeiouyhw]+")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(4096)
def sound(word: str) -> str:
    """Return the key: the consonants by their sound, and whether a vowel comes first."""
    return _keys(word)


def sounds(words: Sequence[str]) -> list[str]:
    """Return the keys of many words at once, joined as lines for the patterns."""
    return _keys("\n".join(words)).split("\n") if words else []


def _keys(lines: str) -> str:
    lines = _GROUP.sub(lambda group: _GROUPS.get(group[0], "s"), lines).translate(_LETTERS)
    return _DOUBLED.sub(r"\1", _SILENT.sub("", _OPENING_VOWELS.sub("a", lines)))
