"""Answers to descriptions: a guess or ten titles, with matching sentences."""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence

import discord

from bot.catalog.model import FILM_KINDS, SERIES_KINDS, Kind, Movie
from bot.catalog.vocabulary.spoken_names import genre_name, kind_name, kinds_name, language_name
from bot.discord.messages import limits
from bot.discord.messages.controls import Mode
from bot.discord.messages.forms import Field, Form
from bot.discord.messages.markdown import escape, quote
from bot.discord.messages.reply import Button, Menu, Reply, Style
from bot.discord.messages.request import Request
from bot.discord.messages.request_names import RequestName
from bot.discord.views.films.cards import PLAIN_COLOR, CardBuilder, color_of
from bot.discord.views.films.lists import list_lines, open_menu
from bot.discord.views.films.spoilers import behind_bar
from bot.discord.views.notices import notice
from bot.i18n import _
from bot.library.films.story_search import Details, StoryAnswer
from bot.stories.hints import Years
from bot.stories.sureness import Sureness

DETAIL_LENGTH = 1000
_EXCERPTS = (200, 140, 90, 50)
"""Characters of a sentence; a list uses the largest with which ten titles fit."""
_LIST_ROOM = 2600
"""Characters of ten titles: so few that nobody cuts them later, and a spoiler bar open with them.
"""
_TOLD_ROOM, _DETAILS_ROOM = 150, 250
_KIND_WORDS: Mapping[frozenset[Kind], str] = {
    frozenset(FILM_KINDS): "films",
    frozenset(SERIES_KINDS): "series",
}


class StoryAnswerBuilder:
    """Draws answers to descriptions.

    Args:
        cards: Draws the card of a title.
    """

    def __init__(self, cards: CardBuilder) -> None:
        self._cards = cards

    def reply(self, answer: StoryAnswer, request: Request) -> Reply:
        """Return the message for an answer.

        Args:
            answer: What to say.
            request: The request: the description and the filters.
        """
        add = (_add(request),)
        if answer.sureness is Sureness.NOTHING_TO_GO_BY:
            return notice(
                _("I need more to go on"),
                _(
                    "That doesn't say what happens. Tell me a scene, a place, what somebody does "
                    "or what happens to them; details may be wrong. For example: *a boy who sees "
                    "dead people*."
                ),
                add,
            )
        if answer.guess is not None:
            return self._guess(answer, answer.guess, request)
        if not answer.page.items:
            return notice(_("I have nothing like that"), _retry(), add)
        return _list(answer, request)

    def instead_of_title(self, answer: StoryAnswer, request: Request) -> Reply:
        """Return the message for a description that was typed as a title."""
        said = _("No film is called that, so I went by what happens in it.")
        return dataclasses.replace(self.reply(answer, request), content=said)

    def chosen(self, movie: Movie) -> Reply:
        """Return the card of the title that was meant."""
        card = self._cards.card(movie)
        return dataclasses.replace(card, content=_("There it is. Thanks for telling me!"))

    def _guess(self, answer: StoryAnswer, guess: Movie, request: Request) -> Reply:
        lines = (behind_bar(answer.hits[guess.id], _EXCERPTS[0]), *_said(answer, request))
        embed = discord.Embed(
            title=_("I think you mean {title}", title=escape(guess.label, limits.EMBED_TITLE - 40)),
            description="\n".join(filter(None, lines)),
            color=color_of(guess),
        )
        chosen = Request.of(RequestName.FIND_IT, film=guess.id)
        others = request.replace(page=2) if answer.has_more else None
        buttons = (
            Button(_("That's it!"), chosen, Mode.TURN, "🎯", Style.SUCCESS),
            Button(_("Not this one"), others, Mode.TURN, "👎"),
            _add(request),
        )
        card = self._cards.card(guess)
        return dataclasses.replace(
            card,
            embeds=(embed, *card.embeds),
            rows=(buttons, *card.rows[: limits.ROWS - 1]),
        )


def by_story_button(request: Request) -> Button:
    """Return the button that searches the stories for what was typed as a title."""
    return Button(_("Search for it by its story"), request, Mode.POST, "🔎")


