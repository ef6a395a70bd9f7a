"""The sort key of titles."""

import re

from bot.text import ARTICLES

_LEADING = re.compile(rf"^(?:\W+|(?:{'|'.join(ARTICLES)})\s+(?=\w))+")


def sort_title(title: str) -> str:
    """Return a title without case and without a leading article or quote."""
    folded = title.casefold()
    return _LEADING.sub("", folded) or folded
