"""Every error that Marquee raises on purpose.

Errors carry data, not finished sentences: ``bot.discord.views.errors`` turns what a user may see
into words, ``bot.__main__`` turns what stops a start into one line and an exit status.

::

    MarqueeError
    ├── StartupError               the bot cannot start: one line, exit status 2
    │   ├── ConfigError            settings: every fault at once
    │   ├── CatalogError           no catalogue could be opened or built
    │   └── StateError             the state store cannot be used (newer schema, locked, broken)
    ├── BadRowError                a row of the state store holds what no code wrote
    └── UserFacingError            somebody asked for something that cannot be had as asked
        ├── NotFoundError          nothing has that name; carries the nearest names
        ├── AmbiguousError         several things have that name; carries them
        ├── NoCreditsError         a person is known, but not in the role asked for
        ├── NoMatchError           the filters leave nothing; carries what to drop
        ├── BadInputError          an option's value cannot be used; says why
        │   └── OnlyFilmError      one film stands for a vote, and can be taken without one
        ├── OutdatedError          a button, menu or form that no longer works
        ├── NotYoursError          a nomination that somebody else has made
        ├── NotAllowedError        somebody lacks the role or permission for it; says which would do
        ├── RestrictedError        a night of an age-restricted channel; carries which channel
        ├── ApartError             people who may not be drawn for by the asker; carries them
        ├── PublicOnlyError        an answer about others that not all of them would see
        ├── NotMemberError         the bot does not belong to the server, or there is none
        ├── BotLacksError          the bot lacks permissions; carries their names
        ├── CooldownError          too much at once; carries the seconds to wait
        ├── BusyError              somebody waits for as much work as one may wait for
        ├── OverBudgetError        an answer that is more work than one may be
        ├── RestartingError        the bot shuts down before the answer is ready
        └── UnavailableError       a store is down for the moment; nothing was lost
"""

import enum
from collections.abc import Mapping, Sequence


class MarqueeError(Exception):
    """The root of everything that Marquee raises on purpose."""


class StartupError(MarqueeError):
    """The bot cannot start; the message is one line for the person who starts it."""


class ConfigError(StartupError):
    """Settings are faulty.

    Args:
        faults: One line for each fault, naming the setting.
    """

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = tuple(faults)


class CatalogError(StartupError):
    """No catalogue could be opened or built."""


class StateError(StartupError):
    """The state store cannot be used: it is newer than the code, locked or broken."""


class BadRowError(MarqueeError):
    """A row of the state store holds what no code wrote; it is left for somebody to mend.

    Args:
        table: The name of its table.
        key: Its primary key, or as much of it as was looked for.
    """

    def __init__(self, table: str, key: Sequence[int | str]) -> None:
        super().__init__(f"the row {', '.join(map(str, key))} of {table} cannot be read")
        self.table = table
        self.key = tuple(key)


class UserFacingError(MarqueeError):
    """Somebody asked for something that cannot be had as asked."""


class NotFoundError(UserFacingError):
    """Nothing has that name.

    Args:
        what: What was looked for, in words ("film", "person", "genre").
        query: What was typed.
        suggestions: The nearest names with their ids, best first: ``(id, label)``.
        option: The option of the request in which the name was typed.
        near: Whether what was typed may be a misspelling of the suggestions.
    """

    def __init__(
        self,
        what: str,
        query: str,
        suggestions: Sequence[tuple[str, str]] = (),
        *,
        option: str = "",
        near: bool = True,
    ) -> None:
        super().__init__(f"no {what} called {query!r}")
        self.what = what
        self.query = query
        self.suggestions = tuple(suggestions)
        self.option = option
        self.near = near


class AmbiguousError(UserFacingError):
    """Several things have that name and none of them is the obvious one.

    Args:
        what: What was looked for, in words.
        query: What was typed.
        choices: The close ones with their ids, best first: ``(id, label)``.
        option: The option of the request in which the name was typed.
    """

    def __init__(
        self, what: str, query: str, choices: Sequence[tuple[str, str]], *, option: str = ""
    ) -> None:
        super().__init__(f"several {what}s match {query!r}")
        self.what = what
        self.query = query
        self.choices = tuple(choices)
        self.option = option


