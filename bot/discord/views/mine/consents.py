"""Consent to draws, as a private panel and as lines in other panels."""

from collections.abc import Callable, Mapping

import discord

from bot.discord.messages import limits
from bot.discord.messages.controls import Mode
from bot.discord.messages.markdown import mentions
from bot.discord.messages.reply import Menu, Option, Reply
from bot.discord.messages.request import Request
from bot.discord.messages.request_names import RequestName
from bot.discord.views.films.cards import PLAIN_COLOR
from bot.i18n import N_, _
from bot.rules.picks.consent import Consent, Openness
from bot.rules.picks.sealed import MIN_POOL
from bot.text import clip

_SAID: Mapping[Openness, tuple[str, str, str]] = {
    Openness.COMPANY: (
        N_("🎲 drawn for you by **people you watch with** ({more})"),
        N_("People I watch with may draw for me"),
        N_("in your voice channel now, or coming to the same night"),
    ),
    Openness.ANYBODY: (
        N_("🎲 drawn for you by **anybody** ({more})"),
        N_("Anybody may draw for me"),
        N_("wherever you can see it"),
    ),
    Openness.NOBODY: (
        N_("🎲 drawn for you by **nobody** ({more})"),
        N_("Nobody may draw for me"),
        N_("except those you allow by name"),
    ),
}
"""For each choice: the line, the menu's option, and its description."""


def consent_rule() -> str:
    """Return the rule on drawing for others, in words."""
    return _(
        "Others can draw for you only in a server channel you can read, only with your name on "
        "the draw, and only from {fewest} titles or more. Nobody is shown your lists: such a draw "
        "reveals only that its one film isn't one you have seen or ruled out. *Not for me* under "
        "it stops that for good.",
        fewest=MIN_POOL,
    )


def consent_panel(consent: Consent, said: str = "") -> Reply:
    """Return the panel.

    Args:
        consent: What the person said.
        said: What has just been done, already safe.
    """
    lines = [
        said,
        consent_line(consent),
        _("Allowed by name: {people}.", people=mentions(sorted(consent.allowed)))
        if consent.allowed
        else _("Allowed by name: nobody."),
        "",
        consent_rule(),
        "",
        _("`/privacy draws allow:` allows one more person, `stop:` undoes that."),
    ]
    embed = discord.Embed(
        title=_("Who may draw for you"),
        description=clip("\n".join(lines).strip(), limits.EMBED_DESCRIPTION),
        color=PLAIN_COLOR,
    )
    menu = consent_menu(consent, lambda word: Request.of(RequestName.PRIVACY_OPEN_TO, to=word))
    return Reply(embeds=(embed,), rows=(menu,), panel=True)


def consent_line(consent: Consent) -> str:
    """Return one line on who may draw for a person."""
    line, __, more = _SAID[consent.openness]
    return _(line, more=_(more))


def consent_menu(consent: Consent, request: Callable[[Openness], Request]) -> Menu:
    """Return the menu that changes it.

    Args:
        consent: What the person said.
        request: Returns the request that sets it.
    """
    options = tuple(
        Option(_(choice), request(word), _(more), chosen=word is consent.openness)
        for word, (__, choice, more) in _SAID.items()
    )
    return Menu(_("Who may draw for you"), options, Mode.TURN)
