"""What went wrong, in words: the only place where errors become messages."""

from collections.abc import Callable, Mapping
from typing import Any

import discord

from bot.catalog.model import Role
from bot.errors import (
    AmbiguousError,
    ApartError,
    BadInputError,
    BotLacksError,
    CooldownError,
    NoCreditsError,
    NoMatchError,
    NotAllowedError,
    NotFoundError,
    NotMemberError,
    OutdatedError,
    PublicOnlyError,
    RestartingError,
    RestrictedError,
    UnavailableError,
    UserFacingError,
)
from bot.library.lookup import CHOSEN
from bot.messages import limits
from bot.messages.controls import Mode
from bot.messages.markdown import escape, mentions, quote
from bot.messages.reply import Button, Menu, Option, Reply, Style
from bot.messages.request import Request
from bot.messages.wording import Wording, locale_for, wording
from bot.text import clip, human_join, plural
from bot.views.filmographies import filmography_of

WARNING_COLOR = 0xE9C46A
FAILURE_COLOR = 0xC44536
_LISTED = frozenset({"genre", "language"})
"""Of these there are so few that all can be offered."""
_ROLES = {"actor": Role.CAST, "director": Role.DIRECTOR}


def explain(error: UserFacingError, request: Request | None, locale: str = "") -> Reply:
    """Return the private message for an error that the asker can do something about.

    Args:
        error: What went wrong.
        request: What was asked, so that its corrections can be offered as buttons.
        locale: The asker's language; only replies to questions are in others than English.
    """
    language = wording(locale_for(request, locale))
    for error_class in type(error).__mro__:
        if (spoken := _SPOKEN_WORDS.get(error_class)) is not None:
            return spoken(error, request, language)
        if (words := _WORDS.get(error_class)) is not None:
            return words(error, request)
    return notice("That did not work", escape(str(error)))


def apologise(reference: str, locale: str = "") -> Reply:
    """Return the private message for a failure of our own, with its reference in the log."""
    words = wording(locale)
    return notice(
        words.say("error.broken_title"),
        words.say("error.broken", reference=reference),
        color=FAILURE_COLOR,
    )


def notice(
    title: str,
    text: str,
    *rows: tuple[Button, ...] | Menu,
    color: int = WARNING_COLOR,
) -> Reply:
    """Return a private message that something is not as it was wished.

    Args:
        title: What is the matter, already safe.
        text: What can be done, already safe.
        rows: Controls that do it.
        color: The embed's colour.
    """
    embed = discord.Embed(
        title=title, description=clip(text, limits.EMBED_DESCRIPTION), color=color
    )
    return Reply(embeds=(embed,), rows=rows, private=True)


def _not_found(error: NotFoundError, request: Request | None) -> Reply:
    heading = f"No {error.what} is called {quote(error.query)}"
    if not error.suggestions or request is None:
        return notice(
            heading,
            f"I know no {error.what} by a name near that. Check the spelling, type fewer words, "
            "or pick from the list that opens while you type. `/help` shows what I can answer.",
        )
    if error.near:
        text = "Did you mean one of these? Press it, or try again with other words."
    elif error.what in _LISTED:
        text = f"These are the {error.what}s that I know; choose one."
    else:
        text = (
            f"Nothing that I have is spelled much like it, so I may not have this {error.what} at "
            "all. The nearest in spelling are below. Fewer words may help, or the list that opens "
            "while you type."
        )
        if error.what == "film":
            text += " What happens in it helps too: `/find` looks for that."
    corrected = [
        (label, request.replace(**{error.option: CHOSEN + key, "page": None}))
        for key, label in error.suggestions
    ]
    if len(corrected) > limits.BUTTONS_PER_ROW:
        options = tuple(Option(label, correction) for label, correction in corrected)
        return notice(heading, text, Menu(f"Choose the {error.what}", options, Mode.POST))
    buttons = tuple(Button(label, correction, Mode.POST) for label, correction in corrected)
    return notice(heading, text, buttons)


def _ambiguous(error: AmbiguousError, request: Request | None) -> Reply:
    if request is None:
        names = human_join([escape(label) for _, label in error.choices], "or")
        return notice("Which one?", f"{quote(error.query)} could be {names}.")
    options = tuple(
        Option(label, request.replace(**{error.option: CHOSEN + key}))
        for key, label in error.choices
    )
    more = "adding the year" if error.what == "film" else "more of the name"
    return notice(
        "Which one do you mean?",
        f"{quote(error.query)} fits several {_noun_of_several(error.what)}. "
        f"Choose below; {more} gets there at once.",
        Menu(f"Choose the {error.what}", options, Mode.POST),
    )


def _no_credits(error: NoCreditsError, _: Request | None) -> Reply:
    known = human_join([f"{role} of {plural(n, 'title')}" for role, n in error.counts.items()])
    buttons = tuple(
        Button(
            f"{error.name} as {noun}",
            filmography_of(error.person_id, role),
            Mode.POST,
        )
        for noun, role in _ROLES.items()
        if noun in error.counts
    )
    return notice(
        f"Not as {error.role}, as far as I know",
        f"I know **{escape(error.name)}** as {known}, but as {error.role} of nothing: "
        "records list only the first few names, so that may be a gap in them.",
        *((buttons,) if buttons else ()),
    )


