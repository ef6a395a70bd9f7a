"""Choosing among nights, and among the times that somebody may have meant."""

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo

import discord
from discord.utils import format_dt

from bot.errors import OnlyFilmError
from bot.messages import limits
from bot.messages.controls import Mode
from bot.messages.markdown import escape
from bot.messages.reply import Button, Menu, Option, Reply, Style
from bot.messages.request import Request
from bot.messages.request_names import RequestName
from bot.rules.nights.night import Status
from bot.rules.times.parse import Doubt, TimeQuestion
from bot.state.nights.planning import Plan, PlannedNight
from bot.text import clip
from bot.views.errors import notice
from bot.views.nights.card import COLORS, about

_DOUBTS: Mapping[Doubt, str] = {
    Doubt.SKIPPED: "The clocks go forward just then: that hour does not exist there.",
    Doubt.DOUBLED: "The clocks go back just then: that hour comes twice there.",
    Doubt.SEVERAL: "That can be read in several ways.",
}


def nights_list(nights: Sequence[PlannedNight], now: datetime, zone: tzinfo) -> Reply:
    """Return the nights that are neither watched nor cancelled, soonest first.

    Args:
        nights: The nights.
        now: What time it is; nights that are over are listed apart, with what is left to do.
        zone: Of the times in the menu, where Discord shows no timestamps.
    """
    over = [planned for planned in nights if planned.plan.night.ends_at <= now]
    lines = [_line(planned) for planned in nights if planned not in over]
    lines = lines or ["None yet: `/night plan when:friday 8pm` begins one."]
    if over:
        lines += ["", "**Over, but still on the list**", *map(_line, over)]
        lines.append("-# `/night watched night:…` or `/night cancel night:…` takes them off.")
    embed = discord.Embed(
        title="Nights to come",
        description=clip("\n".join(lines), limits.EMBED_DESCRIPTION),
        color=COLORS[Status.PLANNED],
    )
    options = tuple(
        Option(night_label(planned, zone), about(planned, RequestName.NIGHT_SHOW))
        for planned in nights
    )
    rows = (Menu("Show a night", options, Mode.POST),) if options else ()
    return Reply(embeds=(embed,), rows=rows, private=not nights)


def only_film(planned: PlannedNight, error: OnlyFilmError) -> Reply:
    """Return the notice that one film stands, with the button that takes it without a vote."""
    take = Button(
        "Take it", about(planned, RequestName.NIGHT_SETTLE), Mode.POST, "🏁", Style.PRIMARY
    )
    return notice("No vote yet", escape(str(error)), (take,))


def night_label(planned: PlannedNight, zone: tzinfo) -> str:
    """Return one line of plain text for a night, where Discord shows no timestamps."""
    starts = planned.plan.night.starts_at.astimezone(zone)
    place = f", {planned.plan.place}" if planned.plan.place else ""
    when = f"{starts:%a} {starts.day} {starts:%b, %H:%M %Z}"
    return f"{planned.id}: {when}{place} ({planned.plan.night.status})"


def ask_back(question: TimeQuestion, request: Request, option: str) -> Reply:
    """Return the question which of several times is meant, a button for each.

    Args:
        question: The times.
        request: What was asked for.
        option: Its option that holds the time.
    """
    buttons = tuple(
        Button(
            f"{reading:%a} {reading.day} {reading:%b %Y, %H:%M %Z}",
            request.replace(**{option: format_dt(reading)}),
            Mode.POST,
        )
        for reading in question.readings[: limits.BUTTONS_PER_ROW]
    )
    lines = "\n".join(f"- for you {format_dt(reading, 'F')}" for reading in question.readings)
    return notice("Which time do you mean?", f"{_DOUBTS[question.doubt]}\n{lines}", buttons)


def _line(planned: PlannedNight) -> str:
    night = planned.plan.night
    at = _at(planned.plan)
    return f"**{planned.id}.** {format_dt(night.starts_at, 'F')}{at}: {night.status}"


def _at(plan: Plan) -> str:
    return f", {escape(plan.place)}" if plan.place else ""
