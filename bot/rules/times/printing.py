"""Times as Marquee prints them where Discord shows no timestamps; read back, they are the same."""

from datetime import datetime, timedelta, timezone

from bot.i18n import day


def printed(local: datetime) -> str:
    """Return a moment in full: ``Friday, 4 December 2026, 20:00``.

    Args:
        local: The moment in the zone to show it in; an hour that the clocks show twice is printed
            with its offset from UTC.
    """
    return f"{day(local, 'full')}, {_clock(local)}"


def printed_briefly(local: datetime) -> str:
    """Return a moment for a button: ``Fri 4 Dec 2026, 20:00``."""
    return f"{day(local, 'EEE')} {day(local)}, {_clock(local)}"


def _clock(local: datetime) -> str:
    clock = f"{local:%H:%M}"
    offset = local.utcoffset() or timedelta()
    if local.replace(fold=1 - local.fold).utcoffset() == offset:
        return clock
    return f"{clock} {timezone(offset)}"
