"""The words around answers in each language that questions are read in."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.messages.request import Request
from bot.messages.request_names import RequestName
from bot.questions.wording.phrases import Phrases, load_phrases

FOLDER = Path(__file__).parent / "phrases"
"""A file of words for each language."""

DEFAULT_LANGUAGE = "en"
SPOKEN = frozenset(
    {
        RequestName.ASK,
        RequestName.ASKED,
        RequestName.NAMED,
        RequestName.FIND,
        RequestName.FIND_DETAIL,
        RequestName.FIND_IT,
    }
)
"""The requests whose replies are in the asker's language; all others are in English."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language.

    Attributes:
        phrases: What stands around answers.
        names: What the language calls genres, languages and kinds.
    """

    phrases: Phrases
    names: Phrases

    def say(self, key: str, /, **values: object) -> str:
        """Return a phrase, filled in.

        Raises:
            KeyError: There is no such phrase, or it needs another value.
        """
        return self.phrases.say(key, **values)

    def named(self, group: str, name: str) -> str:
        """Return what the language calls a ``genre``, ``language`` or ``kind``."""
        return self.names.named(group, name)


@cache
def _wordings() -> Mapping[str, Wording]:
    names = load_phrases()
    return {code: Wording(phrases, names[code]) for code, phrases in load_phrases(FOLDER).items()}


def wording(locale: str = DEFAULT_LANGUAGE) -> Wording:
    """Return the words for a language or Discord locale; English where there are none for it."""
    code = locale.partition("-")[0].lower()
    known = _wordings()
    return known.get(code) or known[DEFAULT_LANGUAGE]


def locale_for(request: Request | None, locale: str) -> str:
    """Return in which language to answer a request: all but questions are in English."""
    return locale if request is not None and request.name in SPOKEN else DEFAULT_LANGUAGE
