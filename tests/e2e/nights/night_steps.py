"""What many tests of nights do."""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from typing import Any

from bot.playground.discord.interactions.exchange import Exchange
from tests.e2e.stage import Stage, embed, message, options

BEN, CLEO, DAN = "ben", "cleo", "dan"
FILMS = (
    "The Matrix (1999)",
    "The Godfather (1972)",
    "Kramer vs. Kramer (1979)",
    "Castle in the Sky (1986)",
)


async def plan(stage: Stage, when: str = "in 2 days", **options_: Any) -> Exchange:
    """Plan a night as the server's owner."""
    planned = await stage.slash("night plan", user="owner", when=when, **options_)
    assert embed(planned)["title"] == "🍿 Movie night", embed(planned)
    return planned


async def nominate_all(stage: Stage) -> None:
    """Let three people nominate one film each."""
    for user, film in zip(("ada", BEN, CLEO), FILMS, strict=False):
        named = await stage.slash("night nominate", user=user, film=film)
        assert f"You nominated *{film}*" in embed(named)["description"], embed(named)


async def board(stage: Stage) -> dict[str, Any]:
    """Return the night's card as it stands."""
    return message(await stage.slash("night show"))


async def cancel(stage: Stage, **night: str) -> Exchange:
    """Call a night off, being sure."""
    asked = await stage.slash("night cancel", user="owner", **night)
    assert asked.ephemeral
    return await stage.playground.click("owner", asked, "Call it off")


async def cast(stage: Stage, opened: Exchange, user: str, films: Sequence[str]) -> Exchange:
    """Choose films one after the other in the first menu of a ballot."""
    panel = await stage.playground.click(user, opened, "Vote")
    for film in films:
        value = next(option["value"] for option in options(panel) if film in option["label"])
        panel = await stage.playground.select(user, panel, None, [value])
    return panel


async def until(condition: Callable[[], object]) -> None:
    """Return when something has become true."""
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110 - what is waited for is elsewhere
            await asyncio.sleep(0.02)


async def shown_with(stage: Stage, text: str) -> Exchange:
    """Show the night's card until it says something; return it."""
    async with asyncio.timeout(10):
        while text not in str(embed(shown := await stage.slash("night show"))):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    return shown


async def settled(stage: Stage) -> None:
    """Return when what is due has been done, and cards have been edited."""
    await asyncio.sleep(0.15)
    await stage.playground.settle()


def events_of(stage: Stage) -> list[dict[str, Any]]:
    """Return the events of the server, in the order in which they were made."""
    return [event for _, event in sorted(stage.playground.world.home.scheduled_events.items())]


async def event_of(stage: Stage) -> dict[str, Any]:
    """Return the latest event of the server, once the bot is done with it."""
    await until(lambda: events_of(stage) and _is_noted(stage, events_of(stage)[-1]["id"]))
    await settled(stage)
    return events_of(stage)[-1]


def _is_noted(stage: Stage, event_id: str) -> bool:
    """Return whether the bot has noted which event is whose."""
    with closing(sqlite3.connect(stage.settings.data_dir / "state.sqlite")) as state:
        noted = state.execute("SELECT 1 FROM nights WHERE event_id = ?", (int(event_id),))
        return noted.fetchone() is not None


def is_idle(stage: Stage) -> bool:
    """Return whether the bot has done all that is due by now."""
    now = int(stage.clock.now().timestamp() * 1_000_000)
    with closing(sqlite3.connect(stage.settings.data_dir / "state.sqlite")) as state:
        due = "SELECT 1 FROM due_jobs WHERE done_at IS NULL AND due_at <= ?"
        return state.execute(due, (now,)).fetchone() is None


def own_posts(stage: Stage, mark: int) -> list[dict[str, Any]]:
    """Return what the bot has posted by itself since a mark."""
    entries = stage.playground.journal.since(mark)
    return [e.message for e in entries if e.action == "create" and e.interaction_id is None]


def own_messages(stage: Stage, mark: int) -> list[dict[str, Any]]:
    """Return what the bot has posted by itself since a mark of the journal."""
    entries = stage.playground.journal.since(mark)
    return [e.message for e in entries if e.action == "create" and e.interaction_id is None]


async def posted(stage: Stage, mark: int, count: int) -> list[dict[str, Any]]:
    """Wait until the bot has posted so many messages by itself, and return them: no more came."""
    await until(lambda: len(own_messages(stage, mark)) >= count)
    await stage.playground.settle()
    own = own_messages(stage, mark)
    assert len(own) == count, [one["content"] for one in own]
    return own
