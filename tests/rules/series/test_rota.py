"""Whose turn it is to host."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.series.rota import RECENT, Turn, next_host

ANN, BOB, CLEO, DAN, EVE = range(1, 6)
FIRST = datetime(2026, 12, 4, 19, tzinfo=UTC)


def played(evenings: list[set[int]]) -> list[int | None]:
    """Return who hosts each of some evenings, given who came to each of them."""
    hosts: list[int | None] = []
    for number in range(len(evenings) + 1):
        been = evenings[:number]
        people = sorted({person for came in been for person in came})
        recent = {person for came in been[-RECENT:] for person in came}
        turns = [
            Turn(
                person,
                came=sum(person in came for came in been),
                hosted=hosts.count(person),
                last=max(
                    (
                        FIRST + timedelta(weeks=week)
                        for week, host in enumerate(hosts)
                        if host == person
                    ),
                    default=None,
                ),
                recent=person in recent,
            )
            for person in people
        ]
        hosts.append(next_host(turns))
    return hosts


def test_everybody_hosts_once_before_anybody_does_twice() -> None:
    everybody = {ANN, BOB, CLEO, DAN, EVE}
    hosts = played([everybody] * 11)[1:]
    assert set(hosts[:5]) == everybody
    assert hosts[:5] == hosts[5:10]


def test_whoever_joins_late_is_not_made_to_catch_up() -> None:
    hosts = played([{ANN, BOB}] * 20 + [{ANN, BOB, CLEO}] * 9)
    since = hosts[21:]
    assert since[0] == CLEO  # who has not hosted yet is next
    assert Counter(since)[CLEO] <= 5
    assert not any(a == b == CLEO for a, b in pairwise(since))


def test_whoever_stays_away_is_not_asked_and_is_when_they_come_back() -> None:
    hosts = played([{ANN, BOB}] * 2 + [{ANN}] * 8 + [{ANN, BOB}])
    assert set(hosts[9:11]) == {ANN}
    assert hosts[11] == BOB


def test_those_who_cannot_are_passed_over() -> None:
    turns = [Turn(ANN, 5, 0), Turn(BOB, 5, 1), Turn(CLEO, 5, 2)]
    assert next_host(turns) == ANN
    assert next_host(turns, {ANN}) == BOB
    assert next_host(turns, {ANN, BOB, CLEO}) is None
    assert next_host([]) is None


@given(st.lists(st.sets(st.integers(1, 6), min_size=2), min_size=12, max_size=40))
def test_nobody_hosts_much_more_than_their_share(evenings: list[set[int]]) -> None:
    regulars = evenings[0].intersection(*evenings[1:])
    hosts = Counter(played(evenings)[1:])
    counts = [hosts[person] for person in regulars]
    assert not counts or max(counts) - min(counts) <= 1
