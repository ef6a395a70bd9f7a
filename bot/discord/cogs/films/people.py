"""``/cast`` and ``/director``: what a person was in or made, and with whom."""

import dataclasses
from collections.abc import Sequence
from typing import Any

import discord
from discord import app_commands

from bot.catalog.model import Collaborator, Movie, Person, Role
from bot.discord.cogs.completion import complete_cast, complete_directors
from bot.discord.interactions.handlers import Call, answers
from bot.discord.interactions.topic import Topic
from bot.discord.messages.controls import Mode
from bot.discord.messages.markdown import escape
from bot.discord.messages.reply import Button, Reply
from bot.discord.messages.request import Request
from bot.discord.messages.request_names import RequestName
from bot.discord.views.films.filmographies import filmography_of
from bot.discord.views.films.lists import list_reply
from bot.errors import BadInputError, OutdatedError
from bot.i18n import N_, _, listing, ngettext, number
from bot.library.films.filmographies import (
    Filmography,
    average_rating,
    filmography,
    frequent,
    year_span,
)
from bot.library.names.lookup import CHOSEN, find_person
from bot.library.pages import slice_page

_WORK = {
    Role.CAST: N_("Films with {name}"),
    Role.DIRECTOR: N_("Films directed by {name}"),
    Role.WRITER: N_("Films written by {name}"),
}


@dataclasses.dataclass(frozen=True, slots=True)
class _Partners:
    """How a filmography names the people somebody made films with."""

    often: str
    once: str
    among: str


_CO_STARS = _Partners(
    N_("Often with {names}."), N_("With {names}."), N_("With {names}, among others.")
)
_DIRECTORS = _Partners(
    N_("Often directed by {names}."),
    N_("Directed by {names}."),
    N_("Directed by {names}, among others."),
)
ONCE = 3
"""People named who were there once, where nobody was there more often."""


class People(Topic):
    """Filmographies."""

    @app_commands.command(description=N_("Show what an actor was in, and with whom."))
    @app_commands.rename(companion="with")
    @app_commands.describe(
        person=N_("An actor or actress; surname first is fine, and so are typos"),
        companion=N_("Somebody else: shows what they were in together"),
    )
    @app_commands.autocomplete(person=complete_cast, companion=complete_cast)
    async def cast(
        self, interaction: discord.Interaction[Any], person: str, companion: str | None = None
    ) -> None:
        await self.answer(interaction)

    @app_commands.command(description=N_("Show what a director made, and with whom."))
    @app_commands.describe(person=N_("A director; a surname is enough, and typos are fine"))
    @app_commands.autocomplete(person=complete_directors)
    async def director(self, interaction: discord.Interaction[Any], person: str) -> None:
        await self.answer(interaction)

    @answers(RequestName.CAST)
    async def show_cast(self, call: Call) -> Reply:
        """Answer ``/cast``."""
        name = call.request.get("person")
        person = await find_person(call.snapshot, name, Role.CAST)
        if other_name := call.request.get("with"):
            other = await find_person(call.snapshot, other_name, Role.CAST, option="with")
            return await self._together(call, person, other)
        request = call.request.replace(person=CHOSEN + person.id)
        return await self._filmography(call, request, person, Role.CAST)

    @answers(RequestName.DIRECTOR)
    async def show_director(self, call: Call) -> Reply:
        """Answer ``/director``."""
        person = await find_person(call.snapshot, call.request.get("person"), Role.DIRECTOR)
        request = call.request.replace(person=CHOSEN + person.id)
        return await self._filmography(call, request, person, Role.DIRECTOR)

    @answers(RequestName.PERSON)
    async def show_person(self, call: Call) -> Reply:
        """Answer the choice of a person, in the role they are best known for."""
        person = await call.snapshot.catalog.person(call.request.get("id"))
        if person is None:
            raise OutdatedError
        return await self._filmography(call, call.request, person, person.main_role)

    async def _filmography(self, call: Call, request: Request, person: Person, role: Role) -> Reply:
        whole = await filmography(call.snapshot.catalog, person, role)
        page = slice_page(whole.movies, call.request.number("page", 1))
        reply = list_reply(
            page,
            request,
            title=_(_WORK[role], name=escape(person.name)),
            header=_summary(whole),
        )
        return _with_other_role(reply, person, role)

    async def _together(self, call: Call, person: Person, other: Person) -> Reply:
        if other.id == person.id:
            raise BadInputError(
                _("Both are {name}: name somebody else after “with”.", name=person.name)
            )
        catalog = call.snapshot.catalog
        theirs = {movie.id for movie in await catalog.filmography(other.id, Role.CAST)}
        films = await catalog.filmography(person.id, Role.CAST)
        shared = [movie for movie in films if movie.id in theirs]
        names = listing([escape(person.name), escape(other.name)])
        page = slice_page(shared, call.request.number("page", 1))
        if shared:
            together = ngettext("{count} title together", "{count} titles together", len(shared))
            header = f"{' · '.join([together, *_numbers(shared)])}.\n"
        else:
            header = _(
                "I have no credits they share; records list only the first few names of a cast. "
                "Look at each of them alone:"
            )
        request = call.request.replace(person=CHOSEN + person.id, **{"with": CHOSEN + other.id})
        reply = list_reply(page, request, title=_("{names} together", names=names), header=header)
        alone = tuple(
            Button(who.name, filmography_of(who.id, Role.CAST), Mode.OPEN, "🎭")
            for who in (person, other)
        )
        return _add_row(reply, alone)


def _summary(whole: Filmography) -> str:
    several = len(whole.movies) > 1
    count = ngettext("{count} title", "{count} titles", len(whole.movies))
    first = f"{' · '.join([f'**{count}**', *_numbers(whole.movies)])}."
    lines = [" ".join([first, *([_("Best known first.")] if several else [])])]
    for said, people in ((_CO_STARS, whole.co_stars), (_DIRECTORS, whole.directors)):
        if again := frequent(people):
            lines.append(_(said.often, names=_names(again)))
        elif several and people:
            names = listing([escape(other.person.name) for other in people[:ONCE]])
            lines.append(_(said.among if len(people) > ONCE else said.once, names=names))
    return "\n".join(lines) + "\n"


def _numbers(movies: Sequence[Movie]) -> list[str]:
    """Return the years and the average rating of some titles."""
    parts: list[str] = []
    if span := year_span(movies):
        parts.append(str(span[0]) if span[0] == span[1] else f"{span[0]}–{span[1]}")
    if len(movies) > 1 and (average := average_rating(movies)) is not None:
        parts.append(_("★ {rating} on average", rating=number(average, 1)))
    return parts


def _names(people: Sequence[Collaborator]) -> str:
    return listing([f"{escape(other.person.name)} ({other.shared})" for other in people])


def _with_other_role(reply: Reply, person: Person, role: Role) -> Reply:
    other = Role.CAST if role is Role.DIRECTOR else Role.DIRECTOR
    if not (count := person.count(other)):
        return reply
    label = (
        _("As director ({count})", count=number(count))
        if other is Role.DIRECTOR
        else _("As actor ({count})", count=number(count))
    )
    return _add_row(reply, (Button(label, filmography_of(person.id, other), Mode.TURN, "🔁"),))


def _add_row(reply: Reply, row: tuple[Button, ...]) -> Reply:
    return dataclasses.replace(reply, rows=(*reply.rows, row))
