"""Translation: what people read is English in the code, and shown in their language.

``_("Added {title}.", title=…)`` looks the English words up in the message catalogue of the language
that is being spoken, a gettext file under ``locales/``, and fills in the values. What a catalogue
lacks is said in English. The language belongs to the running task (``speaking``), so nothing hands
it on.

Values are put in as they are: whoever passes one makes it safe.
"""

import string
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

FOLDER = Path(__file__).parent / "locales"
DOMAIN = "bot"

SOURCE = "en"
"""The language that the code is written in."""

PSEUDO = "qps"
"""A language for tests: English with all that comes through the door in brackets."""

OPENING, CLOSING = "⟦", "⟧"

_CLDR = {SOURCE: "en_001", PSEUDO: "en_001"}  # the English that has no comma before "and"


class _PseudoTranslations(NullTranslations):
    """Brackets what a message says itself, and leaves out the values that are put in."""

    def gettext(self, message: str) -> str:
        bracketed = "".join(
            (f"{OPENING}{_literal(text)}{CLOSING}" if text else "") + _field(name, spec, conversion)
            for text, name, spec, conversion in string.Formatter().parse(message)
        )
        return bracketed.replace(CLOSING + OPENING, "")

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002 - gettext's
        return self.gettext(message)


def _literal(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _field(name: str | None, spec: str | None, conversion: str | None) -> str:
    if name is None:
        return ""
    return "".join(
        ["{", name, f"!{conversion}" if conversion else "", f":{spec}" if spec else "", "}"]
    )


class _Language:
    """A language that replies can be in.

    Attributes:
        code: Its ISO 639 code.
        messages: Its catalogue.
        locale: How it writes numbers and lists (CLDR).
    """

    def __init__(self, code: str) -> None:
        self.code = code
        self.messages = _messages(code)
        self.locale = Locale.parse(_CLDR.get(code, code))


def _messages(code: str) -> NullTranslations:
    if code == SOURCE:
        return NullTranslations()
    if code == PSEUDO:
        return _PseudoTranslations()
    with (FOLDER / code / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        catalog = read_po(file, locale=code)
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return GNUTranslations(compiled)


@cache
def _language(code: str) -> _Language:
    return _Language(code)


_spoken: ContextVar[str] = ContextVar("spoken", default=SOURCE)


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that there is a catalogue for, and English."""
    found = (path.parent.parent.name for path in FOLDER.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))
    return (SOURCE, *sorted(found))


def own_name(code: str) -> str:
    """Return what a language calls itself: ``English``, ``español``."""
    locale = Locale.parse(code)
    return locale.get_language_name(locale) or code


def preload() -> None:
    """Read all catalogues, so that nobody waits for the first word or number of a language."""
    for code in languages():
        with speaking(code):
            listing([number(0), percentage(0)])


def language_for(locale: str) -> str:
    """Return the language for a Discord locale such as ``es-419``; English where there is none."""
    code = locale.replace("_", "-").partition("-")[0].lower()
    return code if code in languages() or code == PSEUDO else SOURCE


@contextmanager
def speaking(locale: str) -> Generator[None]:
    """Say everything in the language of a Discord locale, or as near as there is, until the end."""
    token = _spoken.set(language_for(locale))
    try:
        yield
    finally:
        _spoken.reset(token)


def speak(locale: str) -> None:
    """Say everything in the language of a Discord locale until the running task ends."""
    _spoken.set(language_for(locale))


def spoken() -> str:
    """Return the code of the language that is being spoken."""
    return _spoken.get()


def replying_to(code: str) -> str:
    """Return the language for a reply to words in a language: that one.

    Where the pseudo-language is spoken, replies stay in it, as nobody writes it.
    """
    return PSEUDO if _spoken.get() == PSEUDO else code


def cldr() -> Locale:
    """Return how the language being spoken writes dates and the names of places (CLDR)."""
    return _language(_spoken.get()).locale


def _(message: str, /, **values: object) -> str:
    """Return a message in the language being spoken, with the values in its ``{fields}``.

    Raises:
        KeyError: The message has a field without a value.
    """
    said = _language(_spoken.get()).messages.gettext(message)
    return said.format(**values) if values else said


def ngettext(one: str, many: str, count: int, /, **values: object) -> str:
    """Return the form of a message that fits a count; ``{count}`` is filled in as people write it.

    Raises:
        KeyError: The message has a field without a value.
    """
    said = _language(_spoken.get()).messages.ngettext(one, many, count)
    return said.format(**{"count": number(count)} | values)


def pgettext(context: str, message: str, /, **values: object) -> str:
    """Return a message that means different things in different places; the context says which.

    Raises:
        KeyError: The message has a field without a value.
    """
    said = _language(_spoken.get()).messages.pgettext(context, message)
    return said.format(**values) if values else said


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for it
    """Mark a message for the catalogues; it is said later, by ``_``."""
    return message


def NC_(context: str, message: str) -> str:  # noqa: ARG001, N802
    """Mark a message that needs a context; it is said later, by ``pgettext``."""
    return message


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802
    """Mark the forms of a message; it is said later, by ``ngettext``."""
    return one, many


def number(value: float, decimals: int = 0) -> str:
    """Return a number as the language writes it: ``1,234`` or ``1.234``."""
    pattern = "#,##0." + "0" * decimals if decimals else "#,##0"
    return format_decimal(value, pattern, locale=_language(_spoken.get()).locale)


def percentage(share: float) -> str:
    """Return a share of 1 in percent, to three digits, as the language writes it: ``7.5``."""
    return format_decimal(share * 100, "@@#", locale=_language(_spoken.get()).locale)


def running_time(minutes: int) -> str:
    """Return a running time as people say it: ``1 h 45 min``."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("{minutes} min", minutes=rest)
    if not rest:
        return _("{hours} h", hours=hours)
    return _("{hours} h {minutes} min", hours=hours, minutes=rest)


def weekday_and_time(moment: datetime) -> str:
    """Return a moment of this week, in its own zone: ``Friday 20:30``."""
    language = _language(_spoken.get())
    return _ours(format_datetime(moment, "EEEE HH:mm", locale=language.locale))


def day(moment: datetime, form: str = "medium") -> str:
    """Return the day of a moment, in its own zone: ``4 Dec 2026``.

    Args:
        moment: The moment.
        form: A form or a pattern of CLDR's: ``full`` for ``Friday, 4 December 2026``.
    """
    return _ours(format_date(moment, form, locale=cldr()))


def _ours(said: str) -> str:
    """Return words that are no message as the pseudo-language says them: in brackets."""
    return f"{OPENING}{said}{CLOSING}" if spoken() == PSEUDO else said


def listing(parts: Sequence[str], *, either: bool = False) -> str:
    """Return parts as the language lists them: ``a, b and c``, or ``a, b or c``."""
    language = _language(_spoken.get())
    if language.code == PSEUDO:
        return f" {OPENING}{'or' if either else 'and'}{CLOSING} ".join(parts)
    return format_list(parts, "or" if either else "standard", locale=language.locale)


def quoted(text: str) -> str:
    """Return a text in the language's quotation marks."""
    return pgettext("quoted", "“{text}”", text=text)


def listing_some(parts: Sequence[str], most: int) -> str:
    """Return parts as the language lists them, naming ``most``: ``a, b and 3 more``."""
    left = len(parts) - most
    if left <= 1:  # one more name takes no more room than "1 more"
        return listing(parts)
    return listing([*parts[:most], ngettext("{count} more", "{count} more", left)])
