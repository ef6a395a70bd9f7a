"""Series of nights: in words, in a list, and the panel that manages them."""

from collections.abc import Sequence
from datetime import datetime
from itertools import islice

import discord
from discord.utils import format_dt

from bot.discord.messages import limits
from bot.discord.messages.controls import Mode
from bot.discord.messages.markdown import escape
from bot.discord.messages.reply import Button, Menu, Option, Reply, Style
from bot.discord.messages.request import Request
from bot.discord.messages.request_names import RequestName
from bot.discord.views.nights.colors import COLORS
from bot.discord.views.nights.places import place_lines, shown_places
from bot.discord.views.notices import notice
from bot.i18n import N_, _, listing, ngettext
from bot.rules.nights.night import OPEN, Status
from bot.rules.series.evenings import QUIET_EVENINGS, coming, next_evening
from bot.rules.series.recurrence import LAST, Recurrence, Unit
from bot.rules.times.printing import printed_briefly
from bot.state.nights.plans import PlannedNight
from bot.state.series.table import PlannedSeries
from bot.text import clip

WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
_MONTHLY = {
    1: N_("The first {weekday} of the month at {time}"),
    2: N_("The second {weekday} of the month at {time}"),
    3: N_("The third {weekday} of the month at {time}"),
    4: N_("The fourth {weekday} of the month at {time}"),
    LAST: N_("The last {weekday} of the month at {time}"),
}
_AHEAD = 10
"""How many upcoming evenings can be skipped in the panel."""

_LISTED = 3


def in_words(recurrence: Recurrence) -> str:
    """Return when a series' evenings are: ``Every Friday at 20:00``."""
    pattern = recurrence.pattern
    weekday, time = _(WEEKDAYS[pattern.weekday]), f"{recurrence.begins:%H:%M}"
    if pattern.unit is Unit.MONTH:
        return _(_MONTHLY[pattern.step], weekday=weekday, time=time)
    match pattern.step:
        case 1:
            return _("Every {weekday} at {time}", weekday=weekday, time=time)
        case 2:
            return _("Every other {weekday} at {time}", weekday=weekday, time=time)
        case weeks:
            return _(
                "Every {weeks} weeks on {weekday} at {time}",
                weeks=weeks,
                weekday=weekday,
                time=time,
            )


def series_line(planned: PlannedSeries) -> str:
    """Return what an evening's card says about its series."""
    if planned.series.ended_at is not None:
        return _("🔁 Its series has ended.")
    recurrence = planned.series.recurrence
    return _("🔁 {when}, {zone}", when=in_words(recurrence), zone=recurrence.zone.key)


def series_list(found: Sequence[tuple[PlannedSeries, PlannedNight | None]], now: datetime) -> Reply:
    """Return the running series of a server.

    Args:
        found: Those that may be shown here, each with the evening posted last.
        now: What time it is.
    """
    lines = [
        _head(one) + "\n" + _("Next: {days}", days=listing(_days(one, latest, now)))
        for one, latest in found
    ]
    embed = discord.Embed(
        title=_("Regular nights"),
        description="\n\n".join(lines)
        or _("There are none yet: `/night plan when:every friday 8pm` starts a series."),
        color=COLORS[Status.PLANNED],
    )
    options = tuple(
        Option(in_words(one.series.recurrence), _about(one, RequestName.NIGHT_SERIES_OPEN))
        for one, _latest in found
    )
    rows = (Menu(_("Open a series"), options, Mode.OPEN),) if options else ()
    return Reply(embeds=(embed,), rows=rows, private=not found)


def series_panel(
    planned: PlannedSeries,
    latest: PlannedNight | None,
    now: datetime,
    *,
    may_change: bool,
    next_host: int | None = None,
    said: str = "",
) -> Reply:
    """Return everything about a series, as a private reply.

    Args:
        planned: The series.
        latest: The evening posted last.
        now: What time it is.
        may_change: Whether the viewer may skip evenings and end it.
        next_host: Whose turn it is next, in a rota.
        said: What has just been done; already safe.
    """
    series = planned.series
    embed = discord.Embed(
        title=in_words(series.recurrence),
        description="\n".join([said, ""] if said else []) + "\n".join(_facts(planned, next_host)),
        color=COLORS[Status.PLANNED],
    )
    if series.ended_at is None:
        embed.add_field(
            name=_("Upcoming evenings"), value=_evenings(planned, latest, now), inline=False
        )
    embed.set_footer(text=_("Only you can see this."))
    return Reply(embeds=(embed,), rows=_controls(planned, latest, now, may_change), panel=True)


