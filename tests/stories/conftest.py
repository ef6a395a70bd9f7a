from typing import Any

import pytest

from bot.catalog.model import Kind
from bot.stories.stories import Stories
from bot.stories.story import Story


def film(movie_id: str, title: str, synopsis: str, **other: Any) -> Story:
    return Story(movie_id, title, synopsis=synopsis, kind=Kind.MOVIE, **other)


SHELF = [
    film(
        "shark",
        "Summer at Amity",
        "The police chief of a beach town wants the water closed. The mayor does not listen. "
        "A great white shark kills one swimmer after another until three men go out in a boat.",
        year=1975,
        votes=600_000,
        genres=("Thriller",),
        languages=("English",),
        people=("Roy Scheider",),
    ),
    film(
        "train",
        "Express to Busan",
        "A father takes his daughter to her mother by train. The living dead overrun the "
        "carriages, and the passengers barricade themselves.",
        year=2016,
        votes=200_000,
        genres=("Horror",),
        languages=("Korean",),
        people=("Gong Yoo",),
    ),
    film(
        "pilot",
        "The Impostor",
        "A teenage runaway forges cheques and passes himself off as an airline pilot, a doctor and "
        "a lawyer. An FBI agent follows him from country to country.",
        year=2002,
        votes=900_000,
        genres=("Crime",),
        languages=("English",),
        people=("Leonardo DiCaprio", "Tom Hanks"),
    ),
    film(
        "airport",
        "Gate 67",
        "A traveller whose country has ceased to exist cannot leave the airport. He makes the "
        "terminal his home and falls in love with a stewardess.",
        year=2004,
        votes=450_000,
        genres=("Comedy",),
        languages=("English",),
        people=("Tom Hanks",),
    ),
    film(
        "ghosts",
        "The Quiet House",
        "A young widow moves into a mansion with her two children. At night they hear the ghosts "
        "of those who died there, and the boy begins to talk to them.",
        year=2001,
        votes=300_000,
        genres=("Horror",),
        languages=("Spanish",),
        people=("Nicole Kidman",),
    ),
    Story(
        "robbers",
        "Eleven Men",
        genres=("Crime",),
        tags=("heist", "casino"),
        description="A gambler fresh out of prison gathers friends to rob three casinos at once.",
        year=2001,
        votes=500_000,
        kind=Kind.MOVIE,
        people=("Brad Pitt",),
    ),
    Story(
        "robbers-2",
        "The Casino Job",
        synopsis="Two detectives look into how three casinos were robbed at once by friends.",
        year=2003,
        votes=500_000,
        kind=Kind.EPISODE,
    ),
    film("bare", "Christmas Morning", "", year=1950, votes=300_000, genres=("Family",)),
    film(
        "adult",
        "Shark Nights",
        "A great white shark, for adults only. Qwyzzx.",
        people=("Jane Roe",),
        adult=True,
        votes=10,
    ),
]


@pytest.fixture(scope="session")
def shelf() -> Stories:
    return Stories.build(SHELF)
