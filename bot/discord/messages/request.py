"""A request as text: what commands, buttons and menus have in common.

``/genre genre:Drama sort:newest`` and the button that turns its page are both the request
``genre?genre=Drama&page=2&sort=newest``: a control does nothing that its command could not.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Self
from urllib.parse import parse_qsl, urlencode

from bot.discord.messages.request_names import RequestName
from bot.errors import BadInputError
from bot.i18n import _, number
from bot.text import whole_number

MAX_CHARACTERS = 8_000
"""Of all options together, twice the longest message: Discord lets each option have 6,000."""
_MAX_COUNT = 2**31 - 1

NUMBER = "#"
"""Stands before the number by which people call a night; without it stands the night's id."""

YES, NO = "yes", "no"
"""Values of an option that can be set either way; it is empty if it was not set."""


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asks for.

    Attributes:
        name: The command or follow-up.
        options: Names and values, ordered by name, without empty values.
    """

    name: RequestName
    options: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, name: RequestName, /, **options: object) -> Self:
        """Return the request with these options, without those that are ``None`` or empty.

        Raises:
            ValueError: It takes no such option.
        """
        if strange := options.keys() - name.options:
            raise ValueError(f"{name} takes no {', '.join(sorted(strange))}")
        return cls(name, _ordered({key: _text(value) for key, value in options.items()}))

    def get(self, option: str, default: str = "") -> str:
        """Return an option's value."""
        return next((value for key, value in self.options if key == option), default)

    def number(self, option: str, default: int) -> int:
        """Return an option's value as a 32-bit count; the default if it is none."""
        number = whole_number(self.get(option), -_MAX_COUNT, _MAX_COUNT)
        return default if number is None else number

    def id(self, option: str) -> int:
        """Return an option's value as an id of Discord or of the store; 0 if it is none."""
        return whole_number(self.get(option)) or 0

    def require_storable(self) -> None:
        """Make sure that what was typed can be kept: short enough, and without a NUL.

        PostgreSQL's texts hold none.

        Raises:
            BadInputError: One cannot; the message names it.
        """
        if sum(len(value) for _option, value in self.options) > MAX_CHARACTERS:
            raise BadInputError(
                _(
                    "That's more than I can read at once: all options together may have at most "
                    "{most} characters.",
                    most=number(MAX_CHARACTERS),
                )
            )
        for option, value in self.options:
            if "\0" in value:
                raise BadInputError(
                    _(
                        "The text of “{option}” contains an invalid character (NUL). Please type "
                        "it again.",
                        option=option.replace("_", " "),
                    )
                )

    def replace(self, **changes: object) -> Self:
        """Return the request with some options changed; ``None`` takes an option away."""
        merged = dict(self.options) | {key: _text(value) for key, value in changes.items()}
        return type(self)(self.name, _ordered(merged))

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Iterate over the options."""
        return iter(self.options)

    def encode(self) -> str:
        """Return the request as one ASCII line."""
        return f"{self.name}?{urlencode(self.options)}" if self.options else self.name

    @classmethod
    def decode(cls, text: str) -> Self:
        """Parse an encoded request; options that it does not take (any more) are ignored.

        Raises:
            ValueError: The text is no request.
        """
        written, _, query = text.partition("?")
        name = RequestName(written)
        pairs = parse_qsl(query, keep_blank_values=False, strict_parsing=bool(query))
        return cls(name, _ordered({key: value for key, value in pairs if key in name.options}))


def _text(value: object) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return "1"
    if isinstance(value, float):
        return f"{value:.10g}"
    return str(value).encode("utf-8", "replace").decode()


def _ordered(options: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((key, value) for key, value in options.items() if value))
