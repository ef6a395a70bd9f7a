"""Who may draw for somebody, as a private panel and as lines of others."""

from collections.abc import Callable, Mapping

import discord

from bot.messages import limits
from bot.messages.controls import Mode
from bot.messages.markdown import mentions
from bot.messages.reply import Menu, Option, Reply
from bot.messages.request import Request
from bot.messages.request_names import RequestName
from bot.rules.picks.consent import Consent, Openness
from bot.rules.picks.sealed import FEWEST
from bot.text import clip
from bot.views.cards import PLAIN_COLOR

RULE = (
    "Others draw for you only in a channel of a server that you can read, only with your name on "
    f"it, and only from {FEWEST} titles or more. Nobody is shown your lists: such a draw tells no "
    "more than that its one film is none you have seen or rule out. *Not for me* under it stops "
    "that for good."
)

_NAMES: Mapping[Openness, tuple[str, str]] = {
    Openness.COMPANY: (
        "people you watch with",
        "in your voice channel now, or coming to the same night",
    ),
    Openness.ANYBODY: ("anybody", "wherever you can see it"),
    Openness.NOBODY: ("nobody", "but those whom you allow by name"),
}


def consent_panel(consent: Consent, said: str = "") -> Reply:
    """Return the panel.

    Args:
        consent: What the person said.
        said: What has just been done, already safe.
    """
    lines = [
        said,
        consent_line(consent),
        f"Allowed by name: {mentions(sorted(consent.allowed)) or 'nobody'}.",
        "",
        RULE,
        "",
        "`/privacy draws allow:` lets one more person, `stop:` takes that back.",
    ]
    embed = discord.Embed(
        title="Who may draw for you",
        description=clip("\n".join(lines).strip(), limits.EMBED_DESCRIPTION),
        color=PLAIN_COLOR,
    )
    menu = consent_menu(consent, lambda word: Request.of(RequestName.PRIVACY_OPEN_TO, to=word))
    return Reply(embeds=(embed,), rows=(menu,), panel=True)


def consent_line(consent: Consent) -> str:
    """Return in one line who may draw for a person."""
    name, more = _NAMES[consent.openness]
    return f"🎲 drawn for you by **{name}** ({more})"


def consent_menu(consent: Consent, request: Callable[[Openness], Request]) -> Menu:
    """Return the menu that changes it.

    Args:
        consent: What the person said.
        request: Returns the request that sets it.
    """
    options = tuple(
        Option(f"Drawn for by {name}", request(word), more, chosen=word is consent.openness)
        for word, (name, more) in _NAMES.items()
    )
    return Menu("Who may draw for you", options, Mode.TURN)
