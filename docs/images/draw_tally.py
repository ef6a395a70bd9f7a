"""Draws ``tally.png``: the vote of ``tests/e2e/scripts/night.txt``, a tie that a draw settles.

Run it: ``python docs/images/draw_tally.py``.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bot.discord.views.pictures.tally import draw_tally
from bot.rules.voting.model import Candidate, Method
from bot.rules.voting.tally import tally

MATRIX, GODFATHER, CASTLE = "tt0133093", "tt0068646", "tt0092067"
FILMS = (
    Candidate(MATRIX, "The Matrix (1999)"),
    Candidate(GODFATHER, "The Godfather (1972)"),
    Candidate(CASTLE, "Castle in the Sky (1986)"),
)
BALLOTS = (
    {MATRIX: 1, GODFATHER: 2},
    {GODFATHER: 1, MATRIX: 2},
    {MATRIX: 1},
    {GODFATHER: 1},
    {CASTLE: 1},
)


def main() -> None:
    """Write the picture beside this file."""
    counted = tally(Method.RANKED, BALLOTS, FILMS, "nrw2vrmp")
    Path(__file__).with_name("tally.png").write_bytes(draw_tally(counted))


if __name__ == "__main__":
    main()
