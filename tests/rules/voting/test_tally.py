"""Tallies in words: ties said aloud, ballots refused."""

from collections.abc import Mapping

import pytest

from bot.errors import BadInputError
from bot.rules.voting.instant_runoff import possible_winners
from bot.rules.voting.model import Ballot, Candidate, Method
from bot.rules.voting.tally import tally
from bot.rules.voting.wording import COUNTED, METHOD_NAMES, METHOD_RULES, TIE_RULES, describe
from tests.rules.voting.elections import outcome, ranking, rankings

FILMS = [Candidate("A", "Alien"), Candidate("B", "Brazil")]


def test_ranked_choice_separates_films_tied_for_the_last_place_by_a_run_off() -> None:
    ballots = rankings((4, "AB"), (2, "BC"), (2, "CB"), (1, "DBC"), (3, "E"))
    lines = describe(
        tally(Method.RANKED, ballots, [Candidate(id_, id_) for id_ in "ABCDE"], "k3f7q2ab")
    )
    assert lines[2:4] == (
        "A 4 votes, B 3, E 3, C 2: C is last and out.",
        "B 5 votes, A 4, E 3: E is last and out.",
    )
    tied = rankings((4, "A"), (2, "BC"), (2, "CB"), (1, "DB"), (1, "E"), (1, "EDC"))
    lines = describe(
        tally(Method.RANKED, tied, [Candidate(id_, id_) for id_ in "ABCDE"], "k3f7q2ab")
    )
    assert lines[2] == "A 4 votes, B 3, C 2, E 2: C and E are tied for last place."
    assert lines[3].startswith("Run-off between the tied: C 4 votes, E 2: E is out")


def test_tied_films_that_together_trail_the_next_are_out_at_once() -> None:
    counted = outcome(Method.RANKED, rankings((5, "A"), (4, "B"), (1, "C"), (1, "DB")), "ABCD")
    assert counted.rounds[0].eliminated == ("C", "D")


def test_a_tied_final_goes_to_the_film_with_more_stars() -> None:
    ballots: list[Ballot] = [{"A": 5, "B": 3}, {"A": 1, "B": 2}]
    lines = describe(tally(Method.STAR, ballots, FILMS, "k3f7q2ab"))
    assert lines[2:] == (
        "Final: Alien 1 ballot, Brazil 1: tied, and Alien has more stars.",
        "Alien wins by the tie rule; Brazil could have won as well.",
    )


def test_the_only_candidate_wins_without_a_vote() -> None:
    for method in Method:
        assert describe(tally(method, [], FILMS[:1], "k3f7q2ab"))[-1] == "Alien wins."
    lines = describe(tally(Method.RANKED, [], FILMS[:1], "k3f7q2ab"))
    assert lines[1] == "Alien 0 votes: no other film is left."


def test_a_draw_is_said_aloud_with_its_seed_and_who_else_could_have_won() -> None:
    lines = describe(
        tally(Method.SINGLE, [{"A": 1}, {"B": 1}, {}], FILMS, "k3f7q2ab"),
        lambda candidate: f"*{candidate.name}*",
    )
    assert lines == (
        "3 ballots cast, 1 of them empty.",
        "*Alien* 1 vote, *Brazil* 1 (1 ballot for none of them): *Alien* and *Brazil* are tied.",
        "Draw between *Alien* and *Brazil* with seed k3f7q2ab.1: *Alien* is drawn.",
        "*Alien* wins by the draw; *Brazil* could have won as well.",
    )


def test_a_vote_that_marks_nobody_says_that_the_draw_alone_decides() -> None:
    turnouts = ("Nobody voted.", "1 ballot cast, empty.", "2 ballots cast, all of them empty.")
    for cast, turnout in enumerate(turnouts):
        lines = describe(tally(Method.APPROVAL, [dict[str, int]()] * cast, FILMS, "k3f7q2ab"))
        assert lines[0] == turnout
        assert lines[-1].endswith("wins by the draw alone: nobody marked a film.")


def test_of_many_films_a_line_names_some_and_counts_the_rest() -> None:
    many = [Candidate(f"{n:02}", f"Film {n}") for n in range(25)]
    _, counts, draw, verdict = describe(
        tally(Method.SINGLE, [{"03": 1}, {"04": 1}], many, "k3f7q2ab")
    )
    assert counts.startswith("Film 3 1 vote, Film 4 1, ")
    named = counts.partition(":")[0].count("Film")
    assert named == COUNTED
    assert "15 more films with no more than that: Film 3 and Film 4 are tied" in counts
    _, counts, draw, verdict = describe(tally(Method.SINGLE, [], many, "k3f7q2ab"))
    assert "Film 5 and 19 more are tied" in counts
    assert "Film 5 and 19 more with seed" in draw
    assert len(verdict) < 100


def test_more_ties_than_can_be_followed_are_admitted() -> None:
    letters = [chr(ord("A") + number) for number in range(16)]
    ballots: Mapping[tuple[str, ...], int] = {
        tuple(letters[n:] + letters[:n]): 1 for n in range(16)
    }
    found, exhaustive = possible_winners(ballots, letters, max_states=100)
    assert not exhaustive
    assert found <= set(letters)
    # A dozen films with a ballot each can go in any order, after the one that nobody wants.
    dozen: Mapping[tuple[str, ...], int] = {(letter,): 1 for letter in letters[:12]}
    assert possible_winners(dozen, letters[:13]) == (frozenset(letters[:12]), True)
    counted = tally(
        Method.RANKED,
        [ranking("".join(order)) for order in ballots],
        [Candidate(letter, letter) for letter in letters],
        "k3f7q2ab",
    )
    assert not counted.outcome.exhaustive
    assert counted.outcome.winner in counted.outcome.winners
    assert "with so many ties, other films could have won" in describe(counted)[-1]


@pytest.mark.parametrize(
    ("method", "ballot"),
    [
        (Method.APPROVAL, {"A": 2}),
        (Method.SINGLE, {"A": 1, "B": 1}),
        (Method.RANKED, {"A": 1, "B": 1}),
        (Method.RANKED, {"A": 0}),
        (Method.SCHULZE, {"A": -1}),
        (Method.STAR, {"A": 6}),
        (Method.STAR, {"A": -1}),
    ],
)
def test_a_ballot_of_another_method_is_refused(method: Method, ballot: Ballot) -> None:
    with pytest.raises(BadInputError):
        tally(method, [ballot], FILMS, "k3f7q2ab")


@pytest.mark.parametrize("candidates", [[], [FILMS[0], FILMS[0]]])
def test_a_vote_without_candidates_or_with_one_twice_is_refused(
    candidates: list[Candidate],
) -> None:
    with pytest.raises(ValueError, match="each of them once"):
        tally(Method.APPROVAL, [], candidates, "k3f7q2ab")


def test_every_method_has_its_words() -> None:
    for texts in (METHOD_NAMES, METHOD_RULES, TIE_RULES):
        assert set(texts) == set(Method)
