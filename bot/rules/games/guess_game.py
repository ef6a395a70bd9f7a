"""Guess the film: hints from hard to easy, points that fall, streaks and a table."""

import enum
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.catalog.model import Movie
from bot.catalog.vocabulary.spoken_names import genre_name
from bot.rules.games.redaction import BLOCK, redact
from bot.text import clip

MIN_HINTS = 4
"""A record with fewer hints makes no game."""

MAX_STORY = 600
"""Characters of the story that are shown."""

_POINTS_PER_HINT = 2
_MIN_POINTS = 1


class HintKind(enum.StrEnum):
    """What a hint tells, hard to easy."""

    YEAR = "year"
    GENRES = "genres"
    COLOR = "colour"
    CAST = "cast"
    STORY = "story"


@dataclass(frozen=True, slots=True)
class Hint:
    """Something that helps.

    Attributes:
        kind: What it tells.
        text: The hint itself; for a colour its six hexadecimal digits.
    """

    kind: HintKind
    text: str


@dataclass(frozen=True, slots=True)
class Game:
    """A film to be guessed, and how far the game has come.

    Attributes:
        film: The film's id.
        hints: Every hint, hard to easy.
        shown: How many of them have been shown, at least one.
    """

    film: str
    hints: tuple[Hint, ...]
    shown: int = 1

    @property
    def visible(self) -> tuple[Hint, ...]:
        """The hints that have been shown."""
        return self.hints[: self.shown]

    @property
    def points(self) -> int:
        """What a right guess is worth now: two for each hint not needed, and one."""
        return _MIN_POINTS + _POINTS_PER_HINT * (len(self.hints) - self.shown)


@dataclass(frozen=True, slots=True)
class Score:
    """A player's score.

    Attributes:
        points: In all.
        solved: How many films.
        streak: How many in a row until now.
        best_streak: The longest row ever.
    """

    points: int = 0
    solved: int = 0
    streak: int = 0
    best_streak: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """A line of the server's table; people with the same points share a place."""

    rank: int
    person: int
    score: Score


def new_game(movie: Movie) -> Game | None:
    """Return a game with every hint that the record can give, or ``None`` if they are too few."""
    story = redact(clip(movie.synopsis or movie.description or "", MAX_STORY), movie)
    said = any(character.isalpha() for character in story.replace(BLOCK, ""))
    given = (
        Hint(HintKind.YEAR, str(movie.year) if movie.year else ""),
        Hint(HintKind.GENRES, ", ".join(map(genre_name, movie.genres))),
        Hint(HintKind.COLOR, movie.color or ""),
        Hint(HintKind.CAST, ", ".join(person.name for person in reversed(movie.cast))),
        Hint(HintKind.STORY, story if said else ""),
    )
    hints = tuple(hint for hint in given if hint.text)
    return Game(movie.id, hints) if len(hints) >= MIN_HINTS else None


def next_hint(game: Game) -> Game:
    """Return the game with one more hint shown; after the last one nothing changes."""
    return replace(game, shown=min(game.shown + 1, len(game.hints)))


def solved(score: Score, game: Game) -> Score:
    """Return a score after a right guess."""
    streak = score.streak + 1
    return Score(
        points=score.points + game.points,
        solved=score.solved + 1,
        streak=streak,
        best_streak=max(score.best_streak, streak),
    )


def missed(score: Score) -> Score:
    """Return a score after a film was given up, or guessed by somebody else."""
    return replace(score, streak=0)


def table(scores: Iterable[tuple[int, Score]]) -> tuple[Place, ...]:
    """Return the table: most points first, then most films, then by person."""
    ordered = sorted(scores, key=lambda row: (-row[1].points, -row[1].solved, row[0]))
    places: list[Place] = []
    for position, (person, score) in enumerate(ordered, start=1):
        tied = bool(places) and places[-1].score.points == score.points
        places.append(Place(places[-1].rank if tied else position, person, score))
    return tuple(places)