def ask_before_ending(planned: PlannedSeries) -> Reply:
    """Return the question whether a series is to end."""
    sure = Button(
        _("End the series"),
        _about(planned, RequestName.NIGHT_SERIES_ENDED),
        Mode.POST,
        "🗑️",
        Style.DANGER,
    )
    return notice(
        _("End “{when}”?", when=in_words(planned.series.recurrence)),
        _(
            "I'll stop posting evenings. Those already posted stay; `/night cancel` cancels them. "
            "To skip a single evening, choose it in `/night series`."
        ),
        (sure,),
    )


def series_ended(planned: PlannedSeries, latest: PlannedNight | None, now: datetime) -> Reply:
    """Return the message that somebody ended a series."""
    lines = [
        _("I won't post any more evenings of “{when}”.", when=in_words(planned.series.recurrence))
    ]
    night = None if latest is None else latest.plan.night
    if latest and night and night.starts_at > now and night.status is not Status.CANCELLED:
        when = format_dt(night.starts_at, "F")
        lines.append(_("Night {number}, {when}, is still on.", number=latest.number, when=when))
    return _message(_("The series has ended"), lines, (_go_on(planned),))


def series_goes_on(planned: PlannedSeries, now: datetime) -> Reply:
    """Return the message that a series continues."""
    recurrence, last = planned.series.recurrence, planned.series.last_slot
    found = next_evening(recurrence, last, planned.skipped, now)
    line = _(
        "{when}: the next evening is {day}; I post it {post}.",
        when=in_words(recurrence),
        day=format_dt(found.starts_at, "F"),
        post=format_dt(max(found.post_at, now), "R"),
    )
    return _message(_("The series goes on"), [line])


def nobody_came(planned: PlannedSeries) -> Reply:
    """Return the message that a series ended by itself."""
    lines = [
        ngettext(
            "Nobody came to the last evening of “{when}”.",
            "Nobody came to the last {count} evenings of “{when}”, so I have stopped posting it.",
            QUIET_EVENINGS,
            when=in_words(planned.series.recurrence),
        ),
        _("Whoever planned it, or a moderator, can keep it going: nothing is lost."),
    ]
    return _message(_("This series is paused"), lines, (_go_on(planned),))


def next_evening_preface(
    night: PlannedNight, planned: PlannedSeries, missed: Sequence[datetime]
) -> str:
    """Return the text above the card of an evening that was posted automatically."""
    lines: list[str] = []
    if missed:
        lines.append(
            ngettext(
                "-# I was offline, so there was no evening on {days}.",
                "-# I was offline, so there were no evenings on {days}.",
                len(missed),
                days=listing([format_dt(one, "D") for one in missed[-_LISTED:]]),
            )
        )
    if night.plan.chooser is not None:
        lines.append(
            _(
                "<@{host}>, it's your turn to host: nominate the films that the others will vote "
                "on. *Manage* passes the turn on.",
                host=night.plan.chooser,
            )
        )
    elif planned.series.rota:
        lines.append(_("Nobody is available to host this time, so everybody can nominate films."))
    return "\n".join(lines)


def _facts(planned: PlannedSeries, next_host: int | None) -> list[str]:
    series = planned.series
    lines = [
        _("🕗 In the local time of {zone}, summer and winter", zone=series.recurrence.zone.key)
    ]
    lines += place_lines(series)
    lines.append(f"💬 <#{series.channel_id}>")
    if series.theme:
        lines.append(_("🎭 Theme: {theme}", theme=escape(series.theme)))
    if series.rota:
        lines.append(_("🎩 Whoever has hosted least chooses the films"))
        if next_host is not None:
            lines.append(_("Next to host: <@{person}>", person=next_host))
    if series.carries:
        lines.append(_("↪️ Films that didn't win are up again next time"))
    if series.planner is not None:
        lines.append(_("Planned by {person}", person=f"<@{series.planner}>"))
    if series.ended_at is not None:
        lines.append(_("**It ended {when}.**", when=format_dt(series.ended_at, "R")))
    return lines


