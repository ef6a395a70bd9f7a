"""Nominations, vetoes and named lists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadInputError, NotYoursError
from bot.rules.nights.nominations import (
    BY_BOT,
    Board,
    Rules,
    forget,
    nominate,
    remove,
    reveal,
    shown,
    veto,
    withdraw,
)
from bot.rules.picks.lists import (
    MAX_NAME,
    Caps,
    check_added_films,
    check_new_list,
    list_key,
    list_name,
)
from bot.rules.voting.model import Candidate

ALIEN, BRAZIL, CLUE, DUNE = (
    Candidate(name.lower(), name) for name in ("Alien", "Brazil", "Clue", "Dune")
)
ANA, BEN = 1, 2


def board(*named: tuple[Candidate, int], rules: Rules | None = None) -> Board:
    made = Board(rules or Rules())
    for film, by in named:
        made = nominate(made, film, by)
    return made


def standing(made: Board) -> list[str]:
    return [candidate.name for candidate in made.candidates]


def test_films_stand_in_the_order_they_were_named() -> None:
    named = board((BRAZIL, ANA), (ALIEN, BEN), (CLUE, BY_BOT))
    assert standing(named) == ["Brazil", "Alien", "Clue"]


def test_a_film_is_nominated_once() -> None:
    with pytest.raises(BadInputError, match="Alien is already nominated"):
        nominate(board((ALIEN, ANA)), ALIEN, BEN)


def test_everybody_nominates_up_to_the_cap_and_so_does_the_bot() -> None:
    rules = Rules(per_person=1)
    full = board((ALIEN, ANA), (BRAZIL, BY_BOT), rules=rules)
    for by, said in ((ANA, "may nominate 1 film"), (BY_BOT, "I have already nominated as many")):
        with pytest.raises(BadInputError, match=said):
            nominate(full, DUNE, by)
    assert standing(nominate(withdraw(full, "alien", ANA), DUNE, ANA)) == ["Brazil", "Dune"]


def test_a_full_list_takes_no_more() -> None:
    full = board((ALIEN, ANA), (BRAZIL, BEN), rules=Rules(per_person=2, in_all=2))
    with pytest.raises(BadInputError, match="it holds 2 films"):
        nominate(full, CLUE, ANA)
    assert standing(nominate(veto(full, "alien", BEN), CLUE, ANA)) == ["Brazil", "Clue"]


def test_only_ones_own_nomination_can_be_withdrawn() -> None:
    with pytest.raises(NotYoursError):
        withdraw(board((ALIEN, ANA)), "alien", BEN)


def test_blind_nominations_are_hidden_until_revealed() -> None:
    blind = board((ALIEN, ANA), (BRAZIL, BEN), rules=Rules(blind=True))
    assert [n.film for n in shown(blind, ANA).nominations] == [ALIEN]
    assert shown(blind, ANA).hidden == 1
    assert shown(blind, None).nominations == ()
    assert len(shown(reveal(blind), None).nominations) == 2


def test_naming_a_hidden_film_again_does_not_tell_that_it_is_there() -> None:
    blind = board((ALIEN, ANA), (ALIEN, BEN), rules=Rules(blind=True))
    assert standing(reveal(blind)) == ["Alien"]
    with pytest.raises(BadInputError, match="already"):
        nominate(blind, ALIEN, ANA)


def test_a_veto_takes_a_film_out_for_the_night_without_saying_whose_it_was() -> None:
    vetoed = veto(board((ALIEN, ANA), (BRAZIL, ANA)), "alien", BEN)
    assert standing(vetoed) == ["Brazil"]
    assert shown(vetoed, ANA).vetoed == {"alien"}
    assert "by=2" not in repr(shown(vetoed, ANA))
    with pytest.raises(BadInputError, match="out for this night"):
        nominate(vetoed, ALIEN, ANA)


def test_everybody_has_one_veto() -> None:
    vetoed = veto(board((ALIEN, ANA), (BRAZIL, ANA)), "alien", BEN)
    with pytest.raises(BadInputError, match="1 veto per night"):
        veto(vetoed, "brazil", BEN)
    assert standing(veto(vetoed, "brazil", ANA)) == []


def test_a_veto_is_not_spent_on_what_does_not_stand() -> None:
    vetoed = veto(board((ALIEN, ANA)), "alien", BEN)
    for film in ("alien", "dune"):
        with pytest.raises(BadInputError, match="isn't on the list"):
            veto(vetoed, film, ANA)


def test_a_veto_waits_until_blind_nominations_are_shown() -> None:
    blind = board((ALIEN, ANA), rules=Rules(blind=True))
    with pytest.raises(BadInputError, match="still hidden"):
        veto(blind, "alien", BEN)
    assert standing(veto(reveal(blind), "alien", BEN)) == []


def test_a_server_without_vetoes_says_so() -> None:
    with pytest.raises(BadInputError, match="Nobody has a veto"):
        veto(board((ALIEN, ANA), rules=Rules(vetoes=0)), "alien", BEN)


def test_what_a_moderator_removed_is_gone_and_stays_out() -> None:
    removed = remove(board((ALIEN, ANA), (BRAZIL, BEN)), "alien")
    assert standing(removed) == ["Brazil"]
    assert [n.film for n in shown(removed, None).nominations] == [BRAZIL]
    with pytest.raises(BadInputError, match="out for this night"):
        nominate(removed, ALIEN, BEN)
    alone = remove(board((ALIEN, ANA), rules=Rules(per_person=1)), "alien")
    assert standing(nominate(alone, BRAZIL, ANA)) == ["Brazil"]  # she cannot take hers back


def test_a_forgotten_person_leaves_the_films_as_they_were() -> None:
    before = veto(board((ALIEN, ANA), (BRAZIL, BEN), (CLUE, ANA)), "brazil", ANA)
    after = forget(before, ANA)
    assert standing(after) == standing(before)
    assert all(n.by != ANA for n in after.nominations)
    assert not after.vetoes
    with pytest.raises(BadInputError, match="out for this night"):
        nominate(after, BRAZIL, BEN)


@pytest.mark.parametrize(
    ("per_person", "in_all", "vetoes"), [(0, 5, 1), (9, 8, 1), (3, 26, 1), (3, 5, -1)]
)
def test_caps_that_make_no_sense_are_refused(per_person: int, in_all: int, vetoes: int) -> None:
    with pytest.raises(ValueError, match="caps"):
        Rules(per_person=per_person, in_all=in_all, vetoes=vetoes)


actions = st.tuples(
    st.sampled_from(["nominate", "withdraw", "veto", "remove", "reveal"]),
    st.sampled_from([ALIEN, BRAZIL, CLUE, DUNE]),
    st.integers(1, 3),
)


@given(st.lists(actions, max_size=20), st.booleans())
def test_whatever_people_do_the_caps_hold(
    done: list[tuple[str, Candidate, int]], blind: bool
) -> None:
    rules = Rules(per_person=2, in_all=3, blind=blind)
    made = Board(rules)
    for action, film, by in done:
        try:
            match action:
                case "nominate":
                    made = nominate(made, film, by)
                case "withdraw":
                    made = withdraw(made, film.id, by)
                case "veto":
                    made = veto(made, film.id, by)
                case "remove":
                    made = remove(made, film.id)
                case _:
                    made = reveal(made)
        except (BadInputError, NotYoursError):
            continue
    ids = [candidate.id for candidate in made.candidates]
    assert len(ids) == len(set(ids)) <= rules.in_all
    assert not set(ids) & (made.removed | {v.film for v in made.vetoes})
    for person in (1, 2, 3):
        standing = [n for n in made.nominations if n.film.id not in made.removed]
        assert sum(n.by == person for n in standing) <= rules.per_person
        assert sum(v.by == person for v in made.vetoes) <= rules.vetoes


def test_a_list_name_is_kept_tidy() -> None:
    assert list_name("  Halloween \n\t night\u202e ") == "Halloween night"
    assert list_key("Straße") == list_key("STRASSE")


@pytest.mark.parametrize("typed", ["", "   ", "\u200b", "x" * (MAX_NAME + 1)])
def test_a_list_name_that_cannot_be_shown_is_refused(typed: str) -> None:
    with pytest.raises(BadInputError):
        list_name(typed)


@given(st.text(max_size=80))
def test_a_tidy_list_name_stays_as_it_is(typed: str) -> None:
    try:
        name = list_name(typed)
    except BadInputError:
        return
    assert list_name(name) == name


def test_lists_are_capped_and_differ_by_more_than_case() -> None:
    check_new_list("New", ["Old"], Caps(lists=2))
    with pytest.raises(BadInputError, match="already"):
        check_new_list("OLD", ["Old"], Caps(lists=2))
    with pytest.raises(BadInputError, match="more than 1 list"):
        check_new_list("New", ["Old"], Caps(lists=1))
    check_added_films(8, 2, Caps(films=10))
    with pytest.raises(BadInputError, match="room for 2 more"):
        check_added_films(8, 3, Caps(films=10))
