"""The first answer to an interaction: within three seconds, and exactly once.

Discord accepts one first answer. If it arrived but its confirmation is slow or lost, a second one
would be refused, and the bot would not know which message is its own; so after a timeout Discord is
asked for the message before it is sent again. Rate limits (429) are waited out.
"""

import asyncio
import time
from collections.abc import Callable, Coroutine
from contextvars import ContextVar
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, TypeAlias

import aiohttp
import discord

ALREADY_ANSWERED = 40060

ATTEMPTS = 3
ATTEMPT_SECONDS = 0.8
"""discord.py waits one second after a server error, then three: too long for a first answer."""

LOOK_SECONDS = 0.5
"""How long to wait for Discord to say whether an answer has arrived."""

Sent: TypeAlias = "discord.InteractionCallbackResponse[Any] | None"
Send: TypeAlias = Callable[[], Coroutine[Any, Any, Sent]]


async def first_answer(
    interaction: discord.Interaction[Any], send: Send, *, leaves_trace: bool = True
) -> int:
    """Send a first answer, at once again if an attempt failed, or hangs and did not arrive.

    Args:
        interaction: What is answered.
        send: Makes one attempt.
        leaves_trace: Whether there is a message afterwards that Discord can be asked for. A form
            leaves none, so an attempt that hangs is waited for.

    Returns:
        The id of the message; 0 if there is none, or Discord does not say.

    Raises:
        discord.HTTPException: Discord refuses it.
        aiohttp.ClientError, OSError: Discord cannot be reached.
    """
    for attempt in range(ATTEMPTS):
        is_last = attempt == ATTEMPTS - 1
        sending, limit = _begin(send)
        try:
            patience = None if is_last or not leaves_trace else ATTEMPT_SECONDS
            await _wait(sending, limit, patience)
            if (found := await _arrived(interaction, sending)) is not None:
                return found
        except (aiohttp.ClientError, OSError):
            if leaves_trace and (found := await _look(interaction)) is not None:
                return found
            if is_last:
                raise
        except discord.DiscordException as error:
            if limit.left > 0 and not is_last:
                await asyncio.sleep(limit.left)
                continue
            if not attempt or not _says_answered(error):
                raise
            return await _look(interaction) or 0 if leaves_trace else 0
        finally:
            await _end(sending)
    raise AssertionError("the last attempt returns or raises")


@dataclass(slots=True)
class _Limit:
    """The monotonic time until which an attempt is rate limited."""

    until: float = 0.0

    @property
    def left(self) -> float:
        """The seconds left."""
        return self.until - time.monotonic()


_limit: ContextVar[_Limit | None] = ContextVar("limit", default=None)


def rate_limit_trace() -> aiohttp.TraceConfig:
    """Return the ``http_trace`` that tells first answers of a 429 while discord.py waits."""
    trace = aiohttp.TraceConfig()
    trace.on_request_end.append(_note_limit)
    return trace


async def _note_limit(
    _session: aiohttp.ClientSession, _context: Any, request: aiohttp.TraceRequestEndParams
) -> None:
    limit = _limit.get()
    if limit is not None and request.response.status == HTTPStatus.TOO_MANY_REQUESTS:
        seconds = float(request.response.headers.get("Retry-After", ATTEMPT_SECONDS))
        limit.until = time.monotonic() + seconds


def _begin(send: Send) -> "tuple[asyncio.Future[Sent], _Limit]":
    """Begin an attempt; its limit is set when Discord rate limits it."""
    limit = _Limit()
    token = _limit.set(limit)
    try:
        return asyncio.ensure_future(send()), limit
    finally:
        _limit.reset(token)


async def _wait(sending: "asyncio.Future[Sent]", limit: _Limit, seconds: float | None) -> None:
    """Wait for an attempt, not counting the time that it is rate limited."""
    await asyncio.wait({sending}, timeout=seconds)
    while not sending.done() and limit.left > 0:
        # discord.py waits out the limit, and sends again by itself.
        await asyncio.wait({sending}, timeout=limit.left + ATTEMPT_SECONDS)


async def _arrived(
    interaction: discord.Interaction[Any], sending: "asyncio.Future[Sent]"
) -> int | None:
    """Return the id of the answer's message if it is out, as the attempt or Discord says."""
    found = None if sending.done() else await _look(interaction)
    # It may have ended meanwhile; that it failed says nothing where the answer is out.
    if sending.done() and (found is None or sending.exception() is None):
        return _message_id(sending.result())
    return found


def _says_answered(error: discord.DiscordException) -> bool:
    """Whether an attempt before came through after all: Discord says so, or the library knows."""
    if isinstance(error, discord.HTTPException):
        return error.code == ALREADY_ANSWERED
    return isinstance(error, discord.InteractionResponded)


def _message_id(sent: Sent) -> int:
    return (sent.message_id if sent is not None else None) or 0


async def _look(interaction: discord.Interaction[Any]) -> int | None:
    """Return the id of the answer's message; ``None`` if there is none."""
    try:
        async with asyncio.timeout(LOOK_SECONDS):
            return (await interaction.original_response()).id
    except (discord.DiscordException, aiohttp.ClientError, OSError):
        return None  # a timeout is an OSError too


async def _end(sending: "asyncio.Future[Sent]") -> None:
    """Give up an attempt whose outcome nobody waits for any more."""
    sending.cancel()
    await asyncio.gather(sending, return_exceptions=True)
