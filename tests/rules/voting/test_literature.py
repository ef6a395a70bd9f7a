"""Elections from the literature, with what each is known for."""

import pytest

from bot.rules.voting.model import Ballot, Candidate, Count, Method, Stage
from bot.rules.voting.schulze import strongest_paths
from bot.rules.voting.tally import tally
from bot.rules.voting.wording import describe
from tests.rules.voting.elections import outcome, ranking, rankings, winners

# The capital of Tennessee, the usual example where the methods part: Memphis, Nashville,
# Chattanooga, Knoxville by distance. https://en.wikipedia.org/wiki/Condorcet_method
TENNESSEE = rankings((42, "MNCK"), (26, "NCKM"), (15, "CKNM"), (17, "KCNM"))
CITIES = [
    Candidate("M", "Memphis"),
    Candidate("N", "Nashville"),
    Candidate("C", "Chattanooga"),
    Candidate("K", "Knoxville"),
]

# The mayoral election of Burlington, Vermont, 2009, between Kiss, Montroll and Wright after the
# minor candidates' transfers. https://rangevoting.org/Burlington.html
BURLINGTON = rankings(
    (1332, "MKW"), (767, "MWK"), (455, "M"),
    (2043, "KMW"), (371, "KWM"), (568, "K"),
    (1513, "WMK"), (495, "WKM"), (1289, "W"),
)  # fmt: skip


def test_tennessee_by_single_choice_elects_the_largest_minority() -> None:
    first = [{min(ballot, key=ballot.__getitem__): 1} for ballot in TENNESSEE]
    assert winners(Method.SINGLE, first, "MNCK") == {"M"}


def test_tennessee_by_ranked_choice_squeezes_out_the_centre() -> None:
    assert describe(tally(Method.RANKED, TENNESSEE, CITIES, "k3f7q2ab")) == (
        "100 ballots cast.",
        (
            "Memphis 42 votes, Nashville 26, Knoxville 17, Chattanooga 15: "
            "Chattanooga is last and out."
        ),
        "Memphis 42 votes, Knoxville 32, Nashville 26: Nashville is last and out.",
        (
            "Knoxville 58 votes, Memphis 42: Knoxville has more than half of the ballots that "
            "still count."
        ),
        "Knoxville wins.",
    )


def test_tennessee_by_schulze_elects_whoever_wins_every_duel() -> None:
    assert describe(tally(Method.SCHULZE, TENNESSEE, CITIES, "k3f7q2ab")) == (
        "100 ballots cast.",
        (
            "Nashville 3 rivals beaten, Chattanooga 2, Knoxville 1, Memphis 0: "
            "no film beats Nashville."
        ),
        "Nashville wins.",
    )


def test_tennessee_by_star_elects_the_centre() -> None:
    # Stars as in https://en.wikipedia.org/wiki/STAR_voting
    stars = [
        *[{"M": 5, "N": 2, "C": 1, "K": 0}] * 42,
        *[{"M": 0, "N": 5, "C": 2, "K": 2}] * 26,
        *[{"M": 0, "N": 3, "C": 5, "K": 4}] * 15,
        *[{"M": 0, "N": 2, "C": 4, "K": 5}] * 17,
    ]
    assert describe(tally(Method.STAR, stars, CITIES, "k3f7q2ab")) == (
        "100 ballots cast.",
        (
            "Nashville 293 stars, Chattanooga 237, Memphis 210, Knoxville 197: "
            "Nashville and Chattanooga go into the final."
        ),
        "Final: Nashville 68 ballots, Chattanooga 32: more people prefer Nashville.",
        "Nashville wins.",
    )


def test_burlington_elects_kiss_although_montroll_wins_every_duel() -> None:
    counted = outcome(Method.RANKED, BURLINGTON, "KMW")
    assert counted.winners == ("K",)
    assert counted.rounds[-1].counts == (Count("K", 4314), Count("W", 4064))
    duels = strongest_paths(BURLINGTON, ("K", "M", "W"))
    assert duels.votes == ((0, 3477, 4314), (4067, 0, 4597), (4064, 3668, 0))
    assert winners(Method.SCHULZE, BURLINGTON, "KMW") == {"M"}


