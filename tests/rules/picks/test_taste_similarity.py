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


def test_sixty_people_are_compared_with_one_another_and_one_with_all() -> None:
    ratings = {film: dict.fromkeys(range(62), 5) for film in FILMS}
    assert len(taste_similarities(ratings)) == 60 * 59 / 2
    assert len(taste_similarities(ratings, 61)) == 61
