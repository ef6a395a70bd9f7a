"""Requests survive being written into a control and read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord.messages.request import Request
from bot.discord.messages.request_names import RequestName
from bot.errors import BadInputError

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)
requests = st.sampled_from(RequestName).flatmap(
    lambda name: st.builds(
        Request.of, st.just(name), **{option: st.none() | texts for option in sorted(name.options)}
    )
)


@given(requests)
def test_decode_undoes_encode(request: Request) -> None:
    assert Request.decode(request.encode()) == request
    assert request.encode().isascii()


@given(st.text(max_size=100))
def test_decode_of_any_text_gives_a_request_or_a_value_error(text: str) -> None:
    try:
        request = Request.decode(text)
    except ValueError:
        return
    assert Request.decode(request.encode()) == request


def test_empty_options_are_left_out_and_the_rest_ordered() -> None:
    request = Request.of(
        RequestName.PICK, mood="cosy", genre="Drama", person=None, kind="", overlap=False
    )
    assert request.encode() == "pick?genre=Drama&mood=cosy"


def test_what_a_request_does_not_take_is_refused_and_in_a_control_passed_over() -> None:
    with pytest.raises(ValueError, match="card takes no flim, title"):
        Request.of(RequestName.CARD, flim="tt1", title="Heat", film="tt1")
    assert Request.decode("card?film=tt1&flim=tt2") == Request.of(RequestName.CARD, film="tt1")


def test_replace_takes_away_what_is_none() -> None:
    request = Request.of(RequestName.GENRE, genre="Drama", page=3).replace(page=None, sort="newest")
    assert request == Request.of(RequestName.GENRE, genre="Drama", sort="newest")


def test_numbers_read_as_typed() -> None:
    request = Request.of(RequestName.SEARCH, min_rating=7.0, page=2, sort="x")
    assert request.get("min_rating") == "7"
    assert request.number("page", 1) == 2
    assert request.number("sort", 9) == 9


@pytest.mark.parametrize(
    ("typed", "count", "id_"),
    [
        ("7", 7, 7),
        ("-7", -7, 0),
        ("9" * 4300, 1, 0),
        ("9" * 20, 1, 0),
        (str(2**63 - 1), 1, 2**63 - 1),
        (str(2**63), 1, 0),
        (str(-(2**63)), 1, 0),
        ("1e9", 1, 0),
        ("", 1, 0),
    ],
)
def test_numbers_are_no_greater_than_a_store_can_hold(typed: str, count: int, id_: int) -> None:
    request = Request.of(RequestName.SEEN_LIST, page=typed)
    assert request.number("page", 1) == count
    assert request.id("page") == id_


def test_text_that_cannot_be_kept_is_refused_with_its_option() -> None:
    Request.of(RequestName.NIGHT_PLAN, place="the café\n2nd floor").require_storable()
    with pytest.raises(BadInputError, match="“vote closes” contains an invalid character"):
        Request.decode("night_plan?vote_closes=a%00b").require_storable()


def test_lone_surrogates_do_not_break_a_control() -> None:
    encoded = Request.of(RequestName.MOVIE, title="a\ud800b").encode()
    assert Request.decode(encoded).get("title") == "a?b"


@pytest.mark.parametrize("text", ["", "Movie", "movies", "movie?title", "1x?a=b", "a b", "~token"])
def test_what_is_no_request_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"RequestName|query"):
        Request.decode(text)
