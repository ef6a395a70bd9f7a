"""Lists of titles: the lines, the options of the menu and the buttons of a page."""

import pytest

from bot.catalog.model import Kind, Movie, PersonRef
from bot.discord.messages.reply import Button, Menu, Reply
from bot.discord.messages.request import Request
from bot.discord.messages.request_names import RequestName
from bot.discord.views.films.lists import list_lines, list_reply, open_menu
from bot.library.pages import slice_page

BARE = Movie("t1", "Heat")
RICH = Movie(
    "t2",
    "Roots",
    kind=Kind.TV_MINI_SERIES,
    years=(1977,),
    genres=("Drama", "History", "War", "Romance"),
    rating=8.4,
    votes=23_456,
    imdb_id="0075572",
    directors=(PersonRef("p1", "Marvin J. Chomsky"), PersonRef("p2", "John Erman")),
)
ASKED = Request.of(RequestName.GENRE, genre="Drama")


def buttons(reply: Reply) -> list[Button]:
    return [
        one
        for row in reply.rows
        if not isinstance(row, Menu)
        for one in row
        if isinstance(one, Button)
    ]


def test_a_line_says_what_is_known() -> None:
    bare, rich = list_lines(slice_page((BARE, RICH), 1))
    assert bare == r"1\. **Heat**"
    link, *known = rich.split(" · ")
    assert link == r"2\. [Roots (1977)](https://www.imdb.com/title/tt0075572/)"
    assert known == ["★ 8.4 (23.5k)", "tv mini series"]
    assert list_lines(slice_page((BARE,), 1), lambda _: "seen")[0] == r"1\. **Heat** · seen"


def test_an_option_of_the_menu_says_what_is_known() -> None:
    bare, rich = open_menu((BARE, RICH), 11).options
    assert (bare.label, bare.description) == ("11. Heat", "")
    assert rich.label == "12. Roots (1977)"
    assert rich.description == "★ 8.4 · tv mini series · Drama, History, War · Marvin J. Chomsky"


@pytest.mark.parametrize(
    ("votes", "shown"),
    [
        (0, "0"),
        (999, "999"),
        (1_000, "1.0k"),
        (12_345, "12.3k"),
        (99_949, "99.9k"),
        (100_000, "100k"),
        (999_000, "999k"),
        (1_000_000, "1.0M"),
        (2_249_000, "2.2M"),
    ],
)
def test_votes_are_abbreviated_to_about_three_digits(votes: int, shown: str) -> None:
    (line,) = list_lines(slice_page((Movie("t1", "Heat", rating=8.0, votes=votes),), 1))
    assert line.endswith(f"★ 8.0 ({shown})")


def test_a_list_offers_its_page_as_a_picture_where_it_has_two_titles() -> None:
    films = tuple(Movie(f"t{number}", f"Film {number}") for number in range(12))
    for number, page in ((1, None), (2, 2)):
        reply = list_reply(slice_page(films, number), ASKED, title="Drama", picture=True)
        assert buttons(reply)[-1].request == ASKED.replace(picture=True, page=page)
    for shown, picture in ((films[:1], True), (films[:2], False)):
        reply = list_reply(slice_page(shown, 1), ASKED, title="Drama", picture=picture)
        assert buttons(reply) == []
