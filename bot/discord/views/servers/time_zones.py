"""Somebody's time zone, and the question which zone they mean."""

from datetime import datetime
from zoneinfo import ZoneInfo

import discord
from discord.utils import format_dt

from bot.discord.messages import limits
from bot.discord.messages.controls import Mode
from bot.discord.messages.markdown import escape, quote
from bot.discord.messages.reply import Button, Reply
from bot.discord.messages.request import Request
from bot.discord.messages.request_names import RequestName
from bot.discord.views.notices import notice
from bot.discord.views.servers.settings_panel import DEFAULT_ZONE, SETTINGS_COLOR
from bot.i18n import _, weekday_and_time
from bot.rules.times.zones.zones import ZoneQuestion, is_fixed, zone_label, zone_place


def zone_panel(own: str | None, servers: str | None, now: datetime) -> Reply:
    """Return the panel of somebody's time zone.

    Args:
        own: The zone that they have chosen.
        servers: The zone of the server that they ask in.
        now: What time it is.
    """
    key = own or servers or DEFAULT_ZONE
    zone = escape(zone_label(key))
    if own:
        read = _("I read the times you write in **{zone}** (yours).", zone=zone)
    elif servers:
        read = _("I read the times you write in **{zone}** (this server's).", zone=zone)
    else:
        read = _(
            "I read the times you write in **{zone}** (because nobody has chosen a time zone).",
            zone=zone,
        )
    lines = [
        read,
        _(
            "It's {there} there and {here} for you. I show times to each reader in their own time "
            "zone.",
            there=_clock(key, now),
            here=format_dt(now, "t"),
        ),
    ]
    if is_fixed(key) and own:
        lines.append(
            _(
                "It never changes. If the clocks go forward in spring where you live, name your "
                "city instead."
            )
        )
    lines.append(
        _("-# Change it with `/timezone zone:` and a city, a country or an offset such as UTC+2.")
    )
    embed = discord.Embed(
        title=_("Your time zone"), description="\n".join(lines), color=SETTINGS_COLOR
    )
    clear = Button(
        _("Use the server's"), Request.of(RequestName.TIMEZONE, clear=True), Mode.OPEN, "↩️"
    )
    return Reply(embeds=(embed,), rows=((clear,),) if own else (), private=True)


def which_zone(question: ZoneQuestion, request: Request, option: str, now: datetime) -> Reply:
    """Return the question which of several zones is meant, a button for each.

    Args:
        question: The zones.
        request: The request.
        option: Its option that holds the zone.
        now: What time it is.
    """
    typed = quote(question.name)
    if question.near:
        title = _("Which place do you mean?")
        text = _(
            "I don't know a place or time zone called {name}; this one is spelled similarly.",
            name=typed,
        )
    else:
        title = _("Which time zone do you mean?")
        text = _("{name} could mean several.", name=typed)
    lines = [f"- **{escape(zone_place(key))}**: {_clock(key, now)}" for key in question.zones]
    buttons = tuple(
        Button(zone_place(key), request.replace(**{option: key}), Mode.OPEN)
        for key in question.zones[: limits.BUTTONS_PER_ROW]
    )
    return notice(title, "\n".join([text, *lines]), buttons)


def _clock(key: str, now: datetime) -> str:
    """Return the local time of a zone: ``Monday 17:20 (UTC+1)``."""
    local = now.astimezone(ZoneInfo(key))
    offset = f"{local:%z}"
    hours, minutes = int(offset[:3]), offset[3:5]
    away = f"{hours:+}" + (f":{minutes}" if minutes != "00" else "") if offset != "+0000" else ""
    return f"{weekday_and_time(local)} (UTC{away})"
