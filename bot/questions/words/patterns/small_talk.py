"""Small talk: messages that ask for nothing about films."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Self

from bot.questions.words.languages import of_each_language
from bot.questions.words.lexicon import load_lexicons
from bot.questions.words.tokens import Token, tokenize

FOLDER = Path(__file__).parent / "small_talk"
MIN_NARROWED, MAX_NARROWED = 2, 5
"""The length, in words, of "something funny", "a really funny one"."""
SIGNS = "signs"
"""The kind of a message without letters or digits: an emoji, a question mark."""


class SmallTalk:
    """The small talk of one language; made by :meth:`load`.

    Attributes:
        language: Its code.
        swap: How a question that replaces something begins: "what about".
        only: How a question that adds to the previous one begins: "only".
        older: Words for the earliest of several namesakes.
        newer: Words for the latest.
    """

    def __init__(
        self,
        language: str,
        filling: frozenset[str],
        said: Mapping[tuple[str, ...], str],
        turns: Mapping[str, str],
        company: Sequence[tuple[str, ...]],
    ) -> None:
        self.language = language
        self.swap = turns["swap"]
        self.only = turns["only"]
        self._except = frozenset(turns["except"].split())
        self._contrast = frozenset(turns["contrast"].split())
        self._something = frozenset(turns["something"].split())
        self._opening = frozenset(turns["opening"].split())
        self._one = frozenset(turns["one"].split())
        self.older = frozenset(turns["older"].split())
        self.newer = frozenset(turns["newer"].split())
        self._pointing = frozenset(turns["pointing"].split())
        self._corrections = _phrases(turns["corrections"])
        self._company = sorted(company, key=len, reverse=True)
        self._drawing = _phrases(turns["drawing"])
        self._at_random = _phrases(turns["at_random"])
        self._filling = filling
        self._said = said
        self._kinds = list(dict.fromkeys(said.values()))
        self._longest = max(map(len, said), default=0)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a file of small talk.

        Raises:
            OSError: The file cannot be read.
            ValueError: It is not a small-talk file.
        """
        raw: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        said: dict[tuple[str, ...], str] = {}
        for kind, phrases in raw["said"].items():
            for phrase in phrases:
                said.setdefault(tuple(token.word for token in tokenize(phrase)), kind)
        filling = frozenset(str(raw["filling"]).split())
        company = {it.language: it.company for it in load_lexicons()}.get(path.stem, ())
        return cls(path.stem, filling, said, raw["turns"], company)

    @property
    def kinds(self) -> frozenset[str]:
        """Its kinds of small talk."""
        return frozenset(self._kinds)

    def points(self, word: str) -> bool:
        """Return whether a word is merely deictic: "the", "one"."""
        return word in self._pointing

    def corrected(self, tokens: Sequence[Token]) -> Sequence[Token]:
        """Return the text after words of correction; empty if there are none.

        A bare "no" needs a comma: "no horror" is an exclusion. Others may follow: "no, I mean".
        """
        words = tuple(token.word for token in tokens)
        for phrase in self._corrections:
            size = len(phrase)
            if words[:size] == phrase and (size > 1 or tokens[0].ends_clause):
                return self.corrected(tokens[size:]) or tokens[size:]
        return ()

    def drawn_from(self, tokens: Sequence[Token]) -> Sequence[Token]:
        """Return what one title is to be drawn from: "pick *a comedy*", "*a comedy* at random"."""
        words = tuple(token.word for token in tokens)
        start = next((len(it) for it in self._drawing if words[: len(it)] == it), 0)
        after = next((len(it) for it in self._at_random if words[-len(it) :] == it), 0)
        return tokens[start : len(tokens) - after] if start or after else ()

    def contrasted(self, tokens: Sequence[Token]) -> Sequence[Token]:
        """Return what is wanted instead of something else: "not Hanks, Tom Cruise"."""
        if not tokens or tokens[0].word not in self._contrast or tokens[0].ends_clause:
            return ()
        places = [place for place, token in enumerate(tokens[:-1]) if token.ends_clause]
        return tokens[places[0] + 1 :] if len(places) == 1 else ()

    def narrowed(self, tokens: Sequence[Token]) -> Sequence[Token]:
        """Return how a turn narrows the previous question: "something funny", "a funny one"."""
        words = [token.word for token in tokens]
        if not MIN_NARROWED <= len(words) <= MAX_NARROWED:
            return ()
        if words[0] not in self._something or words[1] in self._except:
            return ()
        return tokens[1:-1] if words[-1] in self._one else tokens[1:]

    def opens(self, tokens: Sequence[Token]) -> bool:
        """Return whether a turn begins like a wish of its own: "something with", "a comedy"."""
        return bool(tokens) and tokens[0].word in self._opening

    def kind(self, tokens: Sequence[Token]) -> str | None:
        """Return the kind of small talk that a whole message is; ``None`` if it says more."""
        words = [token.word for token in tokens if any(map(str.isalnum, token.written))]
        if not words:
            return SIGNS if tokens else None
        with_whom = next((it for it in self._company if tuple(words[-len(it) :]) == it), ())
        words = words[: len(words) - len(with_whom)]
        found: set[str] = set()
        place = 0
        while place < len(words):
            for size in range(min(self._longest, len(words) - place), 0, -1):
                kind = self._said.get(tuple(words[place : place + size]))
                if kind is not None:
                    found.add(kind)
                    place += size
                    break
            else:
                if words[place] not in self._filling:
                    return None
                place += 1
        return min(found, key=self._kinds.index, default=None)


def _phrases(listed: str) -> list[tuple[str, ...]]:
    """Return the words of phrases that commas separate, the longest phrase first."""
    phrases = [tuple(token.word for token in tokenize(phrase)) for phrase in listed.split(", ")]
    return sorted(phrases, key=len, reverse=True)


@cache  # it does not depend on the catalogue
def load_small_talk(folder: Path = FOLDER) -> tuple[SmallTalk, ...]:
    """Return the small talk of every language, English first; read once."""
    return of_each_language(folder, SmallTalk.load)


def small_talk(text: str, preferred: str | None) -> tuple[str, str] | None:
    """Return the language and the kind of a message's small talk, if it is any.

    Args:
        text: The message.
        preferred: The code of the language to try first.
    """
    tokens = tokenize(text)
    for talk in sorted(load_small_talk(), key=lambda talk: talk.language != preferred):
        if (kind := talk.kind(tokens)) is not None:
            return talk.language, kind
    return None
