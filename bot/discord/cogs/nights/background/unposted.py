"""Tells the next person who uses ``/night`` in a server which messages Discord refused."""

from collections.abc import Sequence
from dataclasses import replace

import structlog

from bot.discord.interactions.handlers import Call, Handler
from bot.discord.messages import limits
from bot.discord.messages.forms import Form
from bot.discord.messages.reply import Reply
from bot.discord.views.errors import explain
from bot.errors import UnavailableError, UserFacingError
from bot.i18n import N_, _
from bot.rules.nights.jobs import JobKind
from bot.state.nights.due_jobs import Upkeep
from bot.state.nights.troubles import Trouble, Troubles
from bot.text import clip

_MAX_TOLD = 5
"""How many are listed at once; the others follow with the next command."""

_WHAT = {
    JobKind.REMIND_DAY.name: N_(
        "Night {number}: I couldn't post the reminder a day before; {why}."
    ),
    JobKind.REMIND_HOUR.name: N_(
        "Night {number}: I couldn't post the reminder an hour before; {why}."
    ),
    Upkeep.ANNOUNCE.name: N_("Night {number}: I couldn't post its card or its result; {why}."),
    Upkeep.TELL.name: N_("Night {number}: I couldn't post that it was moved or cancelled; {why}."),
    Upkeep.NEXT_EVENING.name: N_(
        "Night {number}: I couldn't post the next evening of its series; {why}."
    ),
}
_WHATEVER = N_("Night {number}: I couldn't post a message about it; {why}.")
_WHY = {
    10003: N_("its channel is gone"),
    50001: N_("I can't see its channel any more"),
    50013: N_("I'm missing a permission in its channel"),
    160005: N_("its thread is locked"),
}
_REFUSED = N_("Discord refused it")
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
            found = (await troubles.messages(call.asker.guild_id))[:_MAX_TOLD]
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
    return "\n".join(f"-# ⚠️ {' '.join(_told(trouble))}" for trouble in found)


def _told(trouble: Trouble) -> tuple[str, str]:
    """Return what could not be posted, why, and what happens next: a sentence each."""
    why = _(_WHY.get(trouble.code, _REFUSED))
    return (
        _(_WHAT.get(trouble.kind, _WHATEVER), number=trouble.number, why=why),
        _("It's too late for that now.")
        if trouble.given_up
        else _(
            "I'll keep trying; `/night move here:True` moves the night to the channel you use it "
            "in."
        ),
    )
