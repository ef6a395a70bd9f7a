"""Timestamps ``<t:seconds:style>`` as Discord shows them (in English, 24 hours)."""

from datetime import datetime

from bot.playground.render.context import RenderContext

_FORMATS = {
    "t": "%H:%M",
    "T": "%H:%M:%S",
    "d": "%d/%m/%Y",
    "D": "{day} %B %Y",
    "f": "{day} %B %Y %H:%M",
    "F": "%A, {day} %B %Y %H:%M",
}
_UNITS = (
    ("year", 365 * 86400),
    ("month", 30 * 86400),
    ("day", 86400),
    ("hour", 3600),
    ("minute", 60),
    ("second", 1),
)


def show_time(moment: datetime, style: str, context: RenderContext) -> str:
    """Return a moment in one of Discord's timestamp styles; ``R`` is relative to now."""
    if style == "R":
        return _relative((moment - context.now).total_seconds())
    local = moment.astimezone(context.timezone)
    return local.strftime(_FORMATS[style].format(day=local.day))


def _relative(seconds: float) -> str:
    distance = abs(seconds)
    unit, length = next((u for u in _UNITS if distance >= u[1]), _UNITS[-1])
    count = round(distance / length)
    words = f"{count} {unit}" + ("" if count == 1 else "s")
    return f"in {words}" if seconds > 0 else f"{words} ago"
