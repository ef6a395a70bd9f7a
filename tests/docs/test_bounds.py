"""The bounds that the docs promise are those that hold."""

from pathlib import Path

import pytest

from bot.config import Settings
from bot.discord.cogs.nights.background.events import COVER_SIZE
from bot.discord.messages.request import MAX_CHARACTERS
from bot.runtime.workers.people import PURSE_SECONDS, REFILL
from bot.runtime.workers.pool import MAX_EACH, Work
from bot.state.films.draws import open_draws, shown_films
from bot.state.films.imports import MAX_DONE, MAX_PROPOSED
from bot.state.films.quota import MAX_FILMS
from bot.state.guessing import guesses
from bot.state.nights.planning import MAX_A_DAY, MAX_OF_SERVER, MAX_TO_COME

DOCS = Path(__file__).resolve().parents[2] / "docs"
BURST = Settings.model_fields["cooldown_burst"].default


@pytest.mark.parametrize(
    ("page", "promise"),
    [
        ("reliability.md", f"| {BURST} at once, then one a second (settings)"),
        (
            "reliability.md",
            (
                f"| {MAX_EACH[Work.QUESTION]} of each; draws {MAX_EACH[Work.DRAW]}, "
                f"pictures {MAX_EACH[Work.PICTURE]} |"
            ),
        ),
        ("reliability.md", f"| {MAX_EACH[Work.IMPORT]} at a time"),
        ("reliability.md", f"| {PURSE_SECONDS:.0f} s at once, then {REFILL} s each second |"),
        (
            "reliability.md",
            (
                f"| {MAX_TO_COME} to come in a server, {MAX_A_DAY} planned within a day; "
                f"a server {MAX_OF_SERVER} |"
            ),
        ),
        ("reliability.md", f"| {MAX_FILMS:,} of each"),
        (
            "reliability.md",
            f"| {MAX_PROPOSED}, the oldest are dropped; {MAX_DONE} carried out within a day |",
        ),
        ("reliability.md", f"| {MAX_CHARACTERS:,} characters |"),
        ("nights.md", f"\nmost {COVER_SIZE / 2**20:.6g} MiB."),
        ("privacy.md", f"| draws {open_draws.KEPT_FOR.days} days, luck until you delete |"),
        ("privacy.md", f"shown to you in direct messages | {shown_films.KEPT_FOR.days} days |"),
        ("privacy.md", f"| until it ends, {guesses.KEPT_FOR.days} days at most |"),
    ],
)
def test_what_is_promised_is_what_holds(page: str, promise: str) -> None:
    assert promise in (DOCS / page).read_text(encoding="utf-8")
