"""What "best" means.

A plain average lets 9.4 from 12 votes lead. The weighted rating pulls a title with few votes
towards the mean of the whole catalogue::

    score = v / (v + m) * R + m / (v + m) * C

``R`` is the title's average, ``v`` its votes, ``C`` the mean rating of all rated titles and ``m``
how many votes outweigh that mean. It is the posterior mean of a rating whose prior is ``m`` votes
of value ``C`` (a Bayesian average), published by IMDb as the formula of its Top 250:
https://help.imdb.com/article/imdb/track-movies-tv/ratings-faq/G67Y87TFYYP6TWAV

IMDb's ``m`` is 25,000. Catalogues here hold 400 titles or a million, so ``m`` is taken from the
catalogue itself: the upper quartile of the votes.
"""

import sqlite3
from collections.abc import Callable


def weighted_rating(rating: float, votes: int, mean: float, prior_votes: float) -> float:
    """Return the weighted rating of one title (see the module's formula).

    Args:
        rating: Its average rating out of 10.
        votes: How many voted.
        mean: The mean rating of the catalogue.
        prior_votes: How many votes outweigh that mean, more than 0.
    """
    return (votes * rating + prior_votes * mean) / (votes + prior_votes)


def prior_votes(rated: int, votes_of: Callable[[int], int]) -> int:
    """Return how many votes outweigh the mean of a catalogue: the upper quartile, at least one.

    Args:
        rated: How many titles are rated.
        votes_of: Returns the votes of the rated title at a rank, most votes first.
    """
    return max(votes_of(rated // 4), 1) if rated else 1


def score_titles(db: sqlite3.Connection) -> float:
    """Fill in the ``score`` of every rated title, and return the mean rating (0 if none is)."""
    rated, mean = db.execute(
        "SELECT COUNT(*), COALESCE(AVG(rating), 0.0) FROM titles WHERE rating IS NOT NULL"
    ).fetchone()

    def votes_of(place: int) -> int:
        (votes,) = db.execute(
            "SELECT COALESCE(votes, 0) FROM titles WHERE rating IS NOT NULL"
            " ORDER BY votes DESC LIMIT 1 OFFSET ?",
            (place,),
        ).fetchone()
        return votes

    if rated:
        db.create_function("weighted_rating", 4, weighted_rating, deterministic=True)
        db.execute(
            "UPDATE titles SET score = weighted_rating(rating, COALESCE(votes, 0), ?, ?)"
            " WHERE rating IS NOT NULL",
            (mean, prior_votes(rated, votes_of)),
        )
    return mean
