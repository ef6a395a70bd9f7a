"""Answers to descriptions: a guess or ten titles, with what fits in their stories."""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence

import discord

from bot.catalog.model import FILM_KINDS, SERIES_KINDS, Kind, Movie
from bot.library.story_search import Details, StoryAnswer
from bot.messages import limits
from bot.messages.controls import Mode
from bot.messages.forms import Field, Form
from bot.messages.markdown import escape, quote
from bot.messages.reply import Button, Menu, Reply, Style
from bot.messages.request import Request
from bot.messages.request_names import RequestName
from bot.messages.wording import Wording, wording
from bot.stories.hints import Years
from bot.stories.sureness import Sureness
from bot.views.cards import PLAIN_COLOR, CardBuilder, color_of
from bot.views.errors import notice
from bot.views.lists import list_lines, open_menu
from bot.views.spoilers import behind_bar

DETAIL_LENGTH = 1000
_EXCERPTS = (200, 140, 90, 50)
"""Characters of a sentence; for a list the most that let ten titles fit."""
_LIST_ROOM = 2600
"""Characters of ten titles: so few that nobody cuts them later, and a spoiler bar open with them.
"""
_TOLD_ROOM, _DETAILS_ROOM = 150, 250
_KIND_WORDS: Mapping[frozenset[Kind], str] = {
    frozenset(FILM_KINDS): "find.films",
    frozenset(SERIES_KINDS): "find.series",
}


class StoryAnswerBuilder:
    """Draws answers to descriptions.

    Args:
        cards: Draws the card of a title.
    """

    def __init__(self, cards: CardBuilder) -> None:
        self._cards = cards

    def reply(self, answer: StoryAnswer, request: Request, locale: str) -> Reply:
        """Return the message for an answer.

        Args:
            answer: What to say.
            request: What was asked: the description, and what must hold.
            locale: The asker's language.
        """
        words = wording(locale)
        add = (_add(request, words),)
        if answer.sureness is Sureness.NOTHING_TO_GO_BY:
            return notice(words.say("find.nothing_title"), words.say("find.nothing"), add)
        if answer.guess is not None:
            return self._guess(answer, answer.guess, request, locale)
        if not answer.page.items:
            return notice(words.say("find.none"), words.say("find.retry"), add)
        return _list(answer, request, locale)

    def instead_of_title(self, answer: StoryAnswer, request: Request, locale: str) -> Reply:
        """Return the message for an answer to what was typed as a title, and is none."""
        reply = self.reply(answer, request, locale)
        return dataclasses.replace(reply, content=wording(locale).say("find.no_title"))

    def chosen(self, movie: Movie, locale: str) -> Reply:
        """Return the card of the title that was meant."""
        card = self._cards.card(movie, locale=locale)
        return dataclasses.replace(card, content=wording(locale).say("find.thanks"))

    def _guess(self, answer: StoryAnswer, guess: Movie, request: Request, locale: str) -> Reply:
        words = wording(locale)
        lines = (behind_bar(answer.hits[guess.id], _EXCERPTS[0]), *_said(answer, request, words))
        embed = discord.Embed(
            title=words.say("find.sure", title=escape(guess.label, limits.EMBED_TITLE - 40)),
            description="\n".join(filter(None, lines)),
            color=color_of(guess),
        )
        chosen = Request.of(RequestName.FIND_IT, film=guess.id)
        others = request.replace(page=2) if answer.has_more else None
        buttons = (
            Button(words.say("find.it"), chosen, Mode.TURN, "🎯", Style.SUCCESS),
            Button(words.say("find.not_this"), others, Mode.TURN, "👎"),
            _add(request, words),
        )
        card = self._cards.card(guess, locale=locale)
        return dataclasses.replace(
            card,
            embeds=(embed, *card.embeds),
            rows=(buttons, *card.rows[: limits.ROWS - 1]),
        )


