"""What can be asked of a title, and by what titles are ordered."""

import enum


class Attribute(enum.StrEnum):
    """What can be asked of a title."""

    YEAR = "year"
    GENRE = "genre"
    LANGUAGE = "language"
    TAG = "tag"
    RATING = "rating"
    VOTES = "votes"
    KIND = "kind"
    DECADE = "decade"
    STORY = "story"


class Key(enum.StrEnum):
    """By what titles are ordered or compared."""

    BEST = "best"  # the catalogue's weighted rating
    RATING = "rating"
    VOTES = "votes"
    YEAR = "year"
