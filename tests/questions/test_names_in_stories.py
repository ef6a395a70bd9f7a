"""Films about somebody whom stories name, and not about what the name means otherwise."""

from dataclasses import replace

import pytest

from tests.questions.conftest import Asker, asker
from tests.questions.small import small_catalogue

TOLD = {
    "Gold": (1964, "James Bond follows a smuggler of gold to a bank and is tied to a table."),
    "Eye": (1995, "A stolen weapon in the snow is hunted by James Bond and a programmer."),
    "Fall": (2012, "Thought dead, Bond limps home to guard his old boss from a former agent."),
    "Blue Moon": (2009, "On a far moon a soldier has to tame a beast and form a bond for life."),
    "The Clerk": (2021, "A clerk sells every bond he has and runs from the police with the money."),
}


@pytest.fixture(scope="module")
def spies() -> Asker:
    heat, *_ = small_catalogue()
    return asker(
        [
            replace(heat, id=name, title=name, years=(year,), description=told, aliases=())
            for name, (year, told) in TOLD.items()
        ]
    )


@pytest.mark.parametrize(
    ("question", "titles"),
    [
        ("first bond film", ["Gold"]),
        ("latest bond movie", ["Fall"]),
        ("the latest james bond", ["Fall"]),
        ("bond movies in order", ["Gold", "Eye", "Fall"]),
        ("007 movies", ["Fall", "Eye", "Gold"]),
        ("how many bond movies do you have", ["Fall", "Eye", "Gold"]),
        ("la última película de bond", ["Fall"]),
        ("pelis de james bond", ["Fall", "Eye", "Gold"]),
    ],
)
def test_films_about_somebody_are_those_that_name_them(
    spies: Asker, question: str, titles: list[str]
) -> None:
    answer = spies.ask(question)
    assert sorted(spies.titles(answer)) == sorted(titles)
    assert spies.titles(answer)[0] == titles[0] or "order" not in question


def test_a_word_that_stories_use_as_one_is_no_name(spies: Asker) -> None:
    assert set(spies.stories.naming("bond")) == {"Gold", "Eye", "Fall"}
    assert spies.stories.naming("moon") == {}
    assert spies.stories.naming("clerk") == {}
