"""Small pure helpers for words and names, for every room of the house."""

from collections.abc import Sequence


def plural(count: int, singular: str, plural_form: str | None = None) -> str:
    """Return the count with its noun: ``1 film``, ``1,204 films``."""
    noun = singular if count == 1 else plural_form or f"{singular}s"
    return f"{count:,} {noun}"


def human_join(parts: Sequence[str], conjunction: str = "and") -> str:
    """Join parts as a sentence does: ``a``, ``a and b``, ``a, b and c``."""
    if len(parts) <= 1:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {conjunction} {parts[-1]}"


def clip(text: str, limit: int) -> str:
    """Return at most ``limit`` characters, cut at a word where possible and ended by ``…``.

    Raises:
        ValueError: ``limit`` leaves no room for the ellipsis.
    """
    if limit < 1:
        raise ValueError("the limit leaves no room")
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    cut = head.rfind(" ")
    if cut > limit * 2 // 3:
        head = head[:cut]
    return head.rstrip(" ,;:–-") + "…"
