"""Running a night: opening nominations, cancelling it, and the *Manage* panel."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import discord

from bot.discord.cogs.nights.desk import NightDesk
from bot.discord.guild.channel_permissions import EVENTS, lacking
from bot.discord.interactions.handlers import Call, answers
from bot.discord.messages.controls import Mode
from bot.discord.messages.reply import Button, Reply, Style
from bot.discord.messages.request import Request
from bot.discord.messages.request_names import RequestName
from bot.discord.views.nights.card import COLORS, about, moment
from bot.discord.views.nights.series import in_words
from bot.discord.views.notices import notice
from bot.i18n import N_, _, listing, ngettext
from bot.rules.nights.night import Action, advance, possible_actions
from bot.rules.nights.rsvp import Rsvp
from bot.state.nights.planning import PlannedNight
from bot.state.store import StateStore

_ACTIONS: Mapping[Action, tuple[str, RequestName, str, Style]] = {
    Action.NOMINATE: (N_("Open nominations"), RequestName.NIGHT_OPEN, "🎬", Style.PRIMARY),
    Action.VOTE: (N_("Open the vote"), RequestName.NIGHT_VOTE, "🗳️", Style.PRIMARY),
    Action.CLOSE: (N_("Close the vote"), RequestName.NIGHT_RESULT, "🏁", Style.PRIMARY),
    Action.WATCH: (N_("We watched it"), RequestName.NIGHT_WATCHED, "🍿", Style.SUCCESS),
    Action.CANCEL: (N_("Call it off …"), RequestName.NIGHT_CANCEL, "🗑️", Style.DANGER),
}

_EVENT_STAYS = N_(
    "-# I don't have {permissions} here, so this night's server event may stay up: delete it "
    "yourself, or grant me that before you cancel the next one."
)


class Running:
    """Answers requests that change a night's status.

    Args:
        state: Where nights are kept.
        desk: Finds nights and shows them.
    """

    def __init__(self, state: StateStore, desk: NightDesk) -> None:
        self._state = state
        self._desk = desk

    @answers(RequestName.NIGHT_MANAGE)
    async def manage(self, call: Call) -> Reply:
        """Answer *Manage*: what the asker can do with the night now."""
        planned = await self._desk.find(call)
        rights = await self._desk.rights(call.asker, planned)
        possible = possible_actions(planned.plan.night.status, rights)
        buttons = tuple(
            Button(_(label), about(planned, request), _mode(action), emoji, style)
            for action, (label, request, emoji, style) in _ACTIONS.items()
            if action in possible
        )
        more = await self._more(call, planned, possible)
        text = _("This is what you can do with it now.")
        if not (buttons or more):
            text = _(
                "Its host, moderators and anyone who may close votes can do more here than you can."
            )
        embed = discord.Embed(
            title=_("Movie night {number}", number=planned.number),
            description=text,
            color=COLORS[planned.plan.night.status],
        )
        rows = tuple(row for row in (buttons, more) if row)
        return Reply(embeds=(embed,), rows=rows, private=True)

    async def _more(
        self, call: Call, planned: PlannedNight, possible: Sequence[Action]
    ) -> tuple[Button, ...]:
        """Return the buttons other than those that change the night's status."""
        buttons: list[Button] = []
        if Action.MOVE in possible:
            edit = about(planned, RequestName.NIGHT_EDIT)
            buttons.append(Button(_("Edit"), edit, Mode.OPEN, "✏️"))
            if planned.plan.chooser is not None:
                other = about(planned, RequestName.NIGHT_PASS)
                buttons.append(Button(_("Let somebody else host"), other, Mode.POST, "🎩"))
        if (series_id := planned.plan.series_id) is not None:
            its = Request.of(RequestName.NIGHT_SERIES_OPEN, series=series_id)
            buttons.append(Button(_("The series"), its, Mode.OPEN, "🔁"))
        return tuple(buttons)

    @answers(RequestName.NIGHT_OPEN)
    async def open_nominations(self, call: Call) -> Reply:
        """Answer *Open nominations*."""
        planned = await self._desk.find(call)
        rights = await self._desk.rights(call.asker, planned)
        return await self._desk.card(
            await self._state.night_transitions.open_nominations(planned.id, rights),
            call.asker.channel_id,
        )

    @answers(RequestName.NIGHT_CANCEL)
    async def ask_before_cancelling(self, call: Call) -> Reply:
        """Answer ``/night cancel``: ask for confirmation."""
        planned = await self._desk.find(call)
        rights = await self._desk.rights(call.asker, planned)
        advance(planned.plan.night.status, Action.CANCEL, rights)
        evening = await self._state.night_transitions.get(planned.id)
        coming = sum(answer is Rsvp.YES for answer in evening.rsvps.values())
        lines = [moment(planned.plan.night)]
        if coming:
            lines.append(
                ngettext(
                    "{count} person said they're coming.",
                    "{count} people said they're coming.",
                    coming,
                )
            )
        if evening.ballots:
            lines.append(
                ngettext(
                    "{count} ballot would be lost.",
                    "{count} ballots would be lost.",
                    evening.ballots,
                )
            )
        lines.append(
            _("This can't be undone; to change the time or place instead, use `/night move`.")
        )
        sure = Button(
            _("Call it off"),
            about(planned, RequestName.NIGHT_CANCELLED),
            Mode.POST,
            "🗑️",
            Style.DANGER,
        )
        buttons = (sure,)
        if evening.series is not None and evening.series.series.ended_at is None:
            when = in_words(evening.series.series.recurrence)
            lines.append(_("This skips one evening: “{when}” goes on.", when=when))
            end = Request.of(RequestName.NIGHT_SERIES_END, series=evening.series.id)
            buttons = (sure, Button(_("End the series …"), end, Mode.OPEN, "🔁"))
        return notice(
            _("Call off night {number}?", number=planned.number), "\n".join(lines), buttons
        )

    @answers(RequestName.NIGHT_CANCELLED)
    async def cancel(self, call: Call) -> Reply:
        """Answer *Call it off*; the server's event goes too."""
        planned = await self._desk.find(call)
        rights = await self._desk.rights(call.asker, planned)
        planned = await self._state.night_transitions.cancel(planned.id, rights)
        card = await self._desk.card(planned, call.asker.channel_id)
        missing = lacking(call.asker, EVENTS)
        if missing and planned.plan.event_id is not None:
            return replace(
                card,
                content=_(_EVENT_STAYS, permissions=listing([f"**{name}**" for name in missing])),
            )
        return card


def _mode(action: Action) -> Mode:
    """Return where the answer goes: a confirmation is only for the asker."""
    return Mode.OPEN if action is Action.CANCEL else Mode.POST
