"""Questions for who plays somebody: "who played Gollum", "who is the joker"."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

from bot.questions.words.tokens import Token, as_written
from bot.questions.words.turns import fill_in, written_within

FOLDER = Path(__file__).parent / "characters"
SURELY, ASKS, TITLES = "surely", "asks", "titles"
"""The groups of patterns that ask for a part whatever else the words may mean, that ask for one for
certain, and that ask for titles with somebody."""
MAX_WORDS = 16
"""A longer sentence asks for more than a part."""


@dataclass(frozen=True, slots=True)
class CharacterQuestion:
    """A question for who plays somebody.

    Attributes:
        name: Who is played, as it was written.
        film: In which title, as it was written; empty where none is named.
        certain: Whether it is asked so that it can hardly mean anything else.
        unnamed: Whether somebody is meant by what they are: "the villain".
        titles: Whether titles are asked for that somebody is in, not who plays them.
        surely: Whether it asks for a part even where the words can be read otherwise.
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
    """How such questions are put in one language; made by :meth:`load`.

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
            ValueError: It is no such file.
        """
        raw: Mapping[str, Mapping[str, str]] = tomllib.loads(path.read_text(encoding="utf-8"))
        patterns = [
            (fill_in(pattern, raw["parts"]), group)
            for group in (SURELY, ASKS, TITLES, "may_ask")
            for pattern in raw[group].values()
        ]
        return cls(path.stem, patterns, frozenset(raw["unnamed"]["words"].split("|")))

    def all(self, tokens: Sequence[Token]) -> Iterator[CharacterQuestion]:
        """Give what a message may ask, the shortest name first."""
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
                            _between(said, match.start("name"), end, tokens),
                            _between(said, match.start("name") + cut.end(), len(said), tokens),
                            certain,
                            unnamed=False,
                            language=self.language,
                            surely=group == SURELY,
                        )
            if group != SURELY:
                return


def _between(said: str, start: int, end: int, tokens: Sequence[Token]) -> str:
    """Return words of a message, joined by blanks, as they were written."""
    first = said[:start].count(" ")
    return as_written(tokens[first : first + said[start:end].count(" ") + 1])


@cache  # they depend on no catalogue
def load_character_patterns(folder: Path = FOLDER) -> tuple[CharacterPatterns, ...]:
    """Return the patterns of every language, English first; read once."""
    found = [CharacterPatterns.load(path) for path in folder.glob("*.toml")]
    return tuple(sorted(found, key=lambda known: (known.language != "en", known.language)))


def character_questions(tokens: Sequence[Token]) -> list[CharacterQuestion]:
    """Return what a message may ask of who plays whom, likeliest first."""
    return [found for patterns in load_character_patterns() for found in patterns.all(tokens)]
