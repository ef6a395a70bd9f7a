"""The first answer to an interaction: within three seconds, and exactly once.

Discord takes one first answer; where that came through but its confirmation is slow or lost, a
second one would be refused, and the bot would not know which message is its own. So whoever waits
too long asks Discord for the message before sending again.
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeAlias

import aiohttp
import discord

ALREADY_ANSWERED = 40060

ATTEMPTS = 3
ATTEMPT_SECONDS = 0.8
"""discord.py waits one second after a server error, then three: too long for a first answer."""

LOOK_SECONDS = 0.5
"""How long to wait for Discord to say whether an answer is there."""

Sent: TypeAlias = "discord.InteractionCallbackResponse[Any] | None"
Send: TypeAlias = Callable[[], Coroutine[Any, Any, Sent]]


async def first_answer(
    interaction: discord.Interaction[Any], send: Send, *, leaves_trace: bool = True
) -> int:
    """Send a first answer, again at once where an attempt failed, or hangs and did not arrive.

    Args:
        interaction: What is answered.
        send: Makes one attempt.
        leaves_trace: Whether there is a message afterwards that Discord can be asked for; of a
            form there is none, and an attempt that hangs is waited for.

    Returns:
        The id of the message; 0 where there is none, or Discord does not say.

    Raises:
        discord.HTTPException: Discord refuses it.
        aiohttp.ClientError, OSError: Discord cannot be reached.
    """
    for attempt in range(ATTEMPTS):
        is_last = attempt == ATTEMPTS - 1
        sending = asyncio.ensure_future(send())
        try:
            await asyncio.wait(
                {sending}, timeout=None if is_last or not leaves_trace else ATTEMPT_SECONDS
            )
            if sending.done():
                return _message_id(sending.result())
            if (found := await _look(interaction)) is not None:
                return found
        except (aiohttp.ClientError, OSError):
            if leaves_trace and (found := await _look(interaction)) is not None:
                return found
            if is_last:
                raise
        except discord.HTTPException as error:
            if not attempt or error.code != ALREADY_ANSWERED:
                raise
            return await _look(interaction) or 0 if leaves_trace else 0
        finally:
            await _end(sending)
    raise AssertionError("the last attempt returns or raises")


def _message_id(sent: Sent) -> int:
    return (sent.message_id if sent is not None else None) or 0


async def _look(interaction: discord.Interaction[Any]) -> int | None:
    """Return the id of the message that is the answer; ``None`` where there is none to be seen."""
    try:
        async with asyncio.timeout(LOOK_SECONDS):
            return (await interaction.original_response()).id
    except (discord.DiscordException, aiohttp.ClientError, OSError):
        return None  # a timeout is an OSError too


async def _end(sending: "asyncio.Future[Sent]") -> None:
    """Give up an attempt whose outcome nobody waits for any more."""
    if not sending.done():
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)
