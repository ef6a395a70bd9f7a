"""The words that people write days, hours and lengths with.

Everything works on text that :func:`simplified` has been over: lower case, single spaces, without
commas and filler words.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

HOUR_MINUTES = 60
DAY_MINUTES = 24 * HOUR_MINUTES

_NOON = 12
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?: (?P<year>\d{4})(?![\d:.]))?"
_WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
_FILLERS = re.compile(r"\b(?:at|on|the|of)\b|[,@]")

_DATES = tuple(
    re.compile(rf"(?<![\d.:/-]){pattern}(?![\d/-])")
    for pattern in (
        r"(?P<year>\d{4})-(?P<month_number>\d{1,2})-(?P<day>\d{1,2})",
        r"(?P<day>\d{1,2})\.(?P<month_number>\d{1,2})\.(?P<year>\d{4})?",
        rf"{_DAY} {_MONTH}{_YEAR}",
        rf"\b{_MONTH} {_DAY}(?![:.]\d| ?[ap]\.?m\b){_YEAR}",
    )
)
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})(?:/(\d{4}))?(?!\d)")
_NAMED_DAY = re.compile(
    r"\b(?P<word>day after tomorrow|today|tonight|tomorrow|tmrw?)\b"
    r"|\b(?:(?P<which>this|next) )?"
    r"(?P<weekday>mon|tue|wed|thu|fri|sat|sun)"
    r"(?:day|s|sday|nesday|r|rs|rsday|urday)?\b"
)
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})|h)?(?: ?(?P<half>[ap])\.?m\.?)?"
    r"(?P<oclock> ?o'?clock)?"
)
_NUMBER_WORDS = (
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_NUMBERS = "|".join(_NUMBER_WORDS)
_LENGTH_PART = re.compile(
    rf"(?P<count>\d{{1,4}}(?:\.\d)?|half an?|an?|{_NUMBERS})\s*"
    r"(?P<unit>minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w)(?![a-z])"
)
_LENGTH_JOIN = re.compile(r"\s*(?:and\s+)?")
_MINUTES_TAIL = re.compile(r"\s*(\d{2})(?!\S)")
_NAMED_HOURS = {"noon": DAY_MINUTES // 2, "midday": DAY_MINUTES // 2, "midnight": DAY_MINUTES}
_COUNT_WORDS = {
    "a": 1.0,
    "an": 1.0,
    "half": 0.5,
    **{word: float(number) for number, word in enumerate(_NUMBER_WORDS, 1)},
}
_UNIT_DAYS = {"d": 1, "w": 7}
_UNIT_MINUTES = {"m": 1, "h": HOUR_MINUTES, "d": DAY_MINUTES, "w": 7 * DAY_MINUTES}


@dataclass(frozen=True, slots=True)
class Length:
    """How long something is: whole days of the calendar, and hours and minutes beside them."""

    days: int
    rest: timedelta

    @property
    def total(self) -> timedelta:
        """The length with every day counted as 24 hours."""
        return timedelta(days=self.days) + self.rest


@dataclass(frozen=True, slots=True)
class Days:
    """The day or days that somebody may mean.

    Attributes:
        dates: Every reading.
        step: How far on the same words may mean if these days are past; ``None`` for never.
        evening: Whether an hour after midnight belongs to the night of that day.
    """

    dates: tuple[date, ...]
    step: timedelta | None = None
    evening: bool = False


def simplified(text: str) -> str:
    """Return the text in lower case without commas, filler words and doubled spaces."""
    lowered = re.sub(r"(?<=\d)t(?=\d)", " ", text.casefold().replace("’", "'"))
    return " ".join(_FILLERS.sub(" ", lowered).split())


def take_days(text: str, today: date) -> tuple[Days | None, str]:
    """Read the day out of a text and return it with the rest of the text.

    Raises:
        ValueError: It names a day that no calendar has.
    """
    if match := _SLASHED.search(text):
        first, second = int(match[1]), int(match[2])
        year = int(match[3]) if match[3] else None
        readings = {
            (month, day)
            for day, month in ((first, second), (second, first))
            if month <= len(_MONTHS)
        }
        dates = [_next_date(today, year, month, day) for month, day in sorted(readings)]
        return Days(tuple(dates)), _cut(text, match)
    for pattern in _DATES:
        if match := pattern.search(text):
            groups = match.groupdict()
            year = int(groups["year"]) if groups["year"] else None
            month = groups.get("month_number")
            number = int(month) if month else _MONTHS.index(groups["month"][:3]) + 1
            found = _next_date(today, year, number, int(groups["day"]))
            return Days((found,)), _cut(text, match)
    if match := _NAMED_DAY.search(text):
        return _named_day(match, today), _cut(text, match)
    return None, text


def read_clock(text: str) -> tuple[int, ...]:
    """Return the minutes since the day began that a text may mean; nothing if it is no time.

    Midnight is the end of the day (1440): "Friday midnight" follows Friday evening.
    """
    if text in _NAMED_HOURS:
        return (_NAMED_HOURS[text],)
    match = _CLOCK.fullmatch(text)
    if not match:
        return ()
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    on_the_dial = 1 <= hour <= _NOON
    hours: tuple[int, ...] = (hour,)
    if match["half"]:
        afternoon = _NOON if match["half"] == "p" else 0
        hours = (hour % _NOON + afternoon,) if on_the_dial else ()
    elif on_the_dial and (text == match["hour"] or match["oclock"]):
        hours = (hour % _NOON, hour % _NOON + _NOON)
    if minute >= HOUR_MINUTES:
        return ()
    minutes = (hour * HOUR_MINUTES + minute for hour in hours)
    return tuple(since_midnight for since_midnight in minutes if since_midnight <= DAY_MINUTES)


def take_length(text: str) -> tuple[Length | None, str]:
    """Read a length from the front of a text and return it with the rest of the text."""
    days, minutes, end, last_unit = 0, 0.0, 0, ""
    while match := _LENGTH_PART.match(text, end):
        last_unit = match["unit"][0]
        count = _COUNT_WORDS.get(match["count"].split()[0]) or float(match["count"])
        if last_unit in _UNIT_DAYS and count.is_integer():
            days += int(count) * _UNIT_DAYS[last_unit]
        else:
            minutes += count * _UNIT_MINUTES[last_unit]
        end = match.end()
        if (joined := _LENGTH_JOIN.match(text, end)) and _LENGTH_PART.match(text, joined.end()):
            end = joined.end()
    if last_unit == "h" and (tail := _MINUTES_TAIL.match(text, end)):
        minutes += int(tail[1])
        end = tail.end()
    length = Length(days, timedelta(minutes=minutes)) if end else None
    return length, text[end:].strip()


def _named_day(match: re.Match[str], today: date) -> Days:
    day = timedelta(days=1)
    match match["word"]:
        case None:
            week = 7 * day
            ahead = (_WEEKDAYS.index(match["weekday"]) - today.weekday()) % 7 * day
            if match["which"] != "next":
                return Days((today + ahead,), step=week)
            return Days((today + ahead, today + ahead + week) if ahead else (today + week,))
        case "today":
            return Days((today,))
        case "tonight":
            return Days((today,), evening=True)
        case "day after tomorrow":
            return Days((today + 2 * day,))
        case _:
            return Days((today + day,))


def _next_date(today: date, year: int | None, month: int, day: int) -> date:
    if year is not None:
        return date(year, month, day)
    for candidate in range(today.year, today.year + 9):  # the next 29 February is 8 years off
        try:
            found = date(candidate, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    raise ValueError("no calendar has that day")


def _cut(text: str, match: re.Match[str]) -> str:
    return " ".join((text[: match.start()] + " " + text[match.end() :]).split())
