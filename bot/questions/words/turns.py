"""Short turns that only mean something after an answer: "more with her", "number two"."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Self

from bot.questions.words.tokens import Token, as_written

FOLDER = Path(__file__).parent / "turns"
MAX_TURN = 12
"""A turn is short; a longer sentence is a question of its own."""

_PART = re.compile(r"\{([a-z]\w*)\}")
_COPY = re.compile(r"\d$")


@dataclass(frozen=True, slots=True)
class Turn:
    """A short turn.

    Attributes:
        kind: What it asks for: a key of ``[turns]`` in the file of its language.
        slots: What stands in it, by name, as the file's ``[values]`` say.
        language: The code of its language.
        questions: What it is as a question of its own, with its slots in braces; likeliest first.
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
            ValueError: It is no file of turns.
        """
        raw: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        patterns = {kind: fill_in(text, raw["parts"]) for kind, text in raw["turns"].items()}
        return cls(path.stem, patterns, raw["questions"], raw["values"])

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of turns that it knows."""
        return frozenset(self._patterns)

    @property
    def asked(self) -> frozenset[str]:
        """The kinds of turns that are questions of their own in other words."""
        return frozenset(self._questions)

    def all(self, tokens: Sequence[Token]) -> Sequence[Turn]:
        """Return what a message may be, likeliest first."""
        if not 0 < len(tokens) <= MAX_TURN:
            return ()
        said = " ".join(token.word for token in tokens)
        found: list[Turn] = []
        for kind, pattern in self._patterns.items():
            if (match := pattern.match(said)) is not None:
                slots = {
                    # A slot that stands in two places of a pattern has a figure behind its name.
                    _COPY.sub("", name): self._values.get(text)
                    or written_within(match, name, tokens)
                    for name, text in match.groupdict().items()
                    if text is not None
                }
                questions = tuple(self._questions.get(kind, ()))
                found.append(Turn(kind, slots, self.language, questions))
        return found


def written_within(match: re.Match[str], group: str | int, tokens: Sequence[Token]) -> str:
    """Return a group of a match on words joined by blanks, as its words were written.

    Args:
        match: Of a pattern on the words of the tokens.
        group: Which group.
        tokens: The tokens.
    """
    start, end = match.span(group)
    if start == end:
        return ""
    first = match.string[:start].count(" ") + match.string[start:end].startswith(" ")
    count = len(match.string[start:end].split())
    written = as_written(tokens[first : first + count])
    return f" {written}" if match.string[start] == " " else written


def fill_in(pattern: str, parts: Mapping[str, str]) -> re.Pattern[str]:
    """Return a pattern with the parts that it names in braces put in their places."""
    return re.compile(_PART.sub(lambda found: parts[found[1]], pattern))


@cache  # they depend on no catalogue
def load_turns(folder: Path = FOLDER) -> tuple[TurnPatterns, ...]:
    """Return the turns of every language, English first; read once."""
    found = [TurnPatterns.load(path) for path in folder.glob("*.toml")]
    return tuple(sorted(found, key=lambda turns: (turns.language != "en", turns.language)))


def turns_in(tokens: Sequence[Token], preferred: str | None) -> list[Turn]:
    """Return what a message may be after an answer, likeliest first.

    Args:
        tokens: The message.
        preferred: The code of the language to try first.
    """
    ordered = sorted(load_turns(), key=lambda turns: turns.language != preferred)
    return [turn for turns in ordered for turn in turns.all(tokens)]
