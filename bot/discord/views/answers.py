"""Answers to questions: the sentence, what was understood, and the evidence."""

from collections.abc import Sequence
from dataclasses import replace

import discord

from bot.catalog.model import Movie, Person
from bot.discord.messages import limits
from bot.discord.messages.controls import Mode
from bot.discord.messages.markdown import escape
from bot.discord.messages.reply import Button, Menu, Option, Reply
from bot.discord.messages.request import Request
from bot.discord.messages.request_names import RequestName
from bot.discord.views.films.cards import PERSON_ICONS, PLAIN_COLOR, CardBuilder, color_of
from bot.discord.views.films.lists import list_lines, open_menu, pager
from bot.discord.views.notices import notice
from bot.i18n import _, ngettext, number
from bot.library.names.lookup import CHOSEN
from bot.library.pages import Page, slice_page
from bot.questions.query import codec
from bot.questions.query.queries import Query
from bot.questions.results.answer import Answer, Status, Suggestion
from bot.text import clip

CHIPS_REMOVABLE = 4
"""Chips that get a button; with *why* they fill a row."""

OFFERED = 3
"""Other questions that get a button."""

CARDS_SHOWN = 4


def asked(answer: Answer, **changes: object) -> Request:
    """Return the request for an answer's own query, or for a step from it.

    ``drop`` removes a chip, ``why`` shows the query, ``page`` turns the list.
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
        embed = discord.Embed(
            description=clip(_text(answer, page), limits.EMBED_DESCRIPTION),
            color=color_of(page.items[0]) if page.items else PLAIN_COLOR,
        )
        rows: list[tuple[Button, ...] | Menu] = [
            row for row in (_chip_buttons(answer), _next_buttons(answer)) if row
        ]
        if people:
            rows.append(_people_menu(people))
        if page.total == 1:
            card = self._cards.card(page.items[0])
            room = limits.ROWS - len(rows)
            return replace(card, embeds=(embed, *card.embeds), rows=(*rows, *card.rows[:room]))
        if page.total:
            rows.append(open_menu(page.items, page.first_rank))
        if page.count > 1:
            rows.append(pager(asked(answer), page))
        told = answer.beyond and not answer.unknown  # that no catalogue knows it is an answer
        failed = answer.status in {Status.PARTLY, Status.DECLINED} and not told
        return Reply(embeds=(embed,), rows=tuple(rows), private=failed)

    def picked(self, reply: Reply, answer: Answer) -> Reply:
        """Return a card drawn for a question, and say what from, or hint at ``/pick``.

        A reply that shows no title says itself why nothing was drawn.
        """
        if not reply.shown:
            return reply
        if answer.chips:
            told = _("Here's one that fits, drawn the way /pick does it.")
            told = f"{told}\n-# {_understood(answer)}"
        else:
            told = _(
                "Here's one for you, drawn the way /pick does it; /pick also takes a mood, a "
                "genre, or who is watching with you."
            )
        return replace(reply, content=reply.content or told)

    def noted(self, reply: Reply, answer: Answer) -> Reply:
        """Return a list that another command shows, with notes on the question."""
        notes = "\n".join(f"-# {escape(note)}" for note in answer.notes)
        return replace(reply, content=notes or reply.content)

    def why(self, answer: Answer) -> Reply:
        """Return how a question was understood, as a tree."""
        # A code block shows everything verbatim but its own end.
        tree = answer.tree.replace("```", "'''")
        embed = discord.Embed(
            title=_("How I understood it"),
            description=f"```\n{clip(tree, limits.EMBED_DESCRIPTION - 10)}\n```",
            color=PLAIN_COLOR,
        )
        return Reply(embeds=(embed,), private=True)

    def named(self, movies: Sequence[Movie]) -> Reply:
        """Return the titles named in a message: all in one list, the first as a card."""
        if not movies:
            return notice(
                _("Titles named in that message"),
                _(
                    "I can't find a title I know in that message. Choose one that names a film, "
                    "or use /movie."
                ),
            )
        page = slice_page(movies, 1)
        embed = discord.Embed(
            title=_("Titles named in that message"),
            description=clip("\n".join(list_lines(page)), limits.EMBED_DESCRIPTION),
            color=color_of(movies[0]),
        )
        cards = [self._cards.card(movie) for movie in movies[:CARDS_SHOWN]]
        return Reply(
            embeds=(embed, *(card.embeds[0] for card in cards)),
            rows=(open_menu(page.items),),
            pictures=tuple(picture for card in cards for picture in card.pictures),
            shown=tuple(movie.id for movie in movies[:CARDS_SHOWN]),
        )

    def no_question(self) -> Reply:
        """Return the message for a question without a word."""
        text = _("That message has no text that I could answer. Ask me with /ask.")
        return notice(text, _ask_next())

    def too_long(self, count: int, limit: int) -> Reply:
        """Return the message for a question that is too long."""
        text = ngettext(
            "That's too long for me: {count} character. Use at most {limit}.",
            "That's too long for me: {count} characters. Use at most {limit}.",
            count,
            limit=number(limit),
        )
        return notice(text, _ask_next())

    def no_command(self, command: str) -> Reply:
        """Return how to use a command whose name was sent as plain text."""
        how = Request.of(RequestName.HELP, command=CHOSEN + command)
        return notice(
            _("That arrived as plain text, not as a command"),
            _(
                "Type `/{command}` and choose it from the list that Discord shows above your "
                "message; then fill in its fields and send it. Or ask me in plain words, without "
                "the slash.",
                command=command,
            ),
            (Button(_("How /{command} works", command=command), how),),
        )


def _ask_next() -> str:
    return _(
        "Ask me in plain words, such as: 80s dramas with Meryl Streep over 7. /help shows more."
    )


def _text(answer: Answer, page: Page[Movie]) -> str:
    parts = ["\n- ".join([escape(answer.sentence), *map(escape, answer.lines)])]
    if answer.chips:
        parts.append(_understood(answer))
    if page.total > 1 and not answer.lines:  # the lines name the titles already
        parts.append("\n".join(list_lines(page)))
    parts.extend(f"-# {escape(note)}" for note in answer.notes)
    return "\n\n".join(parts)


def _understood(answer: Answer) -> str:
    chips = " ".join(f"`{chip.label.replace('`', chr(39))}`" for chip in answer.chips)
    return _("Understood: {chips}", chips=chips)


def _chip_buttons(answer: Answer) -> tuple[Button, ...]:
    if answer.query is None:
        return ()
    removable = [
        Button(f"✕ {chip.label}", asked(answer, drop=place), Mode.TURN)
        for place, chip in enumerate(answer.chips, 1)
        if chip.without is not None
    ]
    why = Button(_("Why?"), asked(answer, why=True), Mode.OPEN, "🔎")
    return (*removable[:CHIPS_REMOVABLE], why)


def _next_buttons(answer: Answer) -> tuple[Button, ...]:
    """Return the buttons with follow-up questions, which can be typed as well."""
    buttons: list[Button] = []
    if answer.further is not None:
        request = _asking(answer.further, answer.language)
        buttons.append(Button(_("Another"), request, Mode.POST, "🔁"))
    if answer.seen is not None:
        request = Request.of(RequestName.SEEN_ADD, film=f"{CHOSEN}{answer.seen.movie_id}")
        label = _("Mark {title} as seen", title=answer.seen.text)
        buttons.append(Button(label, request, Mode.OPEN, "👁"))
    offered = dict.fromkeys((*answer.others, *answer.close))
    buttons += [_suggestion(other, answer.language) for other in list(offered)[:OFFERED]]
    return tuple(buttons)


def _suggestion(suggestion: Suggestion, language: str) -> Button:
    return Button(suggestion.label, _asking(suggestion.query, language), Mode.POST, "💡")


def _asking(query: Query, language: str) -> Request:
    return Request.of(RequestName.ASKED, query=codec.encode(query), lang=language)


def _people_menu(people: Sequence[Person]) -> Menu:
    options = tuple(
        Option(
            f"{PERSON_ICONS[person.main_role]} {person.name}",
            Request.of(RequestName.PERSON, id=person.id),
        )
        for person in people[: limits.SELECT_OPTIONS]
    )
    return Menu(_("Open a filmography"), options, Mode.OPEN)
