"""What a card says."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalog.model import Movie
from bot.discord.views.films.cards import (
    TEASER_LENGTH,
    CardBuilder,
    color_of,
    full_story,
    imdb_url,
    teaser,
)


def movie(**changes: object) -> Movie:
    return Movie(**({"id": "tt0000001", "title": "A Title"} | changes))  # pyright: ignore[reportArgumentType]


def test_short_description_is_the_teaser() -> None:
    assert teaser(movie(description="Two men wait.", synopsis="Long.")) == "Two men wait."


def test_long_description_is_cut_to_its_first_sentences() -> None:
    text = "Mr. Smith goes to town. " + "Then more and more happens to him there. " * 20
    assert teaser(movie(description=text)) == (
        "Mr. Smith goes to town. Then more and more happens to him there. "
        "Then more and more happens to him there. Then more and more happens to him there."
    )


def test_without_description_the_first_sentence_of_the_story_is_the_teaser() -> None:
    story = (
        "A man wakes up in a strange house full of mirrors and clocks and cannot leave it at " * 2
    )
    assert teaser(movie(synopsis=f"He waits. {story}.")) == "He waits."


def test_closing_quotes_stay_where_a_sentence_ends() -> None:
    story = "He says so again and again until nobody listens to him any more, " * 3
    assert teaser(movie(synopsis=f"He says “Never again.” {story}.")) == "He says “Never again.”"
    assert (
        teaser(movie(synopsis='They ask "Why?" Then they go.')) == 'They ask "Why?" Then they go.'
    )


@pytest.mark.parametrize("scene", ["1943.", "Naples.", "Berlin, May 1943."])
def test_a_sentence_that_says_nothing_takes_the_next_one_along(scene: str) -> None:
    waiting = "A man waits in a house full of clocks that all tell another time of the day " * 3
    expected = f"{scene} {waiting.strip()}."
    assert teaser(movie(synopsis=f"{expected} He leaves at last.")) == expected
    assert teaser(movie(description=scene, synopsis=f"{expected} He leaves.")) == expected


@pytest.mark.parametrize(
    ("description", "synopsis", "offered"),
    [
        ("He waits.", "He waits.", False),
        ("He waits…", "He waits", False),
        (None, "He waits for the bank to open.", False),
        ("A man waits. He leaves.", "A man waits.", False),
        ("He waits.", "He waits. Then he leaves.", True),
        (None, "He waits and waits. " * 40, True),
        ("He waits and waits. " * 40, None, True),
        ("He waits.", None, False),
        (None, None, False),
    ],
)
def test_full_synopsis_is_offered_only_where_it_tells_more_than_the_card(
    description: str | None, synopsis: str | None, offered: bool
) -> None:
    told = movie(description=description, synopsis=synopsis)
    assert (full_story(told) is not None) == offered
    (buttons, *_) = CardBuilder(None).card(told).rows
    assert isinstance(buttons, tuple)
    assert (buttons[0].label == "Full synopsis") == offered


def test_owner_rating_is_shown_as_the_owners() -> None:
    (field,) = CardBuilder(None).card(movie(owner_rating="★★★*")).embeds[0].fields
    assert (field.name, field.value) == ("Owner's rating", r"★★★\*")


@given(st.text(max_size=3000))
def test_teaser_is_bounded_and_on_one_line(text: str) -> None:
    shown = teaser(movie(description=text))
    assert len(shown) <= TEASER_LENGTH
    assert "\n" not in shown


def test_imdb_link_keeps_every_digit() -> None:
    assert imdb_url(movie(imdb_id="0079417")) == "https://www.imdb.com/title/tt0079417/"
    assert imdb_url(movie(imdb_id="10310140")) == "https://www.imdb.com/title/tt10310140/"
    assert imdb_url(movie()) is None


def test_color_is_the_records_own() -> None:
    assert color_of(movie(color="004643")) == 0x004643


def test_poster_is_attached_with_alt_text_only_when_it_is_there(tmp_path: Path) -> None:
    cards = CardBuilder(tmp_path)
    assert cards.card(movie(img="0000001.jpg")).pictures == ()
    (tmp_path / "0000001.jpg").write_bytes(b"\xff\xd8\xff")
    reply = cards.card(movie(img="0000001.jpg"))
    assert reply.pictures[0].alt == "Poster of A Title"
    assert reply.embeds[0].thumbnail.url == "attachment://tt0000001.jpg"


def test_poster_names_cannot_leave_the_folder(tmp_path: Path) -> None:
    (tmp_path / "posters").mkdir()
    (tmp_path / "secret.jpg").write_bytes(b"x")
    assert CardBuilder(tmp_path / "posters").card(movie(img="../secret.jpg")).pictures == ()


def test_a_poster_that_is_no_plain_file_is_left_out_rather_than_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    assert CardBuilder(tmp_path).card(movie(img="pipe.jpg")).pictures == ()


def test_title_cannot_format() -> None:
    assert CardBuilder(None).card(movie(title="F**k")).embeds[0].title == r"F\*\*k"
