"""Words that are wanted in titles: "with the word dark in the title"."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.questions.words.languages import of_each_language
from bot.questions.words.patterns.turns import fill_in
from bot.questions.words.tokens import Token

FOLDER = Path(__file__).parent / "titles"


@dataclass(frozen=True, slots=True)
class WantedWords:
    """Words that are wanted in titles.

    Attributes:
        start: The first token of what asks for them.
        end: The token after its last.
        first: The first of the words themselves.
        last: The token after the last of them.
    """

    start: int
    end: int
    first: int
    last: int


@cache  # they do not depend on the catalogue
def load_title_words(folder: Path = FOLDER) -> tuple[Sequence[re.Pattern[str]], ...]:
    """Return the patterns of every language, English first; read once."""
    return of_each_language(folder, _load)


def wanted_words(tokens: Sequence[Token]) -> WantedWords | None:
    """Return the words that a message wants in titles, if it does."""
    places = [place for place, token in enumerate(tokens) if token.word.isalnum()]
    said = " ".join(tokens[place].word for place in places)
    for patterns in load_title_words():
        for pattern in patterns:
            if (match := pattern.search(said)) is not None:
                return WantedWords(
                    *(
                        places[said.count(" ", 0, place)] + at_end
                        for place, at_end in (
                            (match.start(), 0),
                            (match.end(), 1),
                            (match.start("words"), 0),
                            (match.end("words"), 1),
                        )
                    )
                )
    return None


def _load(path: Path) -> Sequence[re.Pattern[str]]:
    raw: Mapping[str, Mapping[str, str]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return [fill_in(pattern, raw["parts"]) for pattern in raw["asked"].values()]
