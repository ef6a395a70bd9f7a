"""Hostile questions: thousands of them, the same ones each time.

Half of the families are meant to be expensive (rows of words that the grammar knows, rows of names,
of misspelt names), the other half to break something: markup, mentions, SQL, right-to-left scripts,
invalid characters.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, cycle, islice

from benchmarks.asking.hostile_words import ASKED, FOREIGN, HEAVY, NASTY, SCRIPTS

MAX_CHARACTERS = 4_000
"""The longest message that Discord delivers."""


@dataclass(frozen=True, slots=True)
class Words:
    """The material of hostile questions.

    Attributes:
        titles: Titles of the catalogue.
        people: Names of its people.
        phrases: Phrases of the lexicons.
        genres: Genres of the catalogue.
    """

    titles: Sequence[str]
    people: Sequence[str]
    phrases: Sequence[str]
    genres: Sequence[str]


def hostile_inputs(words: Words, count: int, seed: int) -> Iterator[tuple[str, str]]:
    """Give that many hostile questions, each after the name of its family.

    Args:
        words: What they are made of.
        count: How many: the strings that break programs first, then of each family in turn.
        seed: The same seed gives the same questions.
    """
    maker = _Maker(words, random.Random(seed))
    families: list[tuple[str, Callable[[], str]]] = [
        ("known phrases", maker.phrases),
        ("heavy phrases", maker.heavy),
        ("rows of titles", lambda: maker.row(maker.title)),
        ("rows of people", lambda: maker.row(maker.person)),
        ("short titles", maker.short_titles),
        ("misspelt names", lambda: maker.row(lambda: maker.misspelt(maker.name()))),
        ("parts of titles", maker.parts),
        ("two questions", lambda: f"{maker.question()} {maker.question()}"),
        ("a question again and again", lambda: _filled(maker.question())),
        ("mutations", lambda: maker.mutated(maker.question())),
        ("other languages", maker.foreign),
        ("figures", maker.figures),
        ("nested marks", maker.nested),
        ("nasty strings in questions", maker.laced),
        ("one script", maker.script),
        ("any characters", maker.anything),
    ]
    given = ["", " ", *NASTY, *map(_filled, NASTY)]
    made = ((family, make()[:MAX_CHARACTERS]) for family, make in cycle(families))
    return islice(chain((("nasty strings", text) for text in given), made), count)


def _filled(text: str) -> str:
    """Return a text again and again, up to the longest message."""
    return (f"{text} " * (MAX_CHARACTERS // (len(text) + 1) + 1))[:MAX_CHARACTERS]


class _Maker:
    """Makes hostile questions of each family."""

    def __init__(self, words: Words, chance: random.Random) -> None:
        self._words = words
        self._chance = chance
        self._short = [title for title in words.titles if len(title) < len("Casino")]

    def title(self) -> str:
        return self._chance.choice(self._words.titles)

    def person(self) -> str:
        return self._chance.choice(self._words.people)

    def name(self) -> str:
        return self._chance.choice((self.title, self.person))()

    def question(self) -> str:
        return self._fill(self._chance.choice(ASKED))

    def foreign(self) -> str:
        return self._fill(self._chance.choice(FOREIGN))

    def phrases(self) -> str:
        return " ".join(self._chance.choices(self._words.phrases, k=self._chance.randrange(1, 80)))

    def heavy(self) -> str:
        used = self._chance.sample(HEAVY, k=self._chance.randrange(1, 7))
        pieces = [*used, self.name(), self.name()]
        return " ".join(self._chance.choices(pieces, k=self._chance.randrange(2, 50)))

    def row(self, make: Callable[[], str]) -> str:
        between = self._chance.choice((" ", ", ", " and ", " or ", " not ", ", and ", " and or "))
        return between.join(make() for _ in range(self._chance.randrange(2, 30)))

    def short_titles(self) -> str:
        little = ("the", "who", "films", "directed by", "and", "or", "not", "in", ",")
        return " ".join(
            self._chance.choice((self._chance.choice(self._short), self._chance.choice(little)))
            for _ in range(self._chance.randrange(2, 80))
        )

    def parts(self) -> str:
        pieces: list[str] = []
        for _ in range(self._chance.randrange(2, 20)):
            words = self.title().split()
            start = self._chance.randrange(len(words))
            pieces.append(" ".join(words[start : start + self._chance.randrange(1, 4)]))
        return " ".join(pieces)

    def misspelt(self, text: str) -> str:
        """Return a text with one letter lost, doubled, changed or swapped."""
        place = self._chance.randrange(len(text))
        letter = self._chance.choice("etaoinshrdlu")
        before, rest = text[:place], text[place:]
        return self._chance.choice(
            (
                before + rest[1:],
                before + letter + rest,
                before + letter + rest[1:],
                before + rest[:2][::-1] + rest[2:],
            )
        )

    def mutated(self, text: str) -> str:
        for _ in range(self._chance.randrange(1, 8)):
            words = text.split() or ["who"]
            place = self._chance.randrange(len(words))
            match self._chance.randrange(6):
                case 0:
                    del words[place]
                case 1:
                    words.insert(place, self._chance.choice(words))
                case 2:
                    words[place] = self.misspelt(words[place])
                case 3:
                    words.insert(place, self._chance.choice(self._words.phrases))
                case 4:
                    words[place] = words[place].swapcase() + self._chance.choice(",;:.?!'\"")
                case _:
                    self._chance.shuffle(words)
            text = " ".join(words)
        return text

    def figures(self) -> str:
        def figure() -> str:
            return self._chance.choice(
                (
                    str(self._chance.randrange(1850, 2120)),
                    f"{self._chance.randrange(10)}0s",
                    f"'{self._chance.randrange(100):02}",
                    f"{self._chance.uniform(-1, 11):.1f}",
                    f"{self._chance.randrange(10**6):,}",
                    f"{self._chance.randrange(1900, 2030)}-{self._chance.randrange(1900, 2030)}",
                    "9" * self._chance.randrange(1, 400),
                    self._chance.choice(("two", "seventies", "20th century", "half", "8+", "5k")),
                )
            )

        words = ("films", "from", "to", "between", "and", "before", "since", "over", "under", "the")
        return " ".join(
            self._chance.choice((figure(), figure(), self._chance.choice(words)))
            for _ in range(self._chance.randrange(1, 60))
        )

    def nested(self) -> str:
        text = self.question()
        for _ in range(self._chance.randrange(1, 60)):
            left, right = self._chance.choice(
                ("()", "[]", "{}", "<>", '""', "''", "“”", "«»", "``", "**", "__", "||", "~~")
            )
            text = f"{left}{text}{right}"
        return text

    def laced(self) -> str:
        words = self.question().split()
        for _ in range(self._chance.randrange(1, 4)):
            words.insert(self._chance.randrange(len(words) + 1), self._chance.choice(NASTY))
        return self._chance.choice((" ", "", " ", "\u200b")).join(words)

    def script(self) -> str:
        alphabet = self._chance.choice(SCRIPTS)
        return "".join(self._chance.choices(alphabet, k=self._chance.randrange(1, MAX_CHARACTERS)))

    def anything(self) -> str:
        highest = self._chance.choice((0x7F, 0x250, 0xFFFF, 0x10FFFF))
        size = self._chance.choice((20, 200, MAX_CHARACTERS))
        return "".join(
            chr(self._chance.randrange(highest + 1)) for _ in range(self._chance.randrange(size))
        )

    def _fill(self, question: str) -> str:
        text = question
        for gap, make in (
            ("{title}", self.title),
            ("{person}", self.person),
            ("{genre}", lambda: self._chance.choice(self._words.genres)),
            ("{year}", lambda: str(self._chance.randrange(1920, 2026))),
        ):
            while gap in text:
                text = text.replace(gap, make(), 1)
        return text