class NoCreditsError(UserFacingError):
    """The person is known, but not in the role asked for.

    Args:
        person_id: Who.
        name: Their name.
        role: The role asked for ("director").
        counts: The roles they are known in, with the number of titles.
    """

    def __init__(self, person_id: str, name: str, role: str, counts: Mapping[str, int]) -> None:
        super().__init__(f"{name} is not known as {role}")
        self.person_id = person_id
        self.name = name
        self.role = role
        self.counts = dict(counts)


class NoMatchError(UserFacingError):
    """The filters leave nothing.

    Args:
        understood: The filters as phrases ("genre Drama", "since 1979").
        relaxations: Which single filter to drop, as its option and phrase, and how many
            titles that would give; most first.
        alone: Where dropping one does not help: how many titles each of the filters gives alone,
            in the same form; fewest first.
    """

    def __init__(
        self,
        understood: Sequence[str],
        relaxations: Sequence[tuple[str, str, int]],
        alone: Sequence[tuple[str, str, int]] = (),
    ) -> None:
        super().__init__("no title matches all filters")
        self.understood = tuple(understood)
        self.relaxations = tuple(relaxations)
        self.alone = tuple(alone)


class BadInputError(UserFacingError):
    """An option's value cannot be used; the message says why and what would do."""


class OnlyFilmError(BadInputError):
    """One film stands for a vote, and can be taken without one."""


class OutdatedError(UserFacingError):
    """A button, menu or form is outdated and no longer works."""


class NotYoursError(UserFacingError):
    """Somebody tried to take back a nomination that is not theirs."""


class NotAllowedError(UserFacingError):
    """Somebody lacks the role or permission for this; the message says who may."""


class RestrictedError(UserFacingError):
    """A night belongs to an age-restricted channel, and was asked about in one that is not.

    Args:
        number: Its number among those of its server.
        channel_id: Where it was planned.
    """

    def __init__(self, number: int, channel_id: int) -> None:
        super().__init__(f"night {number} is for an age-restricted channel")
        self.number = number
        self.channel_id = channel_id


class ApartError(UserFacingError):
    """The asker may not draw for these people: see ``bot.rules.picks.consent``.

    Args:
        people: Their user ids.
    """

    def __init__(self, people: Sequence[int]) -> None:
        super().__init__(f"not to be drawn for: {len(people)}")
        self.people = tuple(people)


class PublicOnlyError(UserFacingError):
    """An answer about others would not be seen by all of them.

    Args:
        people: The user ids of those who cannot read the channel; none where it is the answer
            that would be private.
    """

    def __init__(self, people: Sequence[int] = ()) -> None:
        super().__init__(f"to be seen by {len(people)} more")
        self.people = tuple(people)


class NotMemberError(UserFacingError):
    """The bot does not belong to the server, so that it could not post there by itself."""


class BotLacksError(UserFacingError):
    """The bot lacks permissions that it would need.

    Args:
        permissions: Their names as Discord shows them.
    """

    def __init__(self, permissions: Sequence[str]) -> None:
        super().__init__(f"the bot lacks {', '.join(permissions)}")
        self.permissions = tuple(permissions)


class CooldownError(UserFacingError):
    """One person asked for too much at once.

    Args:
        seconds: How long to wait.
    """

    def __init__(self, seconds: float) -> None:
        super().__init__(f"cooling down for {seconds:.1f} s")
        self.seconds = seconds


class BusyError(UserFacingError):
    """Somebody waits for as much work of one kind as one person may wait for."""


class OverBudgetError(UserFacingError):
    """An answer takes more work than one may: it was given up."""


class RestartingError(UserFacingError):
    """The bot is shutting down before the answer is ready."""


class Outage(enum.StrEnum):
    """Why a store cannot be used, as the end of a line in the log."""

    CLOSED = "it is closed"
    FULL = "the disk is full"
    REFUSED = "access is refused"
    GONE = "it is gone or nobody listens there"
    LOCKED = "somebody else holds it locked"
    SLOW = "it took too long"
    READ_ONLY = "it can only be read"
    DAMAGED = "it is damaged"
    DISK = "the disk fails"
    OTHER = "it fails"


class UnavailableError(UserFacingError):
    """A store is down for the moment; nothing was changed and nothing was lost.

    Args:
        what: Which store.
        outage: Why it cannot be used.
        detail: The failure's name in the words of whoever reported it, without any value.
    """

    def __init__(self, what: str, outage: Outage, detail: str = "") -> None:
        super().__init__(f"{what} is not available: {outage}{detail and f' ({detail})'}")
        self.outage = outage
