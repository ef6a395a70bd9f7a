"""Values as Markdown and Obsidian write them: links, pictures, and lists of names."""

import re
from collections.abc import Sequence

_WIKI_LINK = re.compile(r"!?\[\[([^\[\]|]*)(?:\|([^\[\]]*))?\]\]")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\(<?([^()\s<>]*)>?[^()]*\)")
_WRAPPING = " \t`\"'“”*_"
_NAME_SEPARATOR = re.compile(
    r"\s*(?:,(?!\s*(?:Jr|Sr|II|III|IV)\b)|[;/•·&]|\s(?:and|y)(?=\s))\s*", re.IGNORECASE
)
_ROLE = re.compile(r"\s+(?:\(.*\)|as\s.*|[-–—:]\s.*|\.{2,}.*|…\s?.*)$")


def unlinked(text: str) -> str:
    """Return a text with its links replaced by their words: ``[[people/X|Y]]`` is ``Y``."""
    if "[" not in text:
        return text
    return _LINK.sub(r"\1", _WIKI_LINK.sub(_words, text))


def _words(match: re.Match[str]) -> str:
    shown = match[2] or match[1].partition("#")[0].rpartition("/")[2]
    return shown.strip()


def target(text: str) -> str:
    """Return the target of a link or an embedded picture; any other text unchanged."""
    if match := _LINK.fullmatch(text):
        return match[2]
    if match := _WIKI_LINK.fullmatch(text):
        return match[1].strip()
    return text


def names(text: str) -> list[str]:
    """Split names separated by commas, slashes, ``&`` or ``and``."""
    return [
        name
        for part in _NAME_SEPARATOR.split(_one_blank(unlinked(text)))
        if (name := bare_name(part))
    ]


def bare_name(text: str) -> str:
    """Return a name without link, quotes, emphasis and brackets after it."""
    return re.sub(r"\s*\([^()]*\)$", "", unlinked(text).strip(_WRAPPING)).strip(_WRAPPING)


def without_role(text: str) -> str:
    """Return an actor's name without the role: ``Ann Bee as Joan``."""
    return _ROLE.sub("", _one_blank(text))


def _one_blank(text: str) -> str:
    return " ".join(text.split())


def are_plainly_names(found: Sequence[str]) -> bool:
    """Return whether texts are clearly names: of few words, each capitalised."""
    return bool(found) and all(map(_is_plainly_a_name, found))


_PARTICLES = frozenset(
    {"de", "del", "della", "da", "das", "di", "do", "dos", "du", "van", "von", "der", "den", "la",
     "le", "el", "al", "bin", "ben", "ibn", "y", "e", "ter", "zu", "af", "av"}
)  # fmt: skip
_NAME_WORD = re.compile(r"[^\W\d_][^\W\d_]*(?:['’.\-][^\W\d_]*)*")
_MAX_WORDS = 4


def _is_plainly_a_name(text: str) -> bool:
    words = [word for word in text.replace(",", " ").split() if word not in _PARTICLES]
    return 0 < len(words) <= _MAX_WORDS and all(
        _NAME_WORD.fullmatch(word) and not word[0].islower() for word in words
    )
