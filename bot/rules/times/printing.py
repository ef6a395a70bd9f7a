"""Times as Marquee prints them where Discord shows no timestamps; read back, they are the same."""

from datetime import datetime, timedelta, timezone

from babel.dates import format_date

from bot.i18n import cldr


def printed(local: datetime) -> str:
    """Return a moment in full: ``Friday, 4 December 2026, 20:00``.

    Args:
        local: The moment in the zone to show it in; an hour that the clocks show twice is printed
            with its offset from UTC.
    """
    return f"{format_date(local, 'full', locale=cldr())}, {_clock(local)}"


def printed_briefly(local: datetime) -> str:
    """Return a moment for a button: ``Fri 4 Dec 2026, 20:00``."""
    weekday = format_date(local, "EEE", locale=cldr())
    return f"{weekday} {format_date(local, 'medium', locale=cldr())}, {_clock(local)}"


def _clock(local: datetime) -> str:
    clock = f"{local:%H:%M}"
    offset = local.utcoffset() or timedelta()
    if local.replace(fold=1 - local.fold).utcoffset() == offset:
        return clock
    return f"{clock} {timezone(offset)}"
