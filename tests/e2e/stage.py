"""A stage for end-to-end tests: the real bot on the local Discord, in one process."""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.app import run_bot
from bot.clock import ShiftedClock
from bot.config import Settings, load_settings
from bot.discord.interactions.sending.render import REPEATED, SAVED
from bot.discord.messages.controls import ControlId
from bot.discord.messages.request import Request
from bot.playground.discord.interactions.exchange import Exchange
from bot.playground.playground import SETTLE_SECONDS, Playground
from bot.playground.process.connect import directed_to, loopback_connector

Json = dict[str, Any]

READY_SECONDS = 60.0
"""How long a start may take, on a busy machine and with a catalogue to build."""
LONG_SEARCH: Json = {
    "genre": "drama, crime",
    "from_year": 1960,
    "to_year": 2020,
    "min_rating": 5.0,
    "min_votes": 1000,
    "kind": "films",
    "sort": "votes",
}
"""Options for which the id of a control has no room."""


class Stage:
    """The bot and the people who talk to it.

    Attributes:
        playground: The local Discord.
        clock: The time of the bot and of Discord.
        settings: How the bot is set up.
    """

    def __init__(self, playground: Playground, clock: ShiftedClock, settings: Settings) -> None:
        self.playground = playground
        self.clock = clock
        self.settings = settings
        self._stop = asyncio.Event()
        self._running: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Start the bot and wait until its commands are there."""
        self._stop = asyncio.Event()
        ready = asyncio.Event()
        running = asyncio.create_task(
            run_bot(
                self.settings,
                self.clock,
                token=self.playground.token,
                stop=self._stop,
                connector=loopback_connector(),
                on_ready=ready.set,
                guild_ready_timeout=0.0,
            )
        )
        waiting = asyncio.create_task(ready.wait())
        await asyncio.wait(
            {running, waiting}, return_when=asyncio.FIRST_COMPLETED, timeout=READY_SECONDS
        )
        waiting.cancel()
        if running.done():
            running.result()
        assert ready.is_set(), "the bot did not get ready"
        self._running = running

    async def stop(self) -> None:
        """Stop the bot cleanly."""
        self._stop.set()
        if self._running is not None:
            running, self._running = self._running, None
            await asyncio.wait_for(running, 10)

    async def restart(self) -> None:
        """Stop the bot and start it again on the same databases."""
        await self.stop()
        await self.start()

    async def slash(self, name: str, /, *, user: str = "ada", **options: Any) -> Exchange:
        """Use a slash command."""
        given = {key.rstrip("_"): value for key, value in options.items()}
        return await self.playground.slash(user, name, given)

    async def typing(self, name: str, focused: str, /, **options: Any) -> list[str]:
        """Type in an option and return the names that are offered."""
        exchange = await self.playground.autocomplete("ada", name, options, focused)
        assert exchange.choices is not None, exchange.error
        return [choice["name"] for choice in exchange.choices]


@asynccontextmanager
async def staged(
    data_dir: Path,
    *,
    openapi: Path | None = None,
    settle_seconds: float = SETTLE_SECONDS,
    locale: str = "en-US",
    **settings: object,
) -> AsyncGenerator[Stage]:
    """Set the stage; at the end Discord must have had nothing to complain of."""
    clock = ShiftedClock()
    made = load_settings(
        None, **{"discord_token": None, "database_url": None, "data_dir": data_dir, **settings}
    )
    async with Playground(
        clock=clock, openapi=openapi, settle_seconds=settle_seconds
    ) as playground:
        playground.world.home.locale = locale
        with directed_to(playground.api_base, playground.gateway_url):
            stage = Stage(playground, clock, made)
            await stage.start()
            try:
                yield stage
            finally:
                await stage.stop()
        assert not playground.violations, list(playground.violations)
        assert not (misread := _misread(playground)), misread


def pressable(message: Json) -> list[tuple[str, str | None]]:
    """Return the buttons of a message and the lines of its menus: the custom_id, and the value."""
    return [
        (control["custom_id"], value)
        for row in message.get("components", [])
        for control in row["components"]
        if "custom_id" in control and not control.get("disabled")
        for value in [option["value"] for option in control.get("options", [])] or [None]
    ]


def request_of(custom_id: str, value: str | None = None) -> Request | None:
    """Return what a control asks for; ``None`` where the request is kept in the state store."""
    payload = _payload_of(custom_id, value)
    return None if payload.startswith(SAVED) else Request.decode(payload)


def _payload_of(custom_id: str, value: str | None) -> str:
    control = ControlId.decode(custom_id)
    assert control is not None, custom_id
    return control.payload.rstrip(REPEATED) if value is None else value


def _misread(playground: Playground) -> set[str]:
    """Return what stands in controls, of all that the bot sent, and is read as something else.

    That is an option which its request does not take.
    """
    return {
        _payload_of(*control)
        for entry in playground.journal.since(0)
        for control in pressable(entry.message)
        if (request := request_of(*control)) is not None
        and request.encode() != _payload_of(*control)
    }


def message(exchange: Exchange) -> Json:
    """Return the reply, which must be there."""
    assert exchange.error is None, exchange.error
    assert exchange.reply is not None
    return exchange.reply


def embed(exchange: Exchange) -> Json:
    """Return the reply's first embed."""
    return message(exchange)["embeds"][0]


def text(exchange: Exchange) -> str:
    """Return what the embed of an answer says."""
    return embed(exchange)["description"]


def fields(exchange: Exchange) -> Mapping[str, str]:
    """Return the fields of the first embed by name."""
    return {field["name"]: field["value"] for field in embed(exchange).get("fields", [])}


def controls(exchange: Exchange) -> list[Json]:
    """Return all buttons and menus."""
    return [
        control for row in message(exchange).get("components", []) for control in row["components"]
    ]


def labels(exchange: Exchange) -> list[str]:
    """Return what the buttons say."""
    return [control["label"] for control in controls(exchange) if control["type"] == 2]


def options(exchange: Exchange) -> list[Json]:
    """Return the lines of all menus."""
    return [
        option
        for control in controls(exchange)
        if control["type"] == 3
        for option in control["options"]
    ]
