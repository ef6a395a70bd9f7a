"""The words for days, hours and lengths in English and Spanish, as people type them.

Words are without accents and in lower case. A phrase of several words counts before its parts.
"""

import enum
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final


class Kind(enum.StrEnum):
    """What a word is to the grammar; the letters stand in its patterns."""

    AFTER_NEXT = "V"
    AGAIN = "E"  # every: a night that comes again and again
    AND = "&"
    ARTICLE = "a"  # a, an: one, before a unit
    CLOCK = "k"  # 20:00, as a clock with 24 hours shows it
    COMING = "C"
    DATE = "f"  # a full date
    DAY = "d"  # today, tomorrow
    DOTTED = "x"  # 24.12: a day or an hour
    FROM = "F"
    HALF = "H"
    HOURS = "h"
    HYPHENED = "y"
    IN = "i"
    LAST = "b"
    LATER = "L"  # from now
    MEANWHILE = "l"  # el: before a number, a day of the month
    MERIDIEM = "c"  # 8pm
    MIDNIGHT = "M"
    MINUTES = "u"
    MINUS = "~"
    MONTH = "m"
    MONTH_DAY = "o"  # 4th
    MONTH_OR_DAY = "R"  # mar: March or Tuesday
    NEXT = "X"
    NEXT_WEEK = "K"
    NOON = "N"
    NOTHING = "_"
    NOW = "w"
    NUMBER = "n"
    OCLOCK = "O"
    OFFSET = "+"  # of a text only, a zone once it is read
    OR = "r"
    PART = "p"  # morning, evening
    PAST = "P"
    QUARTER = "Q"
    DAYS = "D"
    SLASHED = "s"
    TEXT = "z"
    THE_HOUR = "@"  # at, las: an hour follows
    THIS = "e"
    TO = "T"
    TONIGHT = "t"
    WEEKDAY = "W"
    WEEKEND = "G"
    WEEKS = "S"
    YEAR = "Y"
    ZONE = "Z"


class Part(enum.IntEnum):
    """A part of the day."""

    DAWN = 0  # madrugada
    MORNING = 1
    NOON = 2
    AFTERNOON = 3
    EVENING = 4
    NIGHT = 5
    AM = 6
    PM = 7


Entry = tuple[tuple[Kind, int], ...]

DAYS_OF_WEEK: Final = (
    "monday mon lunes lun",
    "tuesday tue tues martes",
    "wednesday wed weds miercoles mie",
    "thursday thu thur thurs jueves jue",
    "friday fri viernes vie",
    "saturday sat sabado sab",
    "sunday sun domingo dom",
)
MONTHS: Final = (
    "january jan enero ene",
    "february feb febrero",
    "march marzo",
    "april apr abril abr",
    "may mayo",
    "june jun junio",
    "july jul julio",
    "august aug agosto ago",
    "september sep sept septiembre setiembre",
    "october oct octubre",
    "november nov noviembre",
    "december dec diciembre dic",
)
NUMBERS: Final = (
    "zero cero",
    "one uno",
    "two dos",
    "three tres",
    "four cuatro",
    "five cinco",
    "six seis",
    "seven siete",
    "eight ocho",
    "nine nueve",
    "ten diez",
    "eleven once",
    "twelve doce",
    "thirteen trece",
    "fourteen catorce",
    "fifteen quince",
    "sixteen dieciseis",
    "seventeen diecisiete",
    "eighteen dieciocho",
    "nineteen diecinueve",
    "twenty veinte",
    "twentyone veintiuno veintiuna",
    "twentytwo veintidos",
    "twentythree veintitres",
)
TENS: Final = {30: "thirty treinta", 40: "forty cuarenta", 50: "fifty cincuenta"}

