"""Digits that stand for letters: people type "seven" for *Se7en*."""

import itertools
import re

_LETTERS = {"0": "o", "1": "il", "3": "e", "4": "a", "5": "s", "7": "vt", "8": "b"}
_WITHIN = re.compile(rf"(?<=[a-z])[{''.join(_LETTERS)}](?=[a-z])")
_MAX_DIGITS = 2
"""With more digits than this a name is taken for a code, not for letters written as digits."""


def with_letters(raw: str) -> list[str]:
    """Return the readings of a raw form with digits within its words taken for letters."""
    digits = _WITHIN.findall(raw)
    if not 0 < len(digits) <= _MAX_DIGITS:
        return []
    found: list[str] = []
    for letters in itertools.product(*(_LETTERS[digit] for digit in digits)):
        replacements = iter(letters)
        found.append(_WITHIN.sub(lambda _, them=replacements: next(them), raw))
    return found
