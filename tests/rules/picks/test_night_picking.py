"""Pools for several people, double features, chains between people."""

from collections import deque
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalog.model import Movie, PersonRef
from bot.rules.games.connections import CreditGraph, Step
from bot.rules.picks.double_features import Link, LinkKind, double_feature, links
from bot.rules.picks.draw import Check, verify
from bot.rules.picks.pool import PersonPreferences, Restrictions, eligible, reasons


def person(name: str) -> PersonRef:
    return PersonRef(f"n{name.casefold()}", name)


ALIEN = Movie(
    "alien", "Alien", years=(1979,), genres=("Horror", "Sci-Fi"), rating=8.5, votes=1204,
    directors=(person("Scott"),), cast=(person("Weaver"), person("Holm")),
)  # fmt: skip
BLADE = Movie("blade", "Blade Runner", years=(1982,), genres=("Sci-Fi",),
              directors=(person("Scott"),), cast=(person("Ford"),))  # fmt: skip
BRAZIL = Movie("brazil", "Brazil", years=(1985,), genres=("Comedy", "Sci-Fi"),
               cast=(person("Holm"),), tags=("dystopia",))  # fmt: skip
CLUE = Movie("clue", "Clue", years=(1985,), genres=("Comedy",))
ALL = (ALIEN, BLADE, BRAZIL, CLUE)

ANA = PersonPreferences("Ana", seen=frozenset({"blade"}), watchlist=frozenset({"alien", "brazil"}))
BEN = PersonPreferences(
    "Ben", watchlist=frozenset({"brazil", "clue"}), never_genres=frozenset({"horror"})
)


def ids(movies: tuple[Movie, ...]) -> list[str]:
    return [movie.id for movie in movies]


def test_what_anybody_has_seen_or_never_wants_is_not_eligible() -> None:
    assert ids(eligible(ALL, [ANA, BEN], Restrictions())) == ["brazil", "clue"]
    assert ids(eligible(ALL, [ANA, BEN], Restrictions(unseen=False))) == ["blade", "brazil", "clue"]
    cid = PersonPreferences("Cid", never_films=frozenset({"clue"}))
    assert ids(eligible(ALL, [ANA, BEN, cid], Restrictions())) == ["brazil"]
    assert ids(eligible(ALL, [], Restrictions())) == ["alien", "blade", "brazil", "clue"]


def test_films_come_from_any_list_or_from_what_all_lists_share() -> None:
    cid = PersonPreferences("Cid", watchlist=frozenset({"alien"}))
    assert ids(eligible(ALL, [ANA, cid], Restrictions(on_lists=1))) == ["alien", "brazil"]
    assert ids(eligible(ALL, [ANA, cid], Restrictions(on_lists=2))) == ["alien"]
    assert eligible(ALL, [ANA, BEN, cid], Restrictions(on_lists=3)) == ()


def test_a_watchlist_does_not_overrule_a_never() -> None:
    torn = PersonPreferences(
        "Cid", watchlist=frozenset({"alien"}), never_films=frozenset({"alien"})
    )
    assert eligible(ALL, [torn], Restrictions(on_lists=1)) == ()


def test_reasons_are_facts_about_the_film_and_the_people() -> None:
    assert reasons(BRAZIL, [ANA, BEN], asked=["genre Comedy"], losses=2, odds=Fraction(3, 7)) == (
        "as asked: genre Comedy",
        "not marked as seen by Ana or Ben",
        "on the watchlists of Ana and Ben",
        "lost 2 times before, so its odds are better",
        "its chance was 3 in 7 (42.9 %)",
    )
    assert reasons(BLADE, [ANA, BEN]) == ("new for Ben",)
    assert reasons(ALIEN, [ANA]) == (
        "not marked as seen by Ana",
        "on the watchlist of Ana",
        "rated 8.5 by 1,204 people",
    )
    assert reasons(BLADE, [ANA]) == ()


def test_links_are_found_strongest_first() -> None:
    assert [(link.kind, link.names) for link in links(ALIEN, BLADE)] == [
        (LinkKind.DIRECTOR, ("Scott",))
    ]
    assert [(link.kind, link.names) for link in links(ALIEN, BRAZIL)] == [
        (LinkKind.CAST, ("Holm",))
    ]
    assert links(ALIEN, CLUE) == ()


def test_who_acts_in_one_and_directs_the_other_is_a_link_of_its_own() -> None:
    acted = Movie("x", "X", cast=(person("Scott"),))
    assert [(link.kind, link.names) for link in links(ALIEN, acted)] == [
        (LinkKind.CREDIT, ("Scott",))
    ]


@pytest.mark.parametrize(
    ("kind", "names", "strength"),
    [
        (LinkKind.DIRECTOR, "a", 8),
        (LinkKind.WRITER, "a", 5),
        (LinkKind.CAST, "a", 4),
        (LinkKind.CREDIT, "a", 3),
        (LinkKind.TAG, "a", 2),
        (LinkKind.TAG, "abc", 6),
        (LinkKind.GENRES, "ab", 1),
        (LinkKind.GENRES, "abc", 1),
    ],
)
def test_a_link_counts_by_its_kind_and_for_each_name(
    kind: LinkKind, names: str, strength: int
) -> None:
    assert Link(kind, tuple(names)).strength == strength


