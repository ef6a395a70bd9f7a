"""The letters by which a ballot and its picture name the same films."""

from collections.abc import Mapping, Sequence

from bot.rules.voting.model import Candidate

_LETTERS = 26


def letter(place: int) -> str:
    """Return the letter of the film at a place, from 0; empty past ``Z``."""
    return chr(ord("A") + place) if place < _LETTERS else ""


def letter_emoji(place: int) -> str:
    """Return that letter as an emoji; empty past ``Z``."""
    return chr(ord("\N{REGIONAL INDICATOR SYMBOL LETTER A}") + place) if place < _LETTERS else ""


def emoji_by_film(candidates: Sequence[Candidate]) -> Mapping[str, str]:
    """Return the emoji of each film, by its id."""
    return {film.id: letter_emoji(place) for place, film in enumerate(candidates)}
