"""The form behind *Edit*: when, how long, where, when the vote closes, and for which evenings."""

from datetime import datetime, timedelta, tzinfo

from bot.discord.messages.forms import Choice, Field, Form, Select
from bot.discord.messages.request import Request
from bot.discord.messages.request_names import RequestName
from bot.discord.views.nights.series import in_words
from bot.i18n import _, ngettext
from bot.rules.nights.night import Night
from bot.rules.times.printing import printed_briefly
from bot.state.nights.plans import PlannedNight
from bot.state.series.table import PlannedSeries

AS_IT_IS = "as_it_is"
"""The option of a select for a value that it does not list and that stays as it is."""

AS_LONG_AS_THE_FILM = "film"
BY_HAND = "hand"
THIS, ALL = "this", "all"

_LENGTHS = (90, 120, 150, 180, 210, 240, 300, 360)
"""Lengths to choose from, in minutes; ``/night move length:`` takes any."""

_BEFORE = (0, 30, 60, 120, 180, 360, 720, 1440, 2880)
"""Choices of how many minutes before a night its vote closes."""

_HOUR, _DAY = 60, 1440


def edit_form(
    planned: PlannedNight, series: PlannedSeries | None, zone: tzinfo, place_length: int
) -> Form:
    """Return the form.

    Args:
        planned: The night, as it is.
        series: The series it belongs to, if that is running.
        zone: The zone in which the time is shown and read.
        place_length: The most characters of a place.
    """
    night = planned.plan.night
    fields: list[Field | Select] = [
        Field(
            "when",
            _("When"),
            _("In your time zone, {zone}.", zone=str(zone)),
            value=written(night.starts_at, zone),
            max_length=60,
        ),
        _length(night),
        Field(
            "place",
            _("Where"),
            _("An address, a channel or a link; leave it empty for no particular place."),
            value=planned.plan.place or "",
            required=False,
            max_length=place_length,
        ),
        _closing(night),
    ]
    if series is not None:
        when = in_words(series.series.recurrence)
        fields.append(
            Select(
                "which",
                _("Which evenings"),
                (
                    Choice(_("Only this evening"), THIS),
                    Choice(_("This one and all after it"), ALL, when),
                ),
                THIS,
            )
        )
    request = Request.of(RequestName.NIGHT_EDITED, night=planned.id)
    return Form(_("Edit night {number}", number=planned.number), tuple(fields), request)


def written(moment: datetime, zone: tzinfo) -> str:
    """Return a moment as people write it; it parses back to the same moment."""
    return printed_briefly(moment.astimezone(zone))


def chosen_length(night: Night) -> str:
    """Return which line of the form stands for a night's length."""
    if night.length is None:
        return AS_LONG_AS_THE_FILM
    minutes = night.length // timedelta(minutes=1)
    return str(minutes) if minutes in _LENGTHS else AS_IT_IS


def chosen_closing(night: Night) -> str:
    """Return which line of the form stands for when a night's vote closes."""
    if night.vote_closes_at is None:
        return BY_HAND
    minutes = (night.starts_at - night.vote_closes_at) // timedelta(minutes=1)
    return str(minutes) if minutes in _BEFORE else AS_IT_IS


def _length(night: Night) -> Select:
    chosen = chosen_length(night)
    choices = [
        Choice(_("As long as the film; three hours until one is chosen"), AS_LONG_AS_THE_FILM)
    ]
    choices += [Choice(duration(minutes), str(minutes)) for minutes in _LENGTHS]
    if chosen == AS_IT_IS and night.length is not None:
        minutes = night.length // timedelta(minutes=1)
        choices.append(Choice(_("Keep as it is: {length}", length=duration(minutes)), AS_IT_IS))
    return Select("length", _("How long"), tuple(choices), chosen)


def _closing(night: Night) -> Select:
    chosen = chosen_closing(night)
    choices = [Choice(_("Never: use /night result"), BY_HAND)]
    choices += [Choice(_before(minutes), str(minutes)) for minutes in _BEFORE]
    if chosen == AS_IT_IS and night.vote_closes_at is not None:
        choices.append(Choice(_("Keep as it is"), AS_IT_IS))
    return Select("closes", _("The vote closes"), tuple(choices), chosen)


def _before(minutes: int) -> str:
    if not minutes:
        return _("When the night begins")
    return _("{length} before it begins", length=duration(minutes))


def duration(minutes: int) -> str:
    """Return a length of time in words: ``2 hours``, ``90 minutes``, ``1 day``."""
    if minutes % _DAY == 0:
        days = minutes // _DAY
        return ngettext("{count} day", "{count} days", days)
    if minutes % _HOUR == 0:
        return ngettext("{count} hour", "{count} hours", minutes // _HOUR)
    hours, rest = divmod(minutes, _HOUR)
    if not hours:
        return ngettext("{count} minute", "{count} minutes", rest)
    return _("{hours} h {minutes} min", hours=hours, minutes=rest)