def test_two_genres_link_films_of_the_same_ten_years_only() -> None:
    for year in (1970, 1979):
        near = Movie("x", "X", years=(year,), genres=("Sci-Fi", "Horror"))
        assert [link.kind for link in links(ALIEN, near)] == [LinkKind.GENRES]
    assert links(ALIEN, Movie("y", "Y", years=(1981,), genres=("Sci-Fi", "Horror"))) == ()


def test_the_second_film_is_the_one_with_the_strongest_link() -> None:
    found = double_feature(ALIEN, ALL, "k3f7q2ab")
    assert found
    assert (found.second, found.links) == (BLADE, links(ALIEN, BLADE))
    assert verify(found.draw) is Check.TRUE


def test_equally_good_films_are_drawn_from() -> None:
    others = [Movie(f"m{n}", f"M{n}", directors=(person("Scott"),)) for n in range(5)]
    drawn = set[str]()
    for number in range(40):
        found = double_feature(ALIEN, others, f"seed{number}")
        assert found
        drawn.add(found.second.id)
    assert len(drawn) == 5


@given(st.lists(st.tuples(st.sampled_from(["", "1979", "1985"]), st.sets(st.sampled_from("abc")),
                          st.sets(st.sampled_from("xyz")), st.sets(st.sampled_from("tu"))),
                min_size=1, max_size=6))  # fmt: skip
def test_no_other_film_is_linked_more_strongly(
    drafts: list[tuple[str, set[str], set[str], set[str]]],
) -> None:
    movies = [
        Movie(
            f"m{number}",
            f"M{number}",
            years=(int(year),) if year else (),
            genres=tuple(sorted(genres)),
            tags=tuple(sorted(tags)),
            cast=tuple(person(name) for name in sorted(cast)),
        )
        for number, (year, genres, cast, tags) in enumerate(drafts)
    ]
    strengths = [sum(link.strength for link in links(movies[0], m)) for m in movies[1:]]
    found = double_feature(movies[0], movies, "k3f7q2ab")
    best = sum(link.strength for link in found.links) if found else 0
    assert best == max(strengths, default=0)


@pytest.mark.parametrize(
    "other",
    [
        Movie("x", "X", years=(1971,), genres=("Sci-Fi", "Horror")),
        Movie("x", "X", writers=(person("Holm"),)),
        Movie("x", "X", tags=("space",)),
    ],
)
def test_one_link_of_any_kind_is_enough_for_a_double_feature(other: Movie) -> None:
    found = double_feature(replace(ALIEN, tags=("space",)), [CLUE, other], "k3f7q2ab")
    assert found
    assert found.second == other


def test_nothing_in_common_is_no_double_feature() -> None:
    remake = Movie("alien2", "ALIEN", directors=(person("Scott"),))
    assert double_feature(ALIEN, [CLUE, ALIEN, remake], "k3f7q2ab") is None


GRAPH = CreditGraph.of(
    [("f1", ["a", "b"]), ("f2", ["b", "c", "b"]), ("f3", ["c", "d"]), ("f4", ["x"])]
)


def test_a_chain_names_each_film_and_the_person_it_leads_to() -> None:
    assert GRAPH.chain("a", "d") == (Step("f1", "b"), Step("f2", "c"), Step("f3", "d"))
    assert GRAPH.chain("a", "b") == (Step("f1", "b"),)
    assert GRAPH.chain("a", "a") == ()
    assert len(GRAPH) == 4


@pytest.mark.parametrize(("start", "end"), [("a", "x"), ("x", "a"), ("a", "nobody"), ("", "a")])
def test_people_whom_nothing_connects_have_no_chain(start: str, end: str) -> None:
    assert GRAPH.chain(start, end) is None


credit_lists = st.lists(st.lists(st.sampled_from("abcdefghij"), max_size=4), max_size=12)


@given(credit_lists, st.sampled_from("abcdefghij"), st.sampled_from("abcdefghij"))
def test_a_chain_is_real_and_none_is_shorter(casts: list[list[str]], start: str, end: str) -> None:
    credits_ = {f"f{number}": people for number, people in enumerate(casts)}
    chain = CreditGraph.of(credits_.items()).chain(start, end)
    assert (None if chain is None else len(chain)) == _distance(casts, start, end)
    at = start
    for step in chain or ():
        assert {at, step.person} <= set(credits_[step.film])
        at = step.person
    assert not chain or at == end


def _distance(casts: list[list[str]], start: str, end: str) -> int | None:
    """Count films between two people by the plainest search there is."""
    known = {start: 0} if any(start in cast for cast in casts) else {}
    waiting = deque(known)
    while waiting:
        at = waiting.popleft()
        for cast in casts:
            if at in cast:
                for other in cast:
                    if other not in known:
                        known[other] = known[at] + 1
                        waiting.append(other)
    return known.get(end)