def test_burlington_more_votes_for_kiss_would_have_made_him_lose() -> None:
    # 753 of Wright's: all who put Kiss second and 258 who named nobody else put Kiss first.
    raised = [
        ballot for ballot in BURLINGTON if ballot not in (ranking("WKM"), ranking("W"))
    ] + rankings((495, "KWM"), (258, "KW"), (1289 - 258, "W"))
    assert len(raised) == len(BURLINGTON)
    assert winners(Method.RANKED, raised, "KMW") == {"M"}


def test_ranked_choice_is_not_monotonic() -> None:
    # https://en.wikipedia.org/wiki/Monotonicity_criterion: ten raise A from last to first.
    before = rankings((39, "ABC"), (35, "BCA"), (26, "CAB"))
    after = rankings((49, "ABC"), (25, "BCA"), (26, "CAB"))
    assert winners(Method.RANKED, before, "ABC") == {"A"}
    assert winners(Method.RANKED, after, "ABC") == {"C"}
    assert winners(Method.SCHULZE, before, "ABC") == winners(Method.SCHULZE, after, "ABC")


def test_schulze_elects_the_winner_of_its_authors_example() -> None:
    # Schulze 2011; the strengths are there given as votes for (28 of 45 is a margin of 11).
    ballots = rankings(
        (5, "ACBED"), (5, "ADECB"), (8, "BEDAC"), (3, "CABED"),
        (7, "CAEBD"), (2, "CBADE"), (7, "DCEBA"), (8, "EBADC"),
    )  # fmt: skip
    votes_on_path = {
        "A": (0, 28, 28, 30, 24),
        "B": (25, 0, 28, 33, 24),
        "C": (25, 29, 0, 29, 24),
        "D": (25, 28, 28, 0, 24),
        "E": (25, 28, 28, 31, 0),
    }
    duels = strongest_paths(ballots, tuple("ABCDE"))
    for row, votes in zip(duels.strengths, votes_on_path.values(), strict=True):
        assert row == tuple(2 * vote - 45 if vote else 0 for vote in votes)
    assert duels.path("A", "C") == ("A", "D", "C")
    assert winners(Method.SCHULZE, ballots, "ABCDE") == {"E"}


def test_condorcets_paradox_is_a_tie_that_the_draw_settles() -> None:
    # Condorcet, Essai sur l'application de l'analyse (1785): A beats B beats C beats A.
    counted = outcome(Method.SCHULZE, rankings((1, "ABC"), (1, "BCA"), (1, "CAB")), "ABC")
    assert counted.winners == ("A", "B", "C")
    assert [round_.stage for round_ in counted.rounds] == [
        Stage.DUELS,
        Stage.RUN_OFF,
        Stage.DRAW,
    ]


@pytest.mark.parametrize("clones", ["BD", "DB"])
def test_schulze_is_not_moved_by_copies_of_a_film(clones: str) -> None:
    cycle = [(9, "ABC"), (8, "BCA"), (7, "CAB")]
    before = winners(Method.SCHULZE, rankings(*cycle), "ABC")
    cloned = rankings(*((people, order.replace("B", clones)) for people, order in cycle))
    assert winners(Method.SCHULZE, cloned, "ABCD") == before == {"A"}


def test_approval_lets_nobody_spoil_a_film_that_most_would_watch() -> None:
    # Brams and Fishburn, Approval Voting (1978): a split majority still gets its way.
    ballots: list[Ballot] = [*[{"A": 1, "B": 1}] * 6, *[{"C": 1}] * 4, {"A": 1}]
    assert winners(Method.APPROVAL, ballots, "ABC") == {"A"}


def test_star_can_elect_another_than_the_most_starred() -> None:
    # The final counts people, not stars: https://www.starvoting.org
    ballots: list[Ballot] = [*[{"A": 5, "B": 4}] * 3, *[{"A": 0, "B": 5}] * 2]
    counted = outcome(Method.STAR, ballots, "ABC")
    assert counted.rounds[0].counts[0] == Count("B", 22)
    assert counted.winners == ("A",)
