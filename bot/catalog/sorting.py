"""The form by which titles are put in order."""

import re

from bot.text import ARTICLES

_LEADING = re.compile(rf"^(?:\W+|(?:{'|'.join(ARTICLES)})\s+(?=\w))+")


def sort_title(title: str) -> str:
    """Return a title without case, and without an article or a quote in front."""
    folded = title.casefold()
    return _LEADING.sub("", folded) or folded
