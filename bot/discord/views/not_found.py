"""What is said where a name or a filter fits nothing, or fits several."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.catalog.model import Role
from bot.catalog.vocabulary.spoken_names import genre_name, language_name
from bot.discord.messages import limits
from bot.discord.messages.controls import Mode
from bot.discord.messages.markdown import escape, quote
from bot.discord.messages.reply import Button, Menu, Option, Reply
from bot.discord.messages.request import Request
from bot.discord.views.films.filmographies import filmography_of
from bot.discord.views.notices import notice
from bot.errors import AmbiguousError, NoCreditsError, NoMatchError, NotFoundError
from bot.i18n import N_, NN_, _, listing, ngettext, number
from bot.library.names.labels import credited
from bot.library.names.lookup import CHOSEN
from bot.rules.picks.lists import shown_name


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


def not_found(error: NotFoundError, request: Request | None) -> Reply:
    """Say that nothing has a name; offer the nearest there are."""
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


def ambiguous(error: AmbiguousError, request: Request | None) -> Reply:
    """Ask which of several is meant."""
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


def no_credits(error: NoCreditsError, __: Request | None) -> Reply:
    """Say that somebody is known, but not in this role; offer what they are known for."""
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


def no_match(error: NoMatchError, request: Request | None) -> Reply:
    """Say that nothing fits all filters; offer to drop one or to keep only one."""
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