def by_story_button(request: Request) -> Button:
    """Return the button that looks for what was typed as a title among the stories."""
    return Button(wording().say("find.by_story"), request, Mode.POST, "🔎")


def detail_form(request: Request, locale: str) -> Form:
    """Return the form that takes one more detail of a description."""
    words = wording(locale)
    field = Field(
        "detail",
        words.say("find.detail"),
        words.say("find.detail_explained"),
        words.say("find.detail_example"),
        long=True,
        max_length=DETAIL_LENGTH,
    )
    asked = Request.of(RequestName.FIND, **dict(request.replace(page=None)))
    return Form(words.say("find.form"), (field,), asked, Mode.TURN)


def _list(answer: StoryAnswer, request: Request, locale: str) -> Reply:
    words = wording(locale)
    page, number = answer.page, request.number("page", 1)
    unlike = answer.sureness is Sureness.NOTHING_LIKE_IT
    heading = "unlike" if unlike else "possible" if number <= 1 else "others"
    closing = (words.say("find.spoilers"), words.say("find.retry") if unlike else "")
    lines = (*_said(answer, request, words), *_titles(answer, locale), *closing)
    embed = discord.Embed(
        title=words.say(f"find.{heading}"),
        description="\n".join(filter(None, lines)),
        color=next((color_of(movie) for movie in page.items if movie.color), PLAIN_COLOR),
    )
    back = Button(words.say("find.back"), request.replace(page=number - 1), Mode.TURN, "◀️")
    following = request.replace(page=number + 1) if answer.has_more else None
    buttons = (
        *((back,) if number > 1 else ()),
        Button(words.say("find.not_these"), following, Mode.TURN, "👎"),
        _add(request, words),
    )
    return Reply(embeds=(embed,), rows=(_which(page.items, page.first_rank, locale), buttons))


def _titles(answer: StoryAnswer, locale: str) -> Sequence[str]:
    """Return a line for each title and, as long as there is room, what fits in its story."""
    labels = list_lines(answer.page, locale=locale)
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


def _which(movies: Sequence[Movie], first_rank: int, locale: str) -> Menu:
    """Return the menu that says which title was meant."""
    menu = open_menu(movies, first_rank, locale)
    options = tuple(
        dataclasses.replace(option, request=Request.of(RequestName.FIND_IT, film=movie.id))
        for option, movie in zip(menu.options, movies, strict=True)
    )
    return Menu(wording(locale).say("find.it_which"), options, Mode.TURN)


def _add(request: Request, words: Wording) -> Button:
    detail = Request.of(RequestName.FIND_DETAIL, **dict(request.replace(page=None)))
    return Button(words.say("find.add"), detail, Mode.OPEN, "➕")


def _said(answer: StoryAnswer, request: Request, words: Wording) -> Iterator[str]:
    """Give what was said, and what of it was understood besides the story; safe."""
    yield f"{words.say('find.told')} {quote(request.get('story'), _TOLD_ROOM)}"
    for key, details in (("remembered", answer.remembered), ("required", answer.required)):
        if details:
            named = escape(", ".join(_named(details, words)), _DETAILS_ROOM)
            yield words.say(f"find.{key}", what=named)


def _named(details: Details, words: Wording) -> Iterator[str]:
    yield from (_years(years, words) for years in details.years)
    yield from (words.named("language", name) for name in details.languages)
    yield from (words.named("genre", name) for name in details.genres)
    if known := _KIND_WORDS.get(details.kinds):
        yield words.say(known)
    else:
        yield from (words.named("kind", kind) for kind in sorted(details.kinds))
    yield from details.people


def _years(years: Years, words: Wording) -> str:
    if not years.last:
        return words.say("find.from_year", year=years.first)
    if not years.first:
        return words.say("find.to_year", year=years.last)
    one = years.first == years.last
    shown = str(years.first) if one else f"{years.first}–{years.last}"
    return words.say("find.seen", years=shown) if years.is_sighting else shown
