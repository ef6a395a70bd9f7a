"""Error messages: the only place, with ``not_found``, where errors are put into words."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.discord.messages.markdown import escape, mentions
from bot.discord.messages.reply import Reply, Style
from bot.discord.messages.request import Request
from bot.discord.views.not_found import ambiguous, no_credits, no_match, not_found
from bot.discord.views.notices import FAILURE_COLOR, again, notice
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


def explain(error: UserFacingError, request: Request | None) -> Reply:
    """Return the private message for an error that the asker can fix.

    Args:
        error: What went wrong.
        request: What was asked, so that its corrections can be offered as buttons.
    """
    for error_class in type(error).__mro__:
        if (words := _WORDS.get(error_class)) is not None:
            return words(error, request)
    return notice(_("That didn't work"), escape(str(error)))


def apologise(reference: str) -> Reply:
    """Return the private message for an unexpected failure, with its reference in the log."""
    return notice(
        _("Something broke on my side"),
        _(
            "That wasn't your fault, and nothing was lost. Try again in a moment; if it keeps "
            "happening, give whoever runs me this reference: `{reference}`",
            reference=reference,
        ),
        color=FAILURE_COLOR,
    )


def _bad_input(error: BadInputError, __: Request | None) -> Reply:
    return notice(_("I can't use that"), escape(str(error)))


def _not_allowed(error: NotAllowedError, __: Request | None) -> Reply:
    return notice(_("You don't have permission for that"), escape(str(error)))


def _not_member(__: NotMemberError, ___: Request | None) -> Reply:
    return notice(
        _("That needs a server I belong to"),
        _(
            "A movie night runs for days: I have to post, edit and send reminders on my own, and "
            "I can only do that in a server I've been added to. Nothing was stored. Somebody with "
            "**Manage Server** can add me from my profile."
        ),
    )


def _restricted(error: RestrictedError, __: Request | None) -> Reply:
    channel = f"<#{error.channel_id}>"
    return notice(
        _("Night {night} is for another channel", night=error.number),
        _(
            "It was planned in {channel}, which is age-restricted: its films, vote and result are "
            "only shown there. Use the same command there, or the buttons on the night's card.",
            channel=channel,
        ),
    )


def _apart(error: ApartError, __: Request | None) -> Reply:
    return notice(
        _("Not for them"),
        _(
            "I may not draw for {people}. I only draw for people who watch with you: they're in "
            "your voice channel, are coming to the same night, or allow you with `/privacy draws "
            "allow:`; and only in a server I belong to. Ask them, or leave them out.",
            people=mentions(error.people),
        ),
    )


def _public_only(error: PublicOnlyError, request: Request | None) -> Reply:
    if error.people:
        return notice(
            _("They couldn't see it"),
            _(
                "{people} can't read this channel, and a draw has to be visible to everyone it is "
                "for. Ask in a channel that all of you can read, such as your voice channel's "
                "chat.",
                people=mentions(error.people),
            ),
        )
    return notice(
        _("That draw has to be public"),
        _("When I draw for other people too, all of them have to be able to see the draw."),
        *again(request, _("Draw publicly"), "🎲"),
    )


def _bot_lacks(error: BotLacksError, request: Request | None) -> Reply:
    names = listing([f"**{name}**" for name in error.permissions])
    return notice(
        _("I'm missing a permission here"),
        _(
            "I need {permissions} in this channel. Nothing was stored. Ask somebody who manages "
            "the server to grant it to my role, then try again.",
            permissions=names,
        ),
        *again(request, _("Try again")),
    )


def _outdated(__: OutdatedError, request: Request | None) -> Reply:
    return notice(
        _("That button is out of date"),
        _(
            "What it belonged to is gone or has changed. Use the command again (`/help` lists "
            "them all) to get a fresh one."
        ),
        *again(request, _("Ask again"), None, Style.PRIMARY),
    )


def _cooldown(error: CooldownError, __: Request | None) -> Reply:
    text = ngettext(
        "That was a lot of requests in a short time. Go on in {count} second.",
        "That was a lot of requests in a short time. Go on in {count} seconds.",
        max(1, round(error.seconds)),
    )
    return notice(_("Slow down a little"), text)


def _unavailable(__: UnavailableError, request: Request | None) -> Reply:
    return notice(
        _("My database isn't responding"),
        _(
            "I can't look up or save anything right now. Nothing was changed or lost; please try "
            "again shortly."
        ),
        *again(request, _("Try again")),
        color=FAILURE_COLOR,
    )


def _over_budget(__: OverBudgetError, ___: Request | None) -> Reply:
    return notice(
        _("That's too much at once"),
        _("That's more than I can work out at once. Ask for less."),
    )


def _busy(__: BusyError, ___: Request | None) -> Reply:
    return notice(
        _("One thing at a time"),
        _("I'm still working on your last request. Try this again once you have that answer."),
    )


def _restarting(__: RestartingError, request: Request | None) -> Reply:
    return notice(
        _("I'm restarting"),
        _("I couldn't finish this earlier. Check whether it was done, and try again in a minute."),
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
