"""Choosing among nights, and among the times somebody may have meant."""

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo

import discord
from discord.utils import format_dt

from bot.discord.messages import limits
from bot.discord.messages.controls import Mode
from bot.discord.messages.markdown import escape, quote
from bot.discord.messages.reply import Button, Menu, Option, Reply, Style
from bot.discord.messages.request import Request
from bot.discord.messages.request_names import RequestName
from bot.discord.views.nights.card import COLORS, about
from bot.discord.views.nights.places import bare_place, shown_places
from bot.discord.views.notices import notice
from bot.errors import OnlyFilmError
from bot.i18n import N_, _, ngettext, pgettext
from bot.rules.nights.night import STATUS_CONTEXT, STATUS_NAMES, Status
from bot.rules.times.days import Doubt
from bot.rules.times.parse import Reading, TimeQuestion
from bot.rules.times.printing import printed, printed_briefly
from bot.rules.times.zones.zones import zone_label, zone_place
from bot.state.nights.planning import PlannedNight
from bot.text import clip

_MAX_OVER = 5
"""How many past nights are listed: evenings of a series that nobody marked as watched."""

_DOUBTS: Mapping[Doubt, str] = {
    Doubt.SKIPPED: N_("The clocks go forward just then: that hour doesn't exist there."),
    Doubt.DOUBLED: N_("The clocks go back just then: that hour comes twice there."),
    Doubt.SEVERAL: N_("That can be read in several ways."),
    Doubt.NO_HOUR: N_("You didn't give a time. Choose one, or write it too, as in “friday 8pm”."),
    Doubt.OTHER_WEEKDAY: N_("That date falls on another day of the week."),
    Doubt.NEXT_YEAR: N_("That day is over this year; this is the next one."),
    Doubt.ZONE: N_("The time zone you named could mean several."),
}


def nights_list(nights: Sequence[PlannedNight], now: datetime, zone: tzinfo) -> Reply:
    """Return the nights that are neither watched nor cancelled, soonest first.

    Args:
        nights: The nights.
        now: What time it is; past nights are listed separately, with what is left to do.
        zone: For the times in the menu, where Discord does not render timestamps.
    """
    over = [planned for planned in reversed(nights) if planned.plan.night.ends_at <= now]
    lines = [_line(planned) for planned in nights if planned not in over]
    lines = lines or [_("None yet: `/night plan when:friday 8pm` starts one.")]
    if over:
        lines += ["", _("**Over, but still on the list**"), *map(_line, over[:_MAX_OVER])]
        if (more := len(over) - _MAX_OVER) > 0:
            lines.append(ngettext("and {count} more", "and {count} more", more))
        lines.append(
            _("-# `/night watched night:…` or `/night cancel night:…` takes them off the list.")
        )
    embed = discord.Embed(
        title=_("Upcoming nights"),
        description=clip("\n".join(lines), limits.EMBED_DESCRIPTION),
        color=COLORS[Status.PLANNED],
    )
    options = tuple(
        Option(night_label(planned, zone), about(planned, RequestName.NIGHT_SHOW))
        for planned in (*(one for one in nights if one not in over), *over)
    )
    rows = (Menu(_("Show a night"), options, Mode.POST),) if options else ()
    return Reply(embeds=(embed,), rows=rows, private=not nights)


def only_film(planned: PlannedNight, error: OnlyFilmError) -> Reply:
    """Return the notice that only one film is nominated, with a button to take it."""
    take = Button(
        _("Take it"), about(planned, RequestName.NIGHT_SETTLE), Mode.POST, "🏁", Style.PRIMARY
    )
    return notice(_("No vote yet"), escape(str(error)), (take,))


def night_label(planned: PlannedNight, zone: tzinfo) -> str:
    """Return one line of plain text for a night, where Discord does not render timestamps."""
    starts = planned.plan.night.starts_at.astimezone(zone)
    places = [bare_place(planned.plan)] if planned.plan.place else []
    at = ", ".join([printed_briefly(starts), *places])
    return f"{planned.number}: {at} ({_stands(planned)})"


def ask_back(question: TimeQuestion, request: Request, option: str, said: str = "") -> Reply:
    """Return the question which of several times is meant, a button for each.

    Args:
        question: The times.
        request: What was asked for.
        option: Its option that holds the time.
        said: The text before the time, which is kept.
    """
    zones = len({str(reading.zone) for reading in question.readings}) > 1
    shown = question.readings[: limits.BUTTONS_PER_ROW]
    labels = [
        f"{printed_briefly(reading.local)} ({zone_place(str(reading.zone))})"
        if zones
        else printed_briefly(reading.local)
        for reading in shown
    ]
    buttons = tuple(
        Button(
            label,
            request.replace(**{option: f"{said} {format_dt(reading.moment)}".strip()}),
            Mode.POST,
        )
        for label, reading in zip(labels, shown, strict=True)
    )
    lines = [
        _("{label}: {time} for you", label=label, time=format_dt(reading.moment, "F"))
        for label, reading in zip(labels, shown, strict=True)
    ]
    text = "\n".join([_(_DOUBTS[question.doubt]), *(f"- {line}" for line in lines)])
    return notice(_("Which time do you mean?"), text, buttons)


def as_read(reading: Reading, typed: str) -> str:
    """Return the line that repeats the day, time and zone as they were read.

    Args:
        reading: What was read.
        typed: What was typed; a Discord timestamp, as sent by a button, is not repeated.
    """
    time, zone = printed(reading.local), escape(zone_label(reading.zone))
    if typed.startswith("<t:"):
        return _("That is **{time}** ({zone}).", time=time, zone=zone)
    return _("I read {typed} as **{time}** ({zone}).", typed=quote(typed), time=time, zone=zone)


def _line(planned: PlannedNight) -> str:
    plan = planned.plan
    at = ", ".join([format_dt(plan.night.starts_at, "F"), *shown_places(plan)])
    return f"**{planned.number}.** {at}: {_stands(planned)}"


def _stands(planned: PlannedNight) -> str:
    return pgettext(STATUS_CONTEXT, STATUS_NAMES[planned.plan.night.status])
