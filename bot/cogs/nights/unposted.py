"""Tells whoever next uses ``/night`` in a server of messages that Discord did not take."""

from collections.abc import Sequence
from dataclasses import replace

import structlog

from bot.errors import UnavailableError, UserFacingError
from bot.interactions.handlers import Call, Handler
from bot.messages import limits
from bot.messages.forms import Form
from bot.messages.reply import Reply
from bot.rules.nights.jobs import JobKind
from bot.state.nights.due_jobs import Upkeep
from bot.state.nights.troubles import Trouble, Troubles
from bot.text import clip
from bot.views.errors import explain

_MOST = 5
"""So many are told at once; the others come with the next command."""

_WHAT = {
    JobKind.REMIND_DAY.name: "the reminder a day before",
    JobKind.REMIND_HOUR.name: "the reminder an hour before",
    Upkeep.ANNOUNCE.name: "its card or its result",
    Upkeep.TELL.name: "that it was moved or cancelled",
    Upkeep.NEXT_EVENING.name: "the next evening of its series",
}
_WHY = {
    10003: "its channel is gone",
    50001: "I cannot see its channel any more",
    50013: "I lack a permission in its channel",
    160005: "its thread is locked",
}
_log = structlog.get_logger(__name__)


def telling(handler: Handler, troubles: Troubles) -> Handler:
    """Return a handler whose replies also say what could not be posted in the server."""

    async def answer(call: Call) -> Reply | Form:
        try:
            reply = await handler(call)
        except UnavailableError:
            raise
        except UserFacingError as error:
            reply = explain(error, call.request)
        if isinstance(reply, Form) or call.asker.guild_id is None:
            return reply
        try:
            found = (await troubles.messages(call.asker.guild_id))[:_MOST]
            await troubles.told(found)
        except UnavailableError as error:
            _log.warning("troubles_not_told", reason=str(error))
            return reply
        if not found:
            return reply
        parts = [reply.content or "", _sentences(found)]
        return replace(reply, content=clip("\n".join(filter(None, parts)), limits.CONTENT))

    return answer


def _sentences(found: Sequence[Trouble]) -> str:
    lines = [
        f"-# ⚠️ Night {trouble.number}: I could not post "
        f"{_WHAT.get(trouble.kind, 'what I had to say')}; "
        f"{_WHY.get(trouble.code, 'Discord refused it')}. "
        + (
            "It is too late for it now."
            if trouble.given_up
            else "I keep trying; `/night move here:True` takes the night to another channel."
        )
        for trouble in found
    ]
    return "\n".join(lines)
