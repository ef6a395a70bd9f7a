"""How similarly people rate, of those who rated most."""

from bot.rules.picks.taste_similarity import MIN_IN_COMMON, TasteSimilarity, taste_similarities

FILMS = "abc"
ANN, BOB, CLEO, DAN = 1, 2, 3, 4


def test_people_are_compared_over_the_films_that_both_rated() -> None:
    ratings = {
        "a": {ANN: 9, BOB: 8, CLEO: 1, DAN: 9},
        "b": {ANN: 7, BOB: 7, CLEO: 7, DAN: 7},
        "c": {ANN: 5, BOB: 7, CLEO: 5},
    }
    similar = [
        TasteSimilarity((ANN, BOB), 3, 1.0),
        TasteSimilarity((ANN, CLEO), 3, 8 / 3),
        TasteSimilarity((BOB, CLEO), 3, 3.0),
    ]
    assert len(FILMS) == MIN_IN_COMMON
    assert taste_similarities(ratings) == similar
    assert taste_similarities(ratings, ANN) == similar[:2]
    assert taste_similarities(ratings, DAN) == []


def test_the_sixty_who_rated_most_are_compared_with_one_another_and_one_with_all() -> None:
    ratings = {film: dict.fromkeys(range(62), 5) for film in FILMS}
    ratings["d"] = {60: 5, 61: 5}
    compared = taste_similarities(ratings)
    assert len(compared) == 60 * 59 / 2
    assert {one for pair in compared for one in pair.people} == {*range(62)} - {58, 59}
    assert len(taste_similarities(ratings, 61)) == 61