def detail_form(request: Request) -> Form:
    """Return the form for one more detail of a description."""
    field = Field(
        "detail",
        _("One more detail"),
        _("I'll search for it together with what you've already said. Details may be wrong."),
        _("He is followed by a detective; might be from the 90s"),
        long=True,
        max_length=DETAIL_LENGTH,
    )
    asked = Request.of(RequestName.FIND, **dict(request.replace(page=None)))
    return Form(_("What else do you remember?"), (field,), asked, Mode.TURN)


def _retry() -> str:
    return _("Add what else you remember: a scene, a place, an actor, the years.")


def _list(answer: StoryAnswer, request: Request) -> Reply:
    page, number = answer.page, request.number("page", 1)
    unlike = answer.sureness is Sureness.NOTHING_LIKE_IT
    if unlike:
        heading = _("I have nothing much like that; these come closest")
    else:
        heading = _("It could be one of these") if number <= 1 else _("Or one of these")
    hidden = _(
        "The matching part of the story is hidden, as it may be a spoiler: press the grey bar."
    )
    closing = (hidden, _retry() if unlike else "")
    lines = (*_said(answer, request), *_titles(answer), *closing)
    embed = discord.Embed(
        title=heading,
        description="\n".join(filter(None, lines)),
        color=next((color_of(movie) for movie in page.items if movie.color), PLAIN_COLOR),
    )
    back = Button(_("Back"), request.replace(page=number - 1), Mode.TURN, "◀️")
    following = request.replace(page=number + 1) if answer.has_more else None
    buttons = (
        *((back,) if number > 1 else ()),
        Button(_("Not these"), following, Mode.TURN, "👎"),
        _add(request),
    )
    return Reply(embeds=(embed,), rows=(_which(page.items, page.first_rank), buttons))


def _titles(answer: StoryAnswer) -> Sequence[str]:
    """Return a line for each title and, while there is room, the matching sentence."""
    labels = list_lines(answer.page)
    hits = [answer.hits[movie.id] for movie in answer.page.items]
    for room in _EXCERPTS:
        lines = [
            line
            for label, hit in zip(labels, hits, strict=True)
            for line in (label, behind_bar(hit, room))
        ]
        if sum(map(len, lines)) <= _LIST_ROOM:
            return lines
    return labels


def _which(movies: Sequence[Movie], first_rank: int) -> Menu:
    """Return the menu to choose which title was meant."""
    menu = open_menu(movies, first_rank)
    options = tuple(
        dataclasses.replace(option, request=Request.of(RequestName.FIND_IT, film=movie.id))
        for option, movie in zip(menu.options, movies, strict=True)
    )
    return Menu(_("That's it! Which one?"), options, Mode.TURN)


def _add(request: Request) -> Button:
    detail = Request.of(RequestName.FIND_DETAIL, **dict(request.replace(page=None)))
    return Button(_("Add a detail"), detail, Mode.OPEN, "➕")


def _said(answer: StoryAnswer, request: Request) -> Iterator[str]:
    """Yield the description and the hints understood from it; safe."""
    yield _("You said: {story}", story=quote(request.get("story"), _TOLD_ROOM))
    if answer.remembered:
        yield _(
            "I also understood: {what}. That may be wrong, so it rules nothing out.",
            what=_named(answer.remembered),
        )
    if answer.required:
        yield _("Only: {what}.", what=_named(answer.required))


def _named(details: Details) -> str:
    named = [
        *map(_years, details.years),
        *map(language_name, details.languages),
        *map(genre_name, details.genres),
    ]
    if known := _KIND_WORDS.get(details.kinds):
        named.append(kinds_name(known))
    else:
        named.extend(map(kind_name, sorted(details.kinds)))
    return escape(", ".join([*named, *details.people]), _DETAILS_ROOM)


def _years(years: Years) -> str:
    if not years.last:
        return _("from {year} on", year=years.first)
    if not years.first:
        return _("up to {year}", year=years.last)
    one = years.first == years.last
    shown = str(years.first) if one else f"{years.first}–{years.last}"
    return _("seen {years}", years=shown) if years.is_sighting else shown
