"""A coarse key for how a word sounds in English, so that ``jilenhall`` meets ``Gyllenhaal``."""

import re

# Applied in this order; what is left keeps its consonants and a leading vowel.
_SAME_SOUNDS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"^(?:kn|gn|pn)", "n"),
        (r"^wr", "r"),
        (r"sch|sh|tch|tz|cz", "s"),
        (r"ph|gh(?=t)", "f"),
        (r"ck|ch|q", "k"),
        (r"c(?=[eiy])|z", "s"),
        (r"c", "k"),
        (r"x", "ks"),
        (r"j|dg", "g"),
        (r"v", "f"),
        (r"^[aeiouy]+", "a"),
        (r"(?<=.)[aeiouyhw]+", ""),
        (r"(.)\1+", r"\1"),
    )
)


def sound(word: str) -> str:
    """Return the key; words of the same key sound alike."""
    for pattern, replacement in _SAME_SOUNDS:
        word = pattern.sub(replacement, word)
    return word
