"""``/connect``: the shortest chain of films between two people."""

from collections.abc import Sequence
from typing import Any

import discord
from discord import app_commands

from bot.catalog.model import Movie, Person
from bot.discord.cogs.completion import complete_people
from bot.discord.interactions.handlers import Call, answers
from bot.discord.interactions.responder import Responder
from bot.discord.interactions.topic import Topic
from bot.discord.messages import limits
from bot.discord.messages.controls import Mode
from bot.discord.messages.markdown import escape
from bot.discord.messages.reply import Button, Picture, Reply
from bot.discord.messages.request import Request
from bot.discord.messages.request_names import RequestName
from bot.discord.views.films.cards import color_of
from bot.discord.views.films.filmographies import FILMOGRAPHIES, filmography_of
from bot.discord.views.films.lists import open_menu
from bot.discord.views.notices import notice
from bot.discord.views.pictures.chain import Link, describe_chain, draw_chain
from bot.i18n import N_, _, ngettext
from bot.library.games.connections import chain_between
from bot.library.names.lookup import CHOSEN, find_person
from bot.library.snapshot import Snapshot
from bot.rules.games.connections import Step
from bot.runtime.workers.pool import Work, WorkPool
from bot.text import clip


class Connect(Topic):
    """Chains between people.

    Args:
        responder: Answers the interactions.
        work: Where they are looked for.
    """

    def __init__(self, responder: Responder, work: WorkPool) -> None:
        self._work = work
        super().__init__(responder)

    @app_commands.command(description=N_("Connect two people through as few films as possible."))
    @app_commands.describe(
        person=N_("Somebody who plays in, directs or writes films"),
        other=N_("Somebody else"),
    )
    @app_commands.autocomplete(person=complete_people, other=complete_people)
    async def connect(self, interaction: discord.Interaction[Any], person: str, other: str) -> None:
        await self.answer(interaction)

    @answers(RequestName.CONNECT)
    async def show_chain(self, call: Call) -> Reply:
        """Answer ``/connect``."""
        start = await find_person(call.snapshot, call.request.get("person"))
        end = await find_person(call.snapshot, call.request.get("other"), option="other")
        steps = await chain_between(call.snapshot, start.id, end.id, self._work)
        if steps is None:
            return _no_chain(start, end)
        if not steps:
            return notice(
                _("One and the same"),
                _(
                    "That is **{name}** both times: no film needed. Name somebody else as `other`.",
                    name=escape(start.name),
                ),
                *_filmographies(start),
            )
        movies, links = await _links(call.snapshot, steps)
        picture = await self._work.run(Work.PICTURE, draw_chain, start.name, links)
        return _chain(start, end, movies, links, picture)


def _chain(
    start: Person, end: Person, movies: Sequence[Movie], links: Sequence[Link], picture: bytes
) -> Reply:
    words = [f"**{escape(start.name)}**"]
    words.extend(f"→ *{escape(link.film)}* → **{escape(link.person)}**" for link in links)
    title = ngettext(
        "{start} to {end} in {count} film",
        "{start} to {end} in {count} films",
        len(links),
        start=start.name,
        end=end.name,
    )
    embed = discord.Embed(
        title=escape(title),
        description=clip("\n".join(words), limits.EMBED_DESCRIPTION),
        color=color_of(movies[0]) if movies else None,
    )
    embed.set_image(url="attachment://chain.png")
    embed.set_footer(
        text=_("No chain is shorter; among those equally short, this one has well-known films.")
    )
    back = Request.of(RequestName.CONNECT, person=CHOSEN + end.id, other=CHOSEN + start.id)
    return Reply(
        embeds=(embed,),
        rows=(open_menu(movies), (Button(_("The other way round"), back, Mode.TURN, "🔁"),)),
        pictures=(Picture(picture, "chain.png", describe_chain(start.name, links)),),
    )


async def _links(
    snapshot: Snapshot, steps: Sequence[Step]
) -> tuple[Sequence[Movie], Sequence[Link]]:
    movies = {
        movie.id: movie for movie in await snapshot.catalog.movies([step.film for step in steps])
    }
    links: list[Link] = []
    for step in steps:
        movie, person = movies[step.film], await snapshot.catalog.person(step.person)
        color = color_of(movie) if movie.color else None
        links.append(Link(movie.label, color, person.name if person else step.person))
    return [*movies.values()], links


def _no_chain(start: Person, end: Person) -> Reply:
    return notice(
        _("No chain between them"),
        _(
            "No films in my catalogue lead from **{start}** to **{end}**. Records list only the "
            "first few names, so that may be a gap in them.",
            start=escape(start.name),
            end=escape(end.name),
        ),
        *_filmographies(start, end),
    )


def _filmographies(*people: Person) -> tuple[tuple[Button, ...], ...]:
    """Return the row of buttons that show the films of people, if any has such a list."""
    buttons = tuple(
        Button(_("Films of {name}", name=who.name), filmography_of(who.id, who.main_role))
        for who in people
        if who.main_role in FILMOGRAPHIES
    )
    return (buttons,) if buttons else ()
