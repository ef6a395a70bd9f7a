"""Error messages: the only place where errors are put into words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import discord

from bot.catalog.model import Role
from bot.catalog.vocabulary.spoken_names import genre_name, language_name
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
from bot.i18n import N_, NN_, _, listing, ngettext, number
from bot.library.names.labels import credited
from bot.library.names.lookup import CHOSEN
from bot.messages import limits
from bot.messages.controls import Mode
from bot.messages.markdown import escape, mentions, quote
from bot.messages.reply import Button, Menu, Option, Reply, Style
from bot.messages.request import Request
from bot.rules.picks.lists import shown_name
from bot.text import clip
from bot.views.films.filmographies import filmography_of

WARNING_COLOR = 0xE9C46A
FAILURE_COLOR = 0xC44536


@dataclass(frozen=True, slots=True)
class _Sort:
    """What is said of one sort of thing that can be looked for.

    Attributes:
        unknown: That none has a name.
        choose: What the menu says.
        all: What is said above all there are, where they are few.
        several: What is said where a name fits several.
    """

    unknown: str
    choose: str
    all: str = ""
    several: str = N_(
        "{name} fits several. Choose one below; typing more of the name gets you there at once."
    )


_SEVERAL_PEOPLE = N_(
    "{name} fits several people. Choose one below; typing more of the name gets you there at once."
)
_SORTS: Mapping[str, _Sort] = {
    "film": _Sort(
        N_("No film is called {name}"),
        N_("Choose the film"),
        # What is looked up as a film may be a series, so it is called a title.
        several=N_(
            "{name} fits several titles. Choose one below; adding the year gets you there at once."
        ),
    ),
    "person": _Sort(
        N_("No person is called {name}"), N_("Choose the person"), several=_SEVERAL_PEOPLE
    ),
    "actor": _Sort(
        N_("No actor is called {name}"), N_("Choose the actor"), several=_SEVERAL_PEOPLE
    ),
    "director": _Sort(
        N_("No director is called {name}"), N_("Choose the director"), several=_SEVERAL_PEOPLE
    ),
    "writer": _Sort(
        N_("No writer is called {name}"), N_("Choose the writer"), several=_SEVERAL_PEOPLE
    ),
    "genre": _Sort(
        N_("No genre is called {name}"),
        N_("Choose the genre"),
        N_("These are the genres that I know; choose one."),
    ),
    "language": _Sort(
        N_("No language is called {name}"),
        N_("Choose the language"),
        N_("These are the languages that I know; choose one."),
    ),
    "tag": _Sort(N_("No tag is called {name}"), N_("Choose the tag")),
    "list": _Sort(N_("No list is called {name}"), N_("Choose the list")),
    "film on the list": _Sort(N_("No film on the list is called {name}"), N_("Choose the film")),
    "command": _Sort(N_("No command is called {name}"), N_("Choose the command")),
}
_ROLES = {"actor": Role.CAST, "director": Role.DIRECTOR, "writer": Role.WRITER}
_AS_ROLE: Mapping[str, str] = {
    "actor": N_("{name} as an actor"),
    "director": N_("{name} as a director"),
}
_NOT_AS: Mapping[str, tuple[str, str]] = {
    "actor": (
        N_("Not an actor, as far as I know"),
        N_(
            "I know **{name}** as {known}, but not as an actor. Records list only the first few "
            "names, so that may be a gap in them."
        ),
    ),
    "director": (
        N_("Not a director, as far as I know"),
        N_(
            "I know **{name}** as {known}, but not as a director. Records list only the first few "
            "names, so that may be a gap in them."
        ),
    ),
    "writer": (
        N_("Not a writer, as far as I know"),
        N_(
            "I know **{name}** as {known}, but not as a writer. Records list only the first few "
            "names, so that may be a gap in them."
        ),
    ),
}


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


def notice(
    title: str,
    text: str,
    *rows: tuple[Button, ...] | Menu,
    color: int = WARNING_COLOR,
) -> Reply:
    """Return a private message about a problem.

    Args:
        title: The problem, already safe.
        text: What can be done, already safe.
        rows: Controls that do it.
        color: The embed's colour.
    """
    embed = discord.Embed(
        title=title, description=clip(text, limits.EMBED_DESCRIPTION), color=color
    )
    return Reply(embeds=(embed,), rows=rows, private=True)


def _not_found(error: NotFoundError, request: Request | None) -> Reply:
    sort = _SORTS[error.what]
    name = shown_name(error.query) if error.what == "list" else error.query
    heading = _(sort.unknown, name=quote(name))
    if not error.suggestions or request is None:
        return notice(
            heading,
            _(
                "I don't know anything with a name like that. Check the spelling, type fewer "
                "words, or pick from the list that opens while you type. `/help` shows what I can "
                "answer."
            ),
        )
    if error.near:
        text = _("Did you mean one of these? Press it, or try again with other words.")
    elif sort.all:
        text = _(sort.all)
    elif error.what == "film":
        text = _(
            "I have nothing spelled much like it, so I may not have this film at all. The closest "
            "spellings are below. Fewer words may help, or the list that opens while you type. "
            "You can also describe what happens in it: `/find` searches by story."
        )
    else:
        text = _(
            "I have nothing spelled much like it, so I may not have it at all. The closest "
            "spellings are below. Fewer words may help, or the list that opens while you type."
        )
    corrected = [
        (
            _label(error.what, label),
            request.replace(**{error.option: CHOSEN + key, "page": None}),
        )
        for key, label in error.suggestions
    ]
    if len(corrected) > limits.BUTTONS_PER_ROW:
        options = tuple(Option(label, correction) for label, correction in corrected)
        return notice(heading, text, Menu(_(sort.choose), options, Mode.POST))
    buttons = tuple(Button(label, correction, Mode.POST) for label, correction in corrected)
    return notice(heading, text, buttons)


def _label(what: str, name: str) -> str:
    """Return the label of an offered name."""
    said = {"genre": genre_name, "language": language_name, "list": shown_name}.get(what)
    return said(name) if said else name


def _ambiguous(error: AmbiguousError, request: Request | None) -> Reply:
    sort = _SORTS[error.what]
    if request is None:
        labels = [escape(_label(error.what, label)) for __, label in error.choices]
        names = listing(labels, either=True)
        return notice(
            _("Which one?"), _("{name} could be {names}.", name=quote(error.query), names=names)
        )
    options = tuple(
        Option(_label(error.what, label), request.replace(**{error.option: CHOSEN + key}))
        for key, label in error.choices
    )
    return notice(
        _("Which one do you mean?"),
        _(sort.several, name=quote(error.query)),
        Menu(_(sort.choose), options, Mode.POST),
    )


def _no_credits(error: NoCreditsError, __: Request | None) -> Reply:
    known = listing([credited(_ROLES[role], count) for role, count in error.counts.items()])
    buttons = tuple(
        Button(_(label, name=error.name), filmography_of(error.person_id, _ROLES[role]), Mode.POST)
        for role, label in _AS_ROLE.items()
        if role in error.counts
    )
    heading, text = _NOT_AS[error.role]
    return notice(
        _(heading),
        _(text, name=escape(error.name), known=known),
        *((buttons,) if buttons else ()),
    )


_WITHOUT = NN_("without “{filter}”: {count} title", "without “{filter}”: {count} titles")
_ALONE = NN_("“{filter}”: {count} title", "“{filter}”: {count} titles")


def _no_match(error: NoMatchError, request: Request | None) -> Reply:
    understood = "\n".join(f"- {escape(phrase)}" for phrase in error.understood)
    alone = [offer for offer in error.alone if offer[2]]
    offers = (error.relaxations or alone)[: limits.BUTTONS_PER_ROW]
    if not offers or request is None:
        text = _(
            "I understood:\n{filters}\n\nNo title fits all of that. Try fewer or other filters.",
            filters=understood,
        )
        return notice(_("Nothing fits"), text)
    if error.relaxations:
        line = _WITHOUT
        text = _("I understood:\n{filters}\n\nNo title fits all of that, but:", filters=understood)
        corrected = [
            (
                _("Drop “{filter}” ({count})", filter=phrase, count=number(count)),
                request.replace(**{option: None, "page": None}),
            )
            for option, phrase, count in offers
        ]
    else:
        line = _ALONE
        text = _(
            "I understood:\n{filters}\n\nNo title fits all of that, and dropping one doesn't "
            "help. Each alone gives:",
            filters=understood,
        )
        others = {option: None for option, __, __ in error.alone} | {"page": None}
        corrected = [
            (
                _("“{filter}” alone ({count})", filter=phrase, count=number(count)),
                request.replace(**others | {option: request.get(option)}),
            )
            for option, phrase, count in offers
        ]
    lines = "\n".join(
        f"- {ngettext(*line, count, filter=escape(phrase))}" for __, phrase, count in offers
    )
    buttons = tuple(Button(words, correction, Mode.POST) for words, correction in corrected)
    return notice(_("Nothing fits"), f"{text}\n{lines}", buttons)


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
        *_again(request, _("Draw publicly"), "🎲"),
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
        *_again(request, _("Try again")),
    )


def _outdated(__: OutdatedError, request: Request | None) -> Reply:
    return notice(
        _("That button is out of date"),
        _(
            "What it belonged to is gone or has changed. Use the command again (`/help` lists "
            "them all) to get a fresh one."
        ),
        *_again(request, _("Ask again"), None, Style.PRIMARY),
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
        *_again(request, _("Try again")),
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
        *_again(request, _("Try again")),
    )


def _again(
    request: Request | None, label: str, emoji: str | None = "🔁", style: Style = Style.SECONDARY
) -> tuple[tuple[Button, ...], ...]:
    """Return the row with a button that repeats the request, if it is known."""
    return ((Button(label, request, Mode.POST, emoji, style),),) if request else ()


_WORDS: Mapping[type, Callable[[Any, Request | None], Reply]] = {
    AmbiguousError: _ambiguous,
    ApartError: _apart,
    BadInputError: _bad_input,
    BotLacksError: _bot_lacks,
    BusyError: _busy,
    CooldownError: _cooldown,
    NoCreditsError: _no_credits,
    NoMatchError: _no_match,
    NotAllowedError: _not_allowed,
    NotFoundError: _not_found,
    NotMemberError: _not_member,
    OutdatedError: _outdated,
    OverBudgetError: _over_budget,
    PublicOnlyError: _public_only,
    RestartingError: _restarting,
    RestrictedError: _restricted,
    UnavailableError: _unavailable,
}
