"""``every friday 8pm``, ``cada viernes a las 20``: takes off what says how often.

What is left, ``friday 8pm``, is a time like any other and read by ``bot.rules.times``, in the words
and the language in which it was written.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from bot.errors import BadInputError
from bot.i18n import _
from bot.rules.series.recurrence import LAST, MAX_WEEKS, Pattern, Unit

_ENGLISH = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SPANISH = ("lun", "mar", "mie", "jue", "vie", "sab", "dom")
_DAY_EN = (
    r"(?P<day>mon(?:day)?|tue(?:sday|s)?|wed(?:nesday)?|thu(?:rsday|rs|r)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)s?"
)
_DAY_ES = r"(?P<day>lunes|martes|miercoles|jueves|viernes|sabado|domingo)s?"
_DAYS_EN = _DAY_EN.removesuffix("?")
_DAYS_ES = rf"los {_DAY_ES}"
_DISCORD = re.compile(r"<t:\d{1,12}(?::\w)?>")

_WHICH = {
    **dict.fromkeys(("first", "1st", "primer", "primero", "1er"), 1),
    **dict.fromkeys(("second", "2nd", "segundo", "2do"), 2),
    **dict.fromkeys(("third", "3rd", "tercer", "tercero", "3er"), 3),
    **dict.fromkeys(("fourth", "4th", "cuarto", "4to"), 4),
    **dict.fromkeys(("last", "ultimo"), LAST),
}
_WHICH_EN = r"(?P<which>first|1st|second|2nd|third|3rd|fourth|4th|last)"
_WHICH_ES = r"(?P<which>primero?|1er|segundo|2do|tercero?|3er|cuarto|4to|ultimo)"
_COUNTS = {"two": 2, "dos": 2, "three": 3, "tres": 3, "four": 4, "cuatro": 4}
_COUNT = r"(?P<count>\d{1,3}|two|dos|three|tres|four|cuatro)"
_OTHER_EN = r"(?P<other>other|2nd|second|alternate)"
_OF_MONTH_EN = r",? (?:(?:of|in) (?:the|each|every|a) month|(?:every|each) month|monthly)"
_OF_MONTH_ES = r",? (?:del mes|(?:de )?cada mes|de mes|todos los meses)"


@dataclass(frozen=True, slots=True)
class Regular:
    """A text that speaks of regular nights.

    Attributes:
        pattern: On which days.
        time: The rest: the weekday and the hour, or a moment that was chosen.
        said: What says how often, with the weekday; a chosen moment may be written behind it.
    """

    pattern: Pattern
    time: str
    said: str


def read_regular(text: str) -> Regular | None:
    """Read how often a night is to be; ``None`` where it is to be once.

    Raises:
        BadInputError: It is to be regular, but neither weekly nor monthly on a weekday, or it is
            not clear which; the message says how to write it.
    """
    text = " ".join(unicodedata.normalize("NFC", text).split())
    folded = "".join(map(_folded, text))
    for form, pattern_of in _FORMS:
        if match := form.search(folded):
            return _regular(text, match, pattern_of(match))
    if _OFTEN.search(folded):
        raise BadInputError(
            _(
                "I can't repeat “{text}”. Nights repeat on one weekday, weekly or monthly: “every "
                "friday 8pm”, “every other friday 8pm”, “every 3 weeks on friday 8pm”, “first "
                "sunday of the month 6pm”, “last saturday of the month 8pm”.",
                text=text[:100],
            )
        )
    return None


def _regular(text: str, match: re.Match[str], pattern: Pattern) -> Regular:
    said = text[match.start() : match.end()]
    if _WEEKDAY.search(match.string, match.end()):
        raise BadInputError(
            _(
                "A series is on one weekday. Plan one series for each: “{text}”, then the other.",
                text=said,
            )
        )
    if chosen := _DISCORD.search(text):
        return Regular(pattern, chosen[0], said)
    start, end = match.span("day")
    parts = (text[: match.start()].strip(" ,"), text[start:end], text[match.end() :].strip(" ,"))
    return Regular(pattern, " ".join(filter(None, parts)), said)


def _weekly(match: re.Match[str]) -> Pattern:
    groups = match.groupdict()
    step = 2 if groups.get("other") else 1
    if count := groups.get("count"):
        step = _COUNTS.get(count) or int(count)
    if not 1 <= step <= MAX_WEEKS:
        raise BadInputError(
            _(
                "“{text}” is too far apart: every {most} weeks is the longest gap.",
                text=match[0],
                most=MAX_WEEKS,
            )
        )
    return Pattern(Unit.WEEK, _weekday(match), step)


def _monthly(match: re.Match[str]) -> Pattern:
    return Pattern(Unit.MONTH, _weekday(match), _WHICH[match["which"]])


def _either(match: re.Match[str]) -> Pattern:
    """Read ``every first friday``, of a month; ``every third`` may also be each three weeks."""
    if _WHICH[match["which"]] in {1, LAST}:
        return _monthly(match)
    which, day, count = match["which"], match["day"], _WHICH[match["which"]]
    monthly, weekly = f"{which} {day} of the month", f"every {count} weeks on {day}"
    if day[:3] not in _ENGLISH:
        monthly, weekly = f"{which} {day} del mes", f"cada {count} semanas el {day}"
    raise BadInputError(
        _(
            "“{text}” can be read in two ways. Write “{monthly}” or “{weekly}”.",
            text=match[0],
            monthly=monthly,
            weekly=weekly,
        )
    )


def _weekday(match: re.Match[str]) -> int:
    start = match["day"][:3]
    return _ENGLISH.index(start) if start in _ENGLISH else _SPANISH.index(start)


def _folded(letter: str) -> str:
    """Return a letter in lower case without its accent: still one letter."""
    plain = unicodedata.normalize("NFD", letter)[0].casefold()
    return plain if len(plain) == 1 else letter


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Pattern]], ...] = tuple(
    (re.compile(rf"(?<!\w)(?:{form})(?!\w)"), pattern_of)
    for form, pattern_of in (
        (rf"(?:(?:on )?(?:the|every|each) )?{_WHICH_EN} {_DAY_EN}{_OF_MONTH_EN}", _monthly),
        (rf"(?:monthly|(?:every|each) month),? (?:on )?(?:the )?{_WHICH_EN} {_DAY_EN}", _monthly),
        (rf"(?:(?:el|cada|todos los) )?{_WHICH_ES} {_DAY_ES}{_OF_MONTH_ES}", _monthly),
        (
            rf"(?:cada mes|todos los meses|mensual(?:mente)?),? (?:el )?{_WHICH_ES} {_DAY_ES}",
            _monthly,
        ),
        (rf"(?:every|each) {_OTHER_EN} {_DAY_EN}", _weekly),
        (rf"(?:every|each) {_COUNT} weeks,?(?: on)?(?: the)? {_DAY_EN}", _weekly),
        (rf"(?:every|each) {_OTHER_EN} week,?(?: on)? {_DAY_EN}", _weekly),
        (
            rf"(?P<other>biweekly|bi-weekly|fortnightly|every fortnight),?(?: on)? {_DAY_EN}",
            _weekly,
        ),
        (rf"cada {_COUNT} semanas,?(?: (?:el|los|en))? {_DAY_ES}", _weekly),
        (rf"cada {_COUNT} {_DAY_ES}", _weekly),
        (rf"(?P<other>quincenal(?:mente)?),?(?: (?:el|los|en))? {_DAY_ES}", _weekly),
        (rf"(?P<other>un) {_DAY_ES} si y otro no", _weekly),
        (rf"{_DAY_ES} (?P<other>alternos)", _weekly),
        (rf"(?P<other>cada segundo) {_DAY_ES}", _weekly),
        (rf"(?:every|each) {_WHICH_EN} {_DAY_EN}", _either),
        (rf"cada {_WHICH_ES} {_DAY_ES}", _either),
        (rf"(?:on )?(?:the )?{_WHICH_EN} {_DAY_EN}", _monthly),
        (rf"(?:el )?{_WHICH_ES} {_DAY_ES}", _monthly),
        (rf"(?:every|each) {_DAY_EN}", _weekly),
        (rf"(?:weekly|(?:every|each) week),?(?: on)? {_DAY_EN}", _weekly),
        (rf"(?:cada|todos los) {_DAY_ES}", _weekly),
        (
            rf"(?:semanal(?:mente)?|cada semana|todas las semanas),?(?: (?:el|los))? {_DAY_ES}",
            _weekly,
        ),
        (rf"(?:on )?{_DAYS_EN}", _weekly),
        (_DAYS_ES, _weekly),
    )
)
"""The ways to say how often, those that hold others first."""

_OFTEN = re.compile(
    r"(?<!\w)(?:every|each|daily|nightly|weekly|biweekly|fortnightly|monthly|cada"
    r"|todos los|todas las|diario|semanal(?:mente)?|quincenal(?:mente)?|mensual(?:mente)?"
    r"|alternos)(?!\w)"
)
_WEEKDAY = re.compile(
    rf"(?<!\w)(?:{_DAY_EN.replace('?P<day>', '?:')}|{_DAY_ES.replace('?P<day>', '?:')})(?!\w)"
)
