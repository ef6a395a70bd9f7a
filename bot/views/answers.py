"""Answers to questions: the sentence, what was understood, and what stands behind it."""

from collections.abc import Sequence
from dataclasses import replace

import discord

from bot.catalog.model import Movie, Person
from bot.library.pages import Page, slice_page
from bot.messages import limits
from bot.messages.controls import Mode
from bot.messages.markdown import escape
from bot.messages.reply import Button, Menu, Option, Reply
from bot.messages.request import Request
from bot.messages.request_names import RequestName
from bot.messages.wording import Wording, wording
from bot.questions.query import codec
from bot.questions.results.answer import Answer, Status, Suggestion
from bot.text import clip
from bot.views.cards import PERSON_ICONS, PLAIN_COLOR, CardBuilder, color_of
from bot.views.errors import notice
from bot.views.lists import list_lines, open_menu, pager

CHIPS_REMOVABLE = 4
"""So many chips have a button; with *why* they fill a row."""

OFFERED = 3
"""So many other questions have a button."""

CARDS_SHOWN = 4


def asked(answer: Answer, **changes: object) -> Request:
    """Return the request for an answer's own query, or for a step from it.

    ``drop`` takes a chip away, ``why`` shows the query, ``page`` turns the list.
    """
    query = codec.encode(answer.query) if answer.query is not None else None
    return Request.of(RequestName.ASKED, query=query, lang=answer.language, **changes)


class AnswerBuilder:
    """Draws answers.

    Args:
        cards: Draws the card of a single title.
    """

    def __init__(self, cards: CardBuilder) -> None:
        self._cards = cards

    def reply(self, answer: Answer, page: Page[Movie], people: Sequence[Person]) -> Reply:
        """Return the message for an answer.

        Args:
            answer: What to say.
            page: The titles that it gives, or those that prove it.
            people: The people that it gives.
        """
        phrases = wording(answer.language)
        embed = discord.Embed(
            description=clip(_text(answer, page, phrases), limits.EMBED_DESCRIPTION),
            color=color_of(page.items[0]) if page.items else PLAIN_COLOR,
        )
        rows: list[tuple[Button, ...] | Menu] = [
            row for row in (_chip_buttons(answer, phrases), _suggestion_buttons(answer)) if row
        ]
        if people:
            rows.append(_people_menu(people, phrases))
        if page.total == 1:
            card = self._cards.card(page.items[0], locale=answer.language)
            room = limits.ROWS - len(rows)
            return replace(card, embeds=(embed, *card.embeds), rows=(*rows, *card.rows[:room]))
        if page.total:
            rows.append(open_menu(page.items, page.first_rank, answer.language))
        if page.count > 1:
            labels = (
                phrases.say("first"),
                phrases.say("previous"),
                phrases.say("next"),
                phrases.say("last"),
            )
            rows.append(pager(asked(answer), page, labels))
        told = answer.beyond and not answer.unknown  # that no catalogue knows it is an answer
        failed = answer.status in {Status.PARTLY, Status.DECLINED} and not told
        return Reply(embeds=(embed,), rows=tuple(rows), private=failed)

    def picked(self, reply: Reply, answer: Answer) -> Reply:
        """Return a card that was drawn because any film would do, telling of the command."""
        return replace(reply, content=reply.content or wording(answer.language).say("picked"))

    def noted(self, reply: Reply, answer: Answer) -> Reply:
        """Return a list that another command shows, with what the question said besides."""
        notes = "\n".join(f"-# {escape(note)}" for note in answer.notes)
        return replace(reply, content=notes or reply.content)

    def why(self, answer: Answer) -> Reply:
        """Return how a question was understood, as a tree."""
        phrases = wording(answer.language)
        # A code block shows everything as it is but its own end.
        tree = answer.tree.replace("```", "'''")
        embed = discord.Embed(
            title=phrases.say("why_title"),
            description=f"```\n{clip(tree, limits.EMBED_DESCRIPTION - 10)}\n```",
            color=PLAIN_COLOR,
        )
        return Reply(embeds=(embed,), private=True)

    def named(self, movies: Sequence[Movie], locale: str) -> Reply:
        """Return the cards of titles named in a message: all on one list, the first as a card."""
        phrases = wording(locale)
        if not movies:
            return notice(phrases.say("films_found"), phrases.say("no_films_found"))
        page = slice_page(movies, 1)
        embed = discord.Embed(
            title=phrases.say("films_found"),
            description=clip("\n".join(list_lines(page, locale=locale)), limits.EMBED_DESCRIPTION),
            color=color_of(movies[0]),
        )
        cards = [self._cards.card(movie, locale=locale) for movie in movies[:CARDS_SHOWN]]
        return Reply(
            embeds=(embed, *(card.embeds[0] for card in cards)),
            rows=(open_menu(page.items, locale=locale),),
            pictures=tuple(picture for card in cards for picture in card.pictures),
            shown=tuple(movie.id for movie in movies[:CARDS_SHOWN]),
        )

    def no_question(self, locale: str) -> Reply:
        """Return the message for a question without a word."""
        phrases = wording(locale)
        return notice(phrases.say("no_question"), phrases.say("ask_next"))

    def too_long(self, locale: str, count: int, limit: int) -> Reply:
        """Return the message for a question of more characters than are read."""
        phrases = wording(locale)
        text = phrases.say("too_long", count=f"{count:,}", limit=f"{limit:,}")
        return notice(text, phrases.say("ask_next"))


def _text(answer: Answer, page: Page[Movie], phrases: Wording) -> str:
    parts = ["\n- ".join([escape(answer.sentence), *map(escape, answer.lines)])]
    if answer.chips:
        chips = " ".join(f"`{chip.label.replace('`', chr(39))}`" for chip in answer.chips)
        parts.append(phrases.say("understood", chips=chips))
    if page.total > 1 and not answer.lines:  # they name the titles already
        parts.append("\n".join(list_lines(page, locale=answer.language)))
    parts.extend(f"-# {escape(note)}" for note in answer.notes)
    return "\n\n".join(parts)


def _chip_buttons(answer: Answer, phrases: Wording) -> tuple[Button, ...]:
    if answer.query is None:
        return ()
    removable = [
        Button(f"✕ {chip.label}", asked(answer, drop=place), Mode.TURN)
        for place, chip in enumerate(answer.chips, 1)
        if chip.without is not None
    ]
    why = Button(phrases.say("why"), asked(answer, why=True), Mode.OPEN, "🔎")
    return (*removable[:CHIPS_REMOVABLE], why)


def _suggestion_buttons(answer: Answer) -> tuple[Button, ...]:
    offered = dict.fromkeys((*answer.others, *answer.close))
    return tuple(_suggestion(other, answer.language) for other in list(offered)[:OFFERED])


def _suggestion(suggestion: Suggestion, language: str) -> Button:
    request = Request.of(RequestName.ASKED, query=codec.encode(suggestion.query), lang=language)
    return Button(suggestion.label, request, Mode.POST, "💡")


def _people_menu(people: Sequence[Person], phrases: Wording) -> Menu:
    options = tuple(
        Option(
            f"{PERSON_ICONS[person.main_role]} {person.name}",
            Request.of(RequestName.PERSON, id=person.id),
        )
        for person in people[: limits.SELECT_OPTIONS]
    )
    return Menu(phrases.say("open_person"), options, Mode.OPEN)