def _no_match(error: NoMatchError, request: Request | None) -> Reply:
    understood = "\n".join(f"- {escape(phrase)}" for phrase in error.understood)
    text = f"I understood:\n{understood}\n\nNo title fits all of that"
    alone = [offer for offer in error.alone if offer[2]]
    offers = (error.relaxations or alone)[: limits.BUTTONS_PER_ROW]
    if not offers or request is None:
        return notice("Nothing fits", f"{text}. Try fewer or other filters.")
    if error.relaxations:
        text, line = f"{text}, but:", "without “{}”"
        corrected = [
            (f"Drop “{phrase}” ({n:,})", request.replace(**{option: None, "page": None}))
            for option, phrase, n in offers
        ]
    else:
        text, line = f"{text}, and dropping one does not help. Each alone gives:", "“{}”"
        others = {option: None for option, _, _ in error.alone} | {"page": None}
        corrected = [
            (f"“{phrase}” alone ({n:,})", request.replace(**others | {option: request.get(option)}))
            for option, phrase, n in offers
        ]
    lines = "\n".join(
        f"- {line.format(escape(phrase))}: {plural(count, 'title')}" for _, phrase, count in offers
    )
    buttons = tuple(Button(words, correction, Mode.POST) for words, correction in corrected)
    return notice("Nothing fits", f"{text}\n{lines}", buttons)


def _bad_input(error: BadInputError, _: Request | None) -> Reply:
    return notice("I cannot use that", escape(str(error)))


def _not_allowed(error: NotAllowedError, _: Request | None) -> Reply:
    return notice("That is for others to do", escape(str(error)))


def _not_member(_: NotMemberError, __: Request | None) -> Reply:
    return notice(
        "That needs a server I belong to",
        "A movie night goes on for days: I have to post, edit and remind by myself, and I can do "
        "that only in a server that I was added to. Nothing was stored. Somebody with "
        "**Manage Server** can add me from my profile.",
    )


def _restricted(error: RestrictedError, _: Request | None) -> Reply:
    return notice(
        f"Night {error.number} is for another channel",
        f"It was planned in <#{error.channel_id}>, which is age-restricted: its films, its vote "
        "and its result are shown there only. Use the same command there, or press the buttons "
        "of the night's card.",
    )


def _apart(error: ApartError, _: Request | None) -> Reply:
    return notice(
        "Not for them",
        f"For {mentions(error.people)} I may not draw. I draw for others only where they watch "
        "with you: they sit in your voice channel, are coming to the same night, or let you with "
        "`/privacy draws allow:`; and only in a server that I belong to. Ask them, or leave them "
        "out.",
    )


def _public_only(error: PublicOnlyError, request: Request | None) -> Reply:
    if error.people:
        return notice(
            "They could not see it",
            f"{mentions(error.people)} cannot read this channel, and what I draw for others all of "
            "them must be able to see. Ask in a channel that all of you can read, such as the chat "
            "of your voice channel.",
        )
    return notice(
        "That is for all to see",
        "What I draw for others than you, I draw before their eyes.",
        *_again(request, "Draw for all to see", "🎲"),
    )


def _bot_lacks(error: BotLacksError, request: Request | None) -> Reply:
    names = human_join([f"**{name}**" for name in error.permissions])
    return notice(
        "I am missing a permission here",
        f"I would need {names} in this channel. Nothing was stored. Let somebody who manages the "
        "server grant it to my role, then try again.",
        *_again(request, "Try again"),
    )


def _outdated(_: OutdatedError, request: Request | None, words: Wording) -> Reply:
    return notice(
        words.say("error.outdated_title"),
        words.say("error.outdated"),
        *_again(request, words.say("error.anew"), None, Style.PRIMARY),
    )


def _cooldown(error: CooldownError, _: Request | None, words: Wording) -> Reply:
    seconds = max(1, round(error.seconds))
    text = words.phrases.count("error.cooldown", seconds)
    return notice(words.say("error.cooldown_title"), text)


def _unavailable(_: UnavailableError, request: Request | None, words: Wording) -> Reply:
    return notice(
        words.say("error.unavailable_title"),
        words.say("error.unavailable"),
        *_again(request, words.say("error.again")),
        color=FAILURE_COLOR,
    )


def _restarting(_: RestartingError, request: Request | None, words: Wording) -> Reply:
    return notice(
        words.say("error.restarting_title"),
        words.say("error.restarting"),
        *_again(request, words.say("error.again")),
    )


def _again(
    request: Request | None, label: str, emoji: str | None = "🔁", style: Style = Style.SECONDARY
) -> tuple[tuple[Button, ...], ...]:
    """Return the row with the button that asks once more, where it is known what was asked."""
    return ((Button(label, request, Mode.POST, emoji, style),),) if request else ()


def _noun_of_several(what: str) -> str:
    """Return the word for several of a sort of thing."""
    # What is looked for as a film may turn out to be a series, and is called a title then.
    return {"person": "people", "film": "titles"}.get(what, f"{what}s")


_WORDS: Mapping[type, Callable[[Any, Request | None], Reply]] = {
    AmbiguousError: _ambiguous,
    ApartError: _apart,
    BadInputError: _bad_input,
    BotLacksError: _bot_lacks,
    NoCreditsError: _no_credits,
    NoMatchError: _no_match,
    NotAllowedError: _not_allowed,
    NotFoundError: _not_found,
    NotMemberError: _not_member,
    RestrictedError: _restricted,
    PublicOnlyError: _public_only,
}
_SPOKEN_WORDS: Mapping[type, Callable[[Any, Request | None, Wording], Reply]] = {
    CooldownError: _cooldown,
    OutdatedError: _outdated,
    RestartingError: _restarting,
    UnavailableError: _unavailable,
}
"""Errors that may come of a question, in the language of who asked it."""
