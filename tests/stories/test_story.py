"""What is read of a title."""

import pytest

from bot.stories.story import Story

LONG = "A shark comes to a quiet town on the coast, and the new chief of police goes to sea."


@pytest.mark.parametrize(
    ("description", "synopsis", "prose"),
    [
        ("A shark. …", "", "A shark"),
        ("", LONG, LONG),
        ("A shark. …", LONG, f"A shark. {LONG}"),
        (f"{LONG[:-1]} …", LONG, LONG),
    ],
)
def test_a_synopsis_that_begins_as_the_description_is_read_once(
    description: str, synopsis: str, prose: str
) -> None:
    assert Story("a", "Jaws", description=description, synopsis=synopsis).prose == prose