def _evenings(planned: PlannedSeries, latest: PlannedNight | None, now: datetime) -> str:
    lines: list[str] = []
    if latest is not None and latest.plan.night.ends_at > now:
        night = latest.plan.night
        line = _(
            "{when}: night {number}", when=format_dt(night.starts_at, "F"), number=latest.number
        )
        off = night.status is Status.CANCELLED
        lines.append(f"~~{line}~~ " + _("(called off)") if off else line)
    for one in _ahead(planned, now, _LISTED):
        skipped = planned.series.recurrence.day(one) in planned.skipped
        day = format_dt(one, "F")
        lines.append(f"~~{day}~~ " + _("(skipped)") if skipped else day)
    return "\n".join(lines)


def _controls(
    planned: PlannedSeries, latest: PlannedNight | None, now: datetime, may_change: bool
) -> tuple[tuple[Button, ...] | Menu, ...]:
    if not may_change:
        return ()
    if planned.series.ended_at is not None:
        return ((_go_on(planned),),)
    options = tuple(_skip_option(planned, one) for one in _ahead(planned, now, _AHEAD))
    end = Button(
        _("End the series …"),
        _about(planned, RequestName.NIGHT_SERIES_END),
        Mode.OPEN,
        "🗑️",
        Style.DANGER,
    )
    buttons = (end,)
    if latest is not None and _is_to_come(latest, now):
        show = Request.of(RequestName.NIGHT_SHOW, night=latest.id)
        buttons = (Button(_("Show the next evening"), show, Mode.POST, "🍿"), end)
    return (Menu(_("Skip an evening, or bring it back"), options, Mode.TURN), buttons)


def _skip_option(planned: PlannedSeries, starts_at: datetime) -> Option:
    recurrence = planned.series.recurrence
    day = recurrence.day(starts_at)
    skipped = day in planned.skipped
    request = _about(planned, RequestName.NIGHT_SKIP, day=day.isoformat(), undo=skipped)
    shown = printed_briefly(starts_at.astimezone(recurrence.zone))
    if skipped:
        return Option(_("{day}: bring it back", day=shown), request)
    return Option(_("{day}: skip it", day=shown), request)


def _ahead(planned: PlannedSeries, now: datetime, most: int) -> list[datetime]:
    recurrence = planned.series.recurrence
    return list(islice(coming(recurrence, max(planned.series.last_slot, now), ()), most))


def _days(planned: PlannedSeries, latest: PlannedNight | None, now: datetime) -> list[str]:
    """Return the next evenings, including the one already posted."""
    posted = [latest.plan.night.starts_at] if latest and _is_to_come(latest, now) else []
    after = max(planned.series.last_slot, now)
    rest = islice(coming(planned.series.recurrence, after, planned.skipped), _LISTED)
    return [format_dt(one, "D") for one in (*posted, *rest)][:_LISTED]


def _is_to_come(night: PlannedNight, now: datetime) -> bool:
    return night.plan.night.status in OPEN and night.plan.night.ends_at > now


def _head(planned: PlannedSeries) -> str:
    series = planned.series
    when = f"**{in_words(series.recurrence)}**"
    return " · ".join([when, *shown_places(series), f"<#{series.channel_id}>"])


def _about(planned: PlannedSeries, name: RequestName, **options: object) -> Request:
    return Request.of(name, series=planned.id, **options)


def _go_on(planned: PlannedSeries) -> Button:
    return Button(
        _("Keep it going"), _about(planned, RequestName.NIGHT_SERIES_RESUME), Mode.POST, "🔁"
    )


def _message(title: str, lines: Sequence[str], *rows: tuple[Button, ...]) -> Reply:
    embed = discord.Embed(
        title=title,
        description=clip("\n".join(lines), limits.EMBED_DESCRIPTION),
        color=COLORS[Status.PLANNED],
    )
    return Reply(embeds=(embed,), rows=rows)
