"""Error messages: the only place, with ``not_found``, where errors are put into words."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.errors import (
    AmbiguousError,
    ApartError,
    BadInputError,
    BotLacksError,
    BusyError,
    CooldownError,
    NoCreditsError,
    NoMatchError,
    NotAllowedError,
    NotFoundError,
    NotMemberError,
    OutdatedError,
    OverBudgetError,
    PublicOnlyError,
    RestartingError,
    RestrictedError,
    UnavailableError,
    UserFacingError,
)
from bot.i18n import _, listing, ngettext
from bot.messages.markdown import escape, mentions
from bot.messages.reply import Reply, Style
from bot.messages.request import Request
from bot.views.not_found import ambiguous, no_credits, no_match, not_found
from bot.views.notices import FAILURE_COLOR, again, notice


def explain(error: UserFacingError, request: Request | None) -> Reply:
    """Return the private message for an error that the asker can fix.

    Args:
        error: What went wrong.
        request: What was asked, so that its corrections can be offered as buttons.
    """
    for error_class in type(error).__mro__:
        if (words := _WORDS.get(error_class)) is not None:
            return words(error, request)
    return notice(_("That did not work"), escape(str(error)))


def apologise(reference: str) -> Reply:
    """Return the private message for an unexpected failure, with its reference in the log."""
    return notice(
        _("Something broke on my side"),
        _(
            "That was not your doing, and nothing was lost. Try again in a moment; if it keeps "
            "happening, tell whoever runs me this reference: `{reference}`",
            reference=reference,
        ),
        color=FAILURE_COLOR,
    )


def _bad_input(error: BadInputError, __: Request | None) -> Reply:
    return notice(_("I cannot use that"), escape(str(error)))


def _not_allowed(error: NotAllowedError, __: Request | None) -> Reply:
    return notice(_("That is for others to do"), escape(str(error)))


def _not_member(__: NotMemberError, ___: Request | None) -> Reply:
    return notice(
        _("That needs a server I belong to"),
        _(
            "A movie night goes on for days: I have to post, edit and remind by myself, and I can "
            "do that only in a server that I was added to. Nothing was stored. Somebody with "
            "**Manage Server** can add me from my profile."
        ),
    )


def _restricted(error: RestrictedError, __: Request | None) -> Reply:
    channel = f"<#{error.channel_id}>"
    return notice(
        _("Night {night} is for another channel", night=error.number),
        _(
            "It was planned in {channel}, which is age-restricted: its films, its vote and its "
            "result are shown there only. Use the same command there, or press the buttons of the "
            "night's card.",
            channel=channel,
        ),
    )


def _apart(error: ApartError, __: Request | None) -> Reply:
    return notice(
        _("Not for them"),
        _(
            "For {people} I may not draw. I draw for others only where they watch with you: they "
            "sit in your voice channel, are coming to the same night, or let you with `/privacy "
            "draws allow:`; and only in a server that I belong to. Ask them, or leave them out.",
            people=mentions(error.people),
        ),
    )


def _public_only(error: PublicOnlyError, request: Request | None) -> Reply:
    if error.people:
        return notice(
            _("They could not see it"),
            _(
                "{people} cannot read this channel, and what I draw for others all of them must be "
                "able to see. Ask in a channel that all of you can read, such as the chat of your "
                "voice channel.",
                people=mentions(error.people),
            ),
        )
    return notice(
        _("That is for all to see"),
        _("What I draw for others than you, I draw before their eyes."),
        *again(request, _("Draw for all to see"), "🎲"),
    )


def _bot_lacks(error: BotLacksError, request: Request | None) -> Reply:
    names = listing([f"**{name}**" for name in error.permissions])
    return notice(
        _("I am missing a permission here"),
        _(
            "I would need {permissions} in this channel. Nothing was stored. Let somebody who "
            "manages the server grant it to my role, then try again.",
            permissions=names,
        ),
        *again(request, _("Try again")),
    )


def _outdated(__: OutdatedError, request: Request | None) -> Reply:
    return notice(
        _("That control is from before"),
        _(
            "What it belonged to is gone or has changed since. Ask again with the command (`/help` "
            "lists them all) and you get a fresh one."
        ),
        *again(request, _("Ask anew"), None, Style.PRIMARY),
    )


def _cooldown(error: CooldownError, __: Request | None) -> Reply:
    text = ngettext(
        "You have asked a great deal here just now. Go on in {count} second.",
        "You have asked a great deal here just now. Go on in {count} seconds.",
        max(1, round(error.seconds)),
    )
    return notice(_("A short breather"), text)


def _unavailable(__: UnavailableError, request: Request | None) -> Reply:
    return notice(
        _("My memory is not at hand"),
        _(
            "I cannot reach my database for the moment. Nothing was changed and nothing was lost; "
            "please try again shortly."
        ),
        *again(request, _("Try again")),
        color=FAILURE_COLOR,
    )


def _over_budget(__: OverBudgetError, ___: Request | None) -> Reply:
    return notice(
        _("That is too much at once"),
        _("That asks for more than I can work out at once. Ask for less of it."),
    )


def _busy(__: BusyError, ___: Request | None) -> Reply:
    return notice(
        _("One after the other"),
        _("I am still at what you asked me before. Ask for this once you have that answer."),
    )


def _restarting(__: RestartingError, request: Request | None) -> Reply:
    return notice(
        _("I am being restarted"),
        _("I could not finish this before. Look whether it was done, and try again in a minute."),
        *again(request, _("Try again")),
    )


_WORDS: Mapping[type, Callable[[Any, Request | None], Reply]] = {
    AmbiguousError: ambiguous,
    ApartError: _apart,
    BadInputError: _bad_input,
    BotLacksError: _bot_lacks,
    BusyError: _busy,
    CooldownError: _cooldown,
    NoCreditsError: no_credits,
    NoMatchError: no_match,
    NotAllowedError: _not_allowed,
    NotFoundError: not_found,
    NotMemberError: _not_member,
    OutdatedError: _outdated,
    OverBudgetError: _over_budget,
    PublicOnlyError: _public_only,
    RestartingError: _restarting,
    RestrictedError: _restricted,
    UnavailableError: _unavailable,
}
