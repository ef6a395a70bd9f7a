"""The wording of answers: messages by key, and language-specific ways of filling them in."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TypeVar

from babel.numbers import get_decimal_symbol, get_group_symbol

from bot.i18n import cldr, languages, ngettext, pgettext, quoted, replying_to, speaking
from bot.questions.wording.messages.answers import ANSWERS, COUNTS
from bot.questions.wording.messages.conditions import CONDITIONS
from bot.questions.wording.messages.notation import NOTATION
from bot.questions.wording.messages.queries import QUERIES
from bot.questions.wording.messages.remarks import REMARKS
from bot.questions.wording.messages.talk import TALK
from bot.text import human_join

MESSAGES: Mapping[str, str] = {
    **ANSWERS,
    **REMARKS,
    **TALK,
    **CONDITIONS,
    **QUERIES,
    **NOTATION,
}
"""All messages in English, by their keys."""

MAX_NAMED = 5
"""The most names in a sentence, which then says how many more there are."""

Member = TypeVar("Member")
_NAMES = frozenset({"genre", "language", "kind"})
"""The attributes that :mod:`bot.catalog.vocabulary.spoken_names` has names for."""

_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_FOUR_DIGITS = re.compile(r"\d,\d{3}(?:\.\d+)?")
_ENGLISH_SIGNS = ",."
_CONTRACTIONS: Mapping[str, Sequence[tuple[str, str, str]]] = {
    "es": (("de", "el", "del"), ("a", "el", "al"))
}
# Some languages change a conjunction before a sound like its own.
_I = re.compile(r"h?[ií](?![aeoáéó])", re.IGNORECASE)
_O = re.compile(r"h?[oó]", re.IGNORECASE)


class Phrases:
    """The phrases of one language, or of the pseudo-language where that is in use.

    Attributes:
        language: Its code.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        with speaking(language):
            signs = get_group_symbol(cldr()) + get_decimal_symbol(cldr())
        self._signs = str.maketrans(_ENGLISH_SIGNS, signs) if signs != _ENGLISH_SIGNS else None
        self._contractions = _CONTRACTIONS.get(language, ())

    def text(self, key: str) -> str:
        """Return a phrase with its fields unfilled.

        Raises:
            KeyError: There is no such phrase.
        """
        return _texts(replying_to(self.language))[key]

    def say(self, key: str, /, **values: object) -> str:
        """Return a phrase, filled in, with figures and contractions in the style of the language.

        Raises:
            KeyError: There is no such phrase, or a value is missing.
        """
        phrase = self.text(key)
        if self._signs is not None:
            for name, value in values.items():
                if isinstance(value, str):
                    values[name] = self.figure(value)
        for first, second, word in self._contractions:
            for name, value in values.items():
                before = f"{first} {{{name}}}"
                if isinstance(value, str) and value.startswith(f"{second} ") and before in phrase:
                    phrase = phrase.replace(before, f"{word} {{{name}}}")
                    values[name] = value.removeprefix(f"{second} ")
        return phrase.format(**values)

    def figure(self, text: str) -> str:
        """Return a figure in the style of the language ("8,3", "12.345"), other texts unchanged."""
        if self._signs is None or not _FIGURE.fullmatch(text):
            return text
        if _FOUR_DIGITS.fullmatch(text):
            text = text.replace(",", "")
        return text.translate(self._signs)

    def opening(self, key: str, /, **values: object) -> str:
        """Return a phrase, filled in, with a capital at the start."""
        said = self.say(key, **values)
        return said[:1].upper() + said[1:]

    def named(self, group: str, name: str) -> str:
        """Return the language's name for a value of the catalogue, or else the catalogue's own."""
        key = f"{group}.{name}"
        if key in MESSAGES:
            return self.text(key)
        if group not in _NAMES:
            return name
        with speaking(replying_to(self.language)):
            return pgettext(group, name)

    def count(self, noun: str, number: int) -> str:
        """Return a number with its noun: ``3 titles``."""
        with speaking(replying_to(self.language)):
            return ngettext(*COUNTS[noun], number)

    def quoted(self, text: str) -> str:
        """Return a text in the language's quotation marks."""
        with speaking(replying_to(self.language)):
            return quoted(text)

    def join(self, parts: Sequence[str], *, either: bool = False) -> str:
        """Return parts as a list in the language: ``a, b and c``."""
        last = parts[-1] if parts else ""
        if either:
            word = self.say("or_before_o" if _O.match(last) else "or")
        else:
            word = self.say("and_before_i" if _I.match(last) else "and")
        return human_join(parts, word)

    def listing(self, members: Sequence[Member], name: Callable[[Member], str]) -> str:
        """Return the names of the first members and the number of others."""
        if len(members) <= MAX_NAMED + 1:
            return self.join([name(member) for member in members])
        shown = ", ".join(name(member) for member in members[:MAX_NAMED])
        return self.say("more", shown=shown, count=f"{len(members) - MAX_NAMED:,}")


def load_phrases() -> Mapping[str, Phrases]:
    """Return the phrases of every language, by code."""
    for code in languages():
        _texts(code)  # so that no question waits for them
    return {code: Phrases(code) for code in languages()}


@cache
def _texts(language: str) -> Mapping[str, str]:
    with speaking(language):
        return {key: pgettext(key, message) for key, message in MESSAGES.items()}
