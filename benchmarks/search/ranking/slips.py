"""Slips of the finger and of the ear: how typed names come to differ from written ones."""

import random
import re

NEIGHBOURS = {
    letter: row[max(0, at - 1) : at] + row[at + 1 : at + 2]
    for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890")
    for at, letter in enumerate(row)
}
_SOUNDS = (
    ("ph", "f"), ("f", "ph"), ("ck", "k"), ("c", "k"), ("k", "c"), ("s", "z"), ("z", "s"),
    ("y", "i"), ("i", "y"), ("ie", "ei"), ("ei", "ie"), ("ee", "ea"), ("ea", "ee"), ("ou", "u"),
    ("th", "t"), ("t", "tt"), ("l", "ll"), ("ll", "l"), ("nn", "n"), ("n", "nn"), ("ss", "s"),
    ("mm", "m"), ("rr", "r"), ("tt", "t"), ("sch", "sh"), ("j", "g"), ("gh", ""), ("a", "e"),
    ("e", "a"), ("o", "u"), ("er", "or"), ("or", "er"), ("x", "ks"), ("qu", "kw"), ("w", "v"),
)  # fmt: skip


def typo(rng: random.Random, text: str, first: int = 0) -> str:
    """Misspell one letter at or after a place: left out, doubled, swapped or a neighbour hit."""
    places = [at for at in range(first, len(text)) if text[at].isalnum()]
    if not places:
        return text
    at = rng.choice(places)
    kind = rng.randrange(5)
    near = rng.choice(NEIGHBOURS.get(text[at]) or "etaoinsr")
    if kind == 0 and len(text) > 2:
        return text[:at] + text[at + 1 :]
    if kind == 1:
        return text[:at] + text[at] + text[at:]
    if kind == 2 and at + 1 < len(text) and text[at + 1] != " ":
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    if kind == 3:
        return text[:at] + near + text[at:]
    return text[:at] + (near if rng.random() < 0.6 else rng.choice("aeioustrnl")) + text[at + 1 :]


def plain(text: str) -> str:
    """Return a title as one types it: lower case, no punctuation."""
    text = re.sub(r"['’.]", "", text.lower().replace("&", "and"))
    return " ".join(re.sub(r"[^\w\s]", " ", text).split())


def misheard(rng: random.Random, name: str) -> str:
    """Spell a name in another way that sounds alike, in one to three places."""
    text = plain(name)
    for _ in range(rng.randint(1, 3)):
        fitting = [pair for pair in _SOUNDS if pair[0] in text]
        if fitting:
            old, new = rng.choice(fitting)
            places = [match.start() for match in re.finditer(old, text)]
            at = rng.choice(places)
            text = text[:at] + new + text[at + len(old) :]
    return text
