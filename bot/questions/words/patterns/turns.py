"""Short turns that only make sense after an answer: "more with her", "number two"."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Self

from bot.questions.words.languages import of_each_language
from bot.questions.words.tokens import Token, as_written

FOLDER = Path(__file__).parent / "turns"
MAX_TURN = 12
"""The longest turn, in words; longer sentences are questions of their own."""

_PART = re.compile(r"\{([a-z]\w*)\}")
_COPY = re.compile(r"\d$")


@dataclass(frozen=True, slots=True)
class Turn:
    """A short turn.

    Attributes:
        kind: Its kind: a key of ``[turns]`` in the file of its language.
        slots: Its slot values by name, as given in the file's ``[values]``.
        language: The code of its language.
        questions: Full questions it can be rewritten as, with slots in braces; likeliest first.
    """

    kind: str
    slots: Mapping[str, str]
    language: str
    questions: tuple[str, ...] = ()


class TurnPatterns:
    """The turns of one language; made by :meth:`load`.

    Attributes:
        language: Its code.
    """

    def __init__(
        self,
        language: str,
        patterns: Mapping[str, re.Pattern[str]],
        questions: Mapping[str, Sequence[str]],
        values: Mapping[str, str],
    ) -> None:
        self.language = language
        self._questions = questions
        self._patterns = patterns
        self._values = values

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a file of turns.

        Raises:
            OSError: The file cannot be read.
            ValueError: It is not a file of turns.
        """
        raw: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        patterns = {kind: fill_in(text, raw["parts"]) for kind, text in raw["turns"].items()}
        return cls(path.stem, patterns, raw["questions"], raw["values"])

    @property
    def kinds(self) -> frozenset[str]:
        """Its kinds of turns."""
        return frozenset(self._patterns)

    @property
    def asked(self) -> frozenset[str]:
        """The kinds of turns that are rewritten as full questions."""
        return frozenset(self._questions)

    def all(self, tokens: Sequence[Token]) -> Sequence[Turn]:
        """Return the turns that a message may be, likeliest first."""
        if not 0 < len(tokens) <= MAX_TURN:
            return ()
        said = " ".join(token.word for token in tokens)
        found: list[Turn] = []
        for kind, pattern in self._patterns.items():
            if (match := pattern.match(said)) is not None:
                slots = {
                    # A slot that occurs twice in a pattern has a number after its name.
                    _COPY.sub("", name): self._values.get(text)
                    or written_within(match, name, tokens)
                    for name, text in match.groupdict().items()
                    if text is not None
                }
                questions = tuple(self._questions.get(kind, ()))
                found.append(Turn(kind, slots, self.language, questions))
        return found


def written_within(match: re.Match[str], group: str | int, tokens: Sequence[Token]) -> str:
    """Return a group of a match on words joined by spaces, in its original spelling.

    Args:
        match: A match on the words of the tokens.
        group: The name of the group.
        tokens: The tokens.
    """
    start, end = match.span(group)
    if start == end:
        return ""
    written = spelt(match.string, start, end, tokens)
    return f" {written}" if match.string[start] == " " else written


def spelt(said: str, start: int, end: int, tokens: Sequence[Token]) -> str:
    """Return a part of words joined by spaces in its original spelling.

    Args:
        said: The words of the tokens, joined by spaces.
        start: Where the part begins.
        end: Where it ends.
        tokens: The tokens.
    """
    part = said[start:end]
    first = said[:start].count(" ") + part.startswith(" ")
    return as_written(tokens[first : first + len(part.split())])


def fill_in(pattern: str, parts: Mapping[str, str]) -> re.Pattern[str]:
    """Return a pattern with the parts that it names in braces filled in."""
    return re.compile(_PART.sub(lambda found: parts[found[1]], pattern))


@cache  # they do not depend on the catalogue
def load_turns(folder: Path = FOLDER) -> tuple[TurnPatterns, ...]:
    """Return the turns of every language, English first; read once."""
    return of_each_language(folder, TurnPatterns.load)


def turns_in(tokens: Sequence[Token], preferred: str | None) -> list[Turn]:
    """Return the turns that a message after an answer may be, likeliest first.

    Args:
        tokens: The message.
        preferred: The code of the language to try first.
    """
    ordered = sorted(load_turns(), key=lambda turns: turns.language != preferred)
    return [turn for turns in ordered for turn in turns.all(tokens)]
