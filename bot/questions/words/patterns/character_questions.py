"""Questions about who plays a character: "who played Gollum", "who is the joker"."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

from bot.questions.words.languages import of_each_language
from bot.questions.words.patterns.turns import fill_in, spelt, written_within
from bot.questions.words.tokens import Token

FOLDER = Path(__file__).parent / "characters"
SURELY, ASKS, TITLES = "surely", "asks", "titles"
"""Groups of patterns: those that ask about a character however else the words could be read, those
that certainly ask about one, and those that ask for titles with one."""
MAX_WORDS = 16
"""Longer sentences ask about more than a character."""


@dataclass(frozen=True, slots=True)
class CharacterQuestion:
    """A question about who plays a character.

    Attributes:
        name: The character, as written.
        film: The title, as written; empty if none is named.
        certain: Whether the phrasing can hardly mean anything else.
        unnamed: Whether the character is described, not named: "the villain".
        titles: Whether it asks for titles with the character, not for the actor.
        surely: Whether it asks about a character even if the words can be read otherwise.
        language: The code of its language.
    """

    name: str
    film: str
    certain: bool
    unnamed: bool
    language: str
    titles: bool = False
    surely: bool = False


class CharacterPatterns:
    """The patterns of such questions in one language; made by :meth:`load`.

    Attributes:
        language: Its code.
    """

    def __init__(
        self,
        language: str,
        patterns: Sequence[tuple[re.Pattern[str], str]],
        unnamed: frozenset[str],
    ) -> None:
        self.language = language
        self._patterns = patterns
        self._unnamed = unnamed

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a file of patterns.

        Raises:
            OSError: The file cannot be read.
            ValueError: It is not such a file.
        """
        raw: Mapping[str, Mapping[str, str]] = tomllib.loads(path.read_text(encoding="utf-8"))
        patterns = [
            (fill_in(pattern, raw["parts"]), group)
            for group in (SURELY, ASKS, TITLES, "may_ask")
            for pattern in raw[group].values()
        ]
        return cls(path.stem, patterns, frozenset(raw["unnamed"]["words"].split("|")))

    def all(self, tokens: Sequence[Token]) -> Iterator[CharacterQuestion]:
        """Yield what a message may ask, shortest name first."""
        if not 0 < len(tokens) <= MAX_WORDS:
            return
        said = " ".join(token.word for token in tokens)
        for pattern, group in self._patterns:
            match = pattern.match(said)
            if match is None:
                continue
            certain = group in {SURELY, ASKS}
            name, film = (
                written_within(match, "name", tokens),
                written_within(match, "film", tokens),
            )
            unnamed = match["name"] in self._unnamed
            yield CharacterQuestion(
                name,
                film,
                certain,
                unnamed,
                self.language,
                titles=group == TITLES,
                surely=group == SURELY,
            )
            if film:  # "the man in black": the name may go on
                whole = said[match.start("name") :]
                for cut in re.finditer(r" (?:in|from|on|of|en|de) ", whole):
                    end = match.start("name") + cut.start()
                    if end > match.end("name"):
                        yield CharacterQuestion(
                            spelt(said, match.start("name"), end, tokens),
                            spelt(said, match.start("name") + cut.end(), len(said), tokens),
                            certain,
                            unnamed=False,
                            language=self.language,
                            surely=group == SURELY,
                        )
            if group != SURELY:
                return


@cache  # they do not depend on the catalogue
def load_character_patterns(folder: Path = FOLDER) -> tuple[CharacterPatterns, ...]:
    """Return the patterns of every language, English first; read once."""
    return of_each_language(folder, CharacterPatterns.load)


def character_questions(tokens: Sequence[Token]) -> list[CharacterQuestion]:
    """Return the questions about characters that a message may be, likeliest first."""
    return [found for patterns in load_character_patterns() for found in patterns.all(tokens)]
