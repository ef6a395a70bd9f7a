"""``/export``: what somebody keeps here, as files that Letterboxd can import."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import discord
from discord import app_commands

from bot.catalog.model import Movie
from bot.discord.interactions.handlers import Call, answers
from bot.discord.interactions.responder import Responder
from bot.discord.interactions.topic import Topic
from bot.discord.messages.controls import Mode
from bot.discord.messages.reply import Button, Picture, Reply
from bot.discord.messages.request import Request
from bot.discord.messages.request_names import RequestName
from bot.discord.views.films.cards import PLAIN_COLOR
from bot.discord.views.mine.archives import archive
from bot.discord.views.notices import notice
from bot.i18n import N_, _, ngettext
from bot.library.names.imports import movies_by_id
from bot.rules.imports.letterboxd import ExportedFilm, letterboxd_files
from bot.rules.picks.lists import shown_name
from bot.runtime.workers.pool import Work, WorkPool
from bot.state.films.film_ref import FilmRef
from bot.state.owners.owners import Owner
from bot.state.store import StateStore
from bot.text import split_year


class Exports(Topic):
    """What people keep, to be taken elsewhere.

    Args:
        responder: Answers the interactions.
        state: Keeps it.
        work: Where files are written.
    """

    def __init__(self, responder: Responder, state: StateStore, work: WorkPool) -> None:
        self._state = state
        self._work = work
        super().__init__(responder)

    @app_commands.command(
        description=N_("Get your films, ratings and lists as files that Letterboxd imports.")
    )
    async def export(self, interaction: discord.Interaction[Any]) -> None:
        await self.answer(interaction, Mode.OPEN)

    @answers(RequestName.EXPORT)
    async def show_export(self, call: Call) -> Reply:
        """Answer ``/export``."""
        async with self._work.turn(Work.EXPORT):
            return await self._export(call)

    async def _export(self, call: Call) -> Reply:
        user_id, owner = call.asker.user_id, Owner.person(call.asker.user_id)
        seen = {one.film.id: one for one in await self._state.seen_films.list(user_id)}
        ratings = {one.film.id: one for one in await self._state.ratings.list(user_id)}
        listed = {
            kept.name: [one.film for one in await self._state.watchlists.films(owner, kept.name)]
            for kept in await self._state.watchlists.lists(owner)
        }
        films = {one.film.id: one.film for one in (*ratings.values(), *seen.values())}
        lists = {name: refs for name, refs in listed.items() if refs}
        ids = {*films, *(film.id for refs in lists.values() for film in refs)}
        if not ids:
            return notice(
                _("Nothing to export"),
                _(
                    "You don't keep any films here yet. Start with `/seen add`, `/rate`, "
                    "`/watchlist add` or `/import`."
                ),
            )
        movies = await movies_by_id(call.snapshot, ids)
        hidden = await call.snapshot.catalog.hidden(ids)
        watched = [
            _written(
                film,
                movies.get(id_),
                seen[id_].seen_at.date() if id_ in seen else None,
                ratings[id_].rating if id_ in ratings else None,
            )
            for id_, film in films.items()
            if id_ not in hidden
        ]
        on_lists: Mapping[str, Sequence[ExportedFilm]] = {
            shown_name(name): [
                _written(film, movies.get(film.id)) for film in refs if film.id not in hidden
            ]
            for name, refs in lists.items()
        }
        files = await self._work.part(Work.EXPORT, letterboxd_files, watched, on_lists)
        content = await self._work.part(Work.EXPORT, archive, files.items())
        return _reply(content, len(watched), len(lists), len(hidden))


def _reply(content: bytes, films: int, lists: int, hidden: int) -> Reply:
    parts = [
        _(
            "{films} and {lists}, as CSV files in a ZIP.",
            films=ngettext("{count} film seen or rated", "{count} films seen or rated", films),
            lists=ngettext("{count} list", "{count} lists", lists),
        ),
        _(
            "Unpack it. At letterboxd.com/import choose `watched.csv`; each file in the folder "
            "`lists` goes into a new list there, with *Import*. The date is when you watched a "
            "film or marked it here. Titles that begin with `=`, `+`, `-` or `@` have an "
            "apostrophe in front, so that no spreadsheet takes them for formulas."
        ),
    ]
    if hidden:
        parts.append(
            ngettext(
                "{count} adult title left out: use an age-restricted channel to get them all.",
                "{count} adult titles left out: use an age-restricted channel to get them all.",
                hidden,
            )
        )
    embed = discord.Embed(
        title=_("Your films, for Letterboxd"),
        description="\n\n".join(parts),
        color=PLAIN_COLOR,
    )
    all_of_it = Button(
        _("Everything I keep"), Request.of(RequestName.PRIVACY_EXPORT), Mode.OPEN, "📦"
    )
    file = Picture(content, "marquee-letterboxd.zip", _("Your films as CSV for Letterboxd"))
    return Reply(embeds=(embed,), rows=((all_of_it,),), pictures=(file,), private=True)


def _written(
    film: FilmRef, movie: Movie | None, on: date | None = None, rating: int | None = None
) -> ExportedFilm:
    """Return the row of a kept film, even of one that has left the catalogue."""
    if movie is not None:
        imdb_id = f"tt{movie.imdb_id}" if movie.imdb_id else ""
        return ExportedFilm(imdb_id, movie.title, movie.year, on, rating)
    title, year = split_year(film.name)
    imdb_id = film.id if film.id.startswith("tt") else ""
    return ExportedFilm(imdb_id, title, int(year.strip(" ()")) if year else None, on, rating)