_KINDS: Final[Mapping[Kind, str]] = {
    Kind.AFTER_NEXT: "after next/after the next",
    Kind.AGAIN: "every/each/cada/todos los/todas las",
    Kind.AND: "and/y/plus",
    Kind.ARTICLE: "a/an/un/una",
    Kind.COMING: "coming/que viene/q viene/que entra/proximo/proxima/upcoming/following/siguiente",
    Kind.FROM: "from/desde",
    Kind.HALF: "half/media",
    Kind.HOURS: "hour/hours/hr/hrs/h/hora/horas/hs/uhr",
    Kind.IN: "in/dentro de/en",
    Kind.LAST: "last/pasado/pasada/ayer/yesterday/anoche/ago/hace",
    Kind.LATER: "from now/later/mas tarde/a partir de ahora",
    Kind.MEANWHILE: "el/el dia",
    Kind.MIDNIGHT: "midnight/medianoche/a medianoche",
    Kind.MINUTES: "minute/minutes/min/mins/m/minuto/minutos",
    Kind.MINUS: "menos",
    Kind.MONTH_OR_DAY: "mar",
    Kind.NEXT: "next/nxt",
    Kind.NEXT_WEEK: "next week/next weeks/la semana que viene/semana que viene/proxima semana/"
    "la proxima semana/semana proxima/la otra semana",
    Kind.NOON: "noon/midday/mediodia/al mediodia/a mediodia",
    Kind.NOTHING: "on/the/of/de/del/la/los/lo/por/around/about/approx/circa/ca/sobre/hacia/sharp/"
    "please/pls/por favor/tipo/a eso de/ish/then/we/meet/starting/starts/empieza/time/my/"
    "my time/local time/mi hora/hora local/movie night/film night/movie/film/"
    "noche de cine/noche de pelis/peli",
    Kind.NOW: "now/right now/ahora/ahora mismo/ya",
    Kind.OCLOCK: "o'clock/oclock/en punto",
    Kind.OR: "or/o",
    Kind.PAST: "past/after",
    Kind.QUARTER: "quarter/cuarto/a quarter",
    Kind.DAYS: "day/days/dia/dias/d",
    Kind.THE_HOUR: "at/a las/a la/las/al/para las/sobre las/hacia las",
    Kind.THIS: "this/este/esta/esto",
    Kind.TO: "to/till/til/until/before/hasta/para",
    Kind.TONIGHT: "tonight/tonite/2nite/tn/esta noche/hoy noche/hoy por la noche/"
    "hoy a la noche/hoy en la noche/hoy de noche/this evening/this night/today evening/"
    "today night/today in the evening",
    Kind.WEEKEND: "weekend/fin de semana/finde/fds/wkend",
    Kind.WEEKS: "week/weeks/semana/semanas/wk/wks",
}
_DAY_WORDS: Final = {
    0: "today/hoy/2day",
    1: "tomorrow/tomorow/tmrw/tmr/tmw/tom/2moro/2morrow/manana/mnn",
    2: "day after tomorrow/the day after tomorrow/overmorrow/pasado manana",
}
_PARTS: Final = {
    Part.DAWN: "madrugada/de la madrugada/de madrugada/por la madrugada/a la madrugada/"
    "small hours/in the small hours",
    Part.MORNING: "morning/in the morning/de la manana/por la manana/a la manana/en la manana",
    Part.NOON: "del mediodia/del medio dia",
    Part.AFTERNOON: "afternoon/in the afternoon/tarde/de la tarde/por la tarde/a la tarde/"
    "en la tarde",
    Part.EVENING: "evening/in the evening/eve",
    Part.NIGHT: "night/at night/in the night/noche/de la noche/por la noche/a la noche/en la noche/"
    "nite/de noche",
    Part.AM: "am/a.m",
    Part.PM: "pm/p.m",
}
_BOTH: Final[Mapping[str, Entry]] = {
    "this morning": ((Kind.DAY, 0), (Kind.PART, Part.MORNING)),
    "esta manana": ((Kind.DAY, 0), (Kind.PART, Part.MORNING)),
    "this afternoon": ((Kind.DAY, 0), (Kind.PART, Part.AFTERNOON)),
    "esta tarde": ((Kind.DAY, 0), (Kind.PART, Part.AFTERNOON)),
    "la una": ((Kind.THE_HOUR, 0), (Kind.NUMBER, 1)),
    "a la una": ((Kind.THE_HOUR, 0), (Kind.NUMBER, 1)),
    "half an hour": ((Kind.NUMBER, 30), (Kind.MINUTES, 0)),
    "half a hour": ((Kind.NUMBER, 30), (Kind.MINUTES, 0)),
    "half hour": ((Kind.NUMBER, 30), (Kind.MINUTES, 0)),
    "media hora": ((Kind.NUMBER, 30), (Kind.MINUTES, 0)),
    "quarter of an hour": ((Kind.NUMBER, 15), (Kind.MINUTES, 0)),
    "cuarto de hora": ((Kind.NUMBER, 15), (Kind.MINUTES, 0)),
    "tres cuartos de hora": ((Kind.NUMBER, 45), (Kind.MINUTES, 0)),
    "fortnight": ((Kind.NUMBER, 2), (Kind.WEEKS, 0)),
    "a couple of": ((Kind.NUMBER, 2),),
    "a couple": ((Kind.NUMBER, 2),),
    "un par de": ((Kind.NUMBER, 2),),
    "christmas eve": ((Kind.MONTH_DAY, 24), (Kind.MONTH, 12)),
    "nochebuena": ((Kind.MONTH_DAY, 24), (Kind.MONTH, 12)),
    "christmas": ((Kind.MONTH_DAY, 25), (Kind.MONTH, 12)),
    "christmas day": ((Kind.MONTH_DAY, 25), (Kind.MONTH, 12)),
    "xmas": ((Kind.MONTH_DAY, 25), (Kind.MONTH, 12)),
    "navidad": ((Kind.MONTH_DAY, 25), (Kind.MONTH, 12)),
    "boxing day": ((Kind.MONTH_DAY, 26), (Kind.MONTH, 12)),
    "new year's eve": ((Kind.MONTH_DAY, 31), (Kind.MONTH, 12)),
    "new years eve": ((Kind.MONTH_DAY, 31), (Kind.MONTH, 12)),
    "nye": ((Kind.MONTH_DAY, 31), (Kind.MONTH, 12)),
    "nochevieja": ((Kind.MONTH_DAY, 31), (Kind.MONTH, 12)),
    "fin de ano": ((Kind.MONTH_DAY, 31), (Kind.MONTH, 12)),
    "new year's day": ((Kind.MONTH_DAY, 1), (Kind.MONTH, 1)),
    "new years day": ((Kind.MONTH_DAY, 1), (Kind.MONTH, 1)),
    "ano nuevo": ((Kind.MONTH_DAY, 1), (Kind.MONTH, 1)),
    "halloween": ((Kind.MONTH_DAY, 31), (Kind.MONTH, 10)),
    "valentine's day": ((Kind.MONTH_DAY, 14), (Kind.MONTH, 2)),
    "valentines day": ((Kind.MONTH_DAY, 14), (Kind.MONTH, 2)),
    "san valentin": ((Kind.MONTH_DAY, 14), (Kind.MONTH, 2)),
}

MAX_PHRASE_WORDS: Final = 5
"""Words in the longest phrase."""

SPELLED_LIKE: Final = 4
"""Words from so many letters on are recognised when one of them is wrong."""


@cache
def lexicon() -> Mapping[str, Entry]:
    """Return every word and phrase, and what it is to the grammar."""
    return dict(_entries())


def _entries() -> Iterator[tuple[str, Entry]]:
    for kind, words in _KINDS.items():
        yield from ((word, ((kind, 0),)) for word in words.split("/"))
    rows = (
        *((Kind.WEEKDAY, value, words.split()) for value, words in enumerate(DAYS_OF_WEEK)),
        *((Kind.MONTH, value, words.split()) for value, words in enumerate(MONTHS, 1)),
        *((Kind.NUMBER, value, words.split()) for value, words in enumerate(NUMBERS)),
        *((Kind.NUMBER, value, words.split()) for value, words in TENS.items()),
        *((Kind.DAY, value, words.split("/")) for value, words in _DAY_WORDS.items()),
        *((Kind.PART, value, words.split("/")) for value, words in _PARTS.items()),
    )
    for kind, value, words in rows:
        yield from ((word, ((kind, int(value)),)) for word in words)
    yield from _BOTH.items()
