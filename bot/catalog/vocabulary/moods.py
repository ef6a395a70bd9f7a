"""Moods as filters.

A mood stands for genres, any one of which is enough, since every catalogue has genres; where a
word is about more than the story, it includes a rating or a year.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mood:
    """The filters that a mood stands for.

    Attributes:
        genres: One of these.
        without: None of these.
        min_rating: At least this rating.
        to_year: Not after this year.
    """

    genres: tuple[str, ...]
    without: tuple[str, ...] = ()
    min_rating: float | None = None
    to_year: int | None = None


MOODS: Mapping[str, Mood] = {
    "funny": Mood(("Comedy",), without=("Horror", "War")),
    "cosy": Mood(("Family", "Animation", "Comedy", "Romance"), ("Horror", "Crime", "War")),
    "romantic": Mood(("Romance",), without=("Horror",)),
    "exciting": Mood(("Action", "Adventure")),
    "tense": Mood(("Thriller", "Mystery"), without=("Comedy",)),
    "scary": Mood(("Horror",)),
    "dark": Mood(("Crime", "Film-Noir", "Horror", "Thriller"), ("Comedy", "Family")),
    "thoughtful": Mood(("Drama", "Biography", "History"), ("Action",), min_rating=7.0),
    "sad": Mood(
        ("Drama", "Romance", "War"), ("Comedy", "Action", "Crime", "Horror", "Mystery", "Thriller")
    ),
    "magical": Mood(("Fantasy", "Animation"), without=("Horror",)),
    "spacey": Mood(("Sci-Fi",)),
    "puzzling": Mood(("Mystery",)),
    "epic": Mood(("Adventure", "History", "War", "Fantasy"), min_rating=7.5),
    "musical": Mood(("Music", "Musical")),
    "nostalgic": Mood(("Comedy", "Drama", "Adventure", "Romance"), min_rating=7.0, to_year=1989),
    "light": Mood(
        ("Comedy", "Family", "Animation", "Romance"), ("Horror", "Crime", "Thriller", "War")
    ),
    "kids": Mood(("Family",), ("Horror", "Crime", "Thriller", "War")),
    "teens": Mood(
        ("Adventure", "Animation", "Comedy", "Family", "Fantasy", "Sci-Fi"),
        ("Horror", "Crime", "War"),
    ),
    "harmless": Mood(
        ("Adventure", "Animation", "Family", "Music", "Musical"),
        ("Horror", "Crime", "Thriller", "War"),
        min_rating=6.0,
    ),
    "party": Mood(
        ("Comedy", "Romance", "Musical", "Music"), ("Horror", "War", "Crime", "Thriller")
    ),
    "slow": Mood(("Drama", "Horror", "Mystery", "Thriller"), ("Action", "Comedy", "Adventure")),
    "inspiring": Mood(("Drama", "Biography", "Sport"), ("Horror", "Crime"), min_rating=7.0),
    "violent": Mood(("Action", "Crime", "Horror", "War"), ("Family", "Animation", "Comedy")),
    "true": Mood(("Biography", "Documentary", "History")),
}
"""Moods by their main word."""

SYNONYMS: Mapping[str, str] = {
    "laugh": "funny",
    "hilarious": "funny",
    "cozy": "cosy",
    "comforting": "cosy",
    "feel-good": "cosy",
    "love": "romantic",
    "action": "exciting",
    "thrilling": "tense",
    "suspenseful": "tense",
    "creepy": "scary",
    "spooky": "scary",
    "gritty": "dark",
    "smart": "thoughtful",
    "moving": "sad",
    "dreamy": "magical",
    "futuristic": "spacey",
    "mysterious": "puzzling",
    "classic": "nostalgic",
}
"""Synonyms of those words."""
