"""``/import``: takes over what somebody kept on another site."""

from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

import discord
from discord import app_commands

from bot.discord.cogs.picks.watchers import note_user
from bot.discord.interactions.handlers import Call, answers
from bot.discord.interactions.responder import Responder
from bot.discord.interactions.topic import Topic
from bot.discord.messages.controls import Mode
from bot.discord.messages.reply import Reply
from bot.discord.messages.request import Request
from bot.discord.messages.request_names import RequestName
from bot.discord.views.mine.import_findings import Found, found_in
from bot.discord.views.mine.imports import done_before, doubts_panel, preview, report, undone
from bot.errors import BadInputError, OutdatedError
from bot.i18n import N_, _, listing
from bot.library.names.imports import Matches, match_films, movies_by_id, row_of
from bot.library.pages import slice_page
from bot.library.saved_films import film_ref
from bot.library.snapshot import Library
from bot.rules.imports.model import Import, ImportedFilm, Purpose
from bot.rules.imports.plan import Plan, make_plan
from bot.rules.imports.reading import MAX_BYTES, parse_export, too_large
from bot.rules.picks.lists import DEFAULT_NAME, list_name
from bot.runtime.workers.pool import Work, WorkPool
from bot.state.films.film_ref import FilmRef
from bot.state.films.imports import StoredImport
from bot.state.store import StateStore

UPLOADS_HELD = 20
"""Uploads kept waiting to be read; beyond that the oldest are forgotten."""
_AGAIN = N_("Changed.")


class Imports(Topic):
    """Exports of other sites.

    Args:
        responder: Answers the interactions.
        library: Knows the films.
        state: Keeps what is imported.
        work: Where files are read.
    """

    def __init__(
        self, responder: Responder, library: Library, state: StateStore, work: WorkPool
    ) -> None:
        self._library = library
        self._state = state
        self._work = work
        self._uploads: OrderedDict[int, discord.Attachment] = OrderedDict()
        super().__init__(responder)

    @app_commands.command(
        name="import",
        description=N_("Import seen films, ratings and lists from elsewhere. Asks before it does."),
    )
    @app_commands.describe(
        file=N_(
            "Letterboxd's ZIP, a CSV from Letterboxd, IMDb, Trakt, Netflix …, or any list of films"
        )
    )
    async def import_(
        self, interaction: discord.Interaction[Any], file: discord.Attachment
    ) -> None:
        # A request is text: the file waits here for the handler.
        self._uploads[file.id] = file
        if len(self._uploads) > UPLOADS_HELD:
            self._uploads.popitem(last=False)
        await self._responder.respond(
            interaction, Request.of(RequestName.IMPORT, upload=file.id), Mode.OPEN
        )

    @answers(RequestName.IMPORT)
    async def show_preview(self, call: Call) -> Reply:
        """Answer ``/import``: read the file, and say what will be done."""
        upload = self._uploads.pop(call.request.id("upload"), None)
        if upload is None:
            raise OutdatedError
        async with self._work.turn(Work.IMPORT):
            return await self._preview(call, upload)

    async def _preview(self, call: Call, upload: discord.Attachment) -> Reply:
        export = await self._read(upload)
        films = [film for part in export.parts for film in part.films]
        # What is kept does not depend on the channel; what is named does.
        async with self._library.lease(adult=True) as whole:
            matches = await match_films(whole, call.snapshot, films)
        hidden = await call.snapshot.catalog.hidden({m.id for m in matches.found.values()})
        plan, found = await self._work.part(Work.IMPORT, _planned, export, matches, hidden)
        import_id = await self._state.imports.propose(call.asker.user_id, plan)
        sites = dict.fromkeys(part.site for part in export.parts if part.site)
        return preview(import_id, listing([*sites]), plan, found)

    @answers(RequestName.IMPORT_AS)
    async def show_taken_as(self, call: Call) -> Reply:
        """Answer the menu of what the films in a file are: seen, or a list."""
        import_id, kept = await self._kept(call)
        if kept is None or kept.done:
            return done_before()
        try:
            purpose = Purpose(call.request.get("to"))
        except ValueError:
            raise OutdatedError from None
        name = list_name(call.request.get("name"))
        names = {Purpose.SEEN: "", Purpose.WATCHLIST: DEFAULT_NAME, Purpose.LIST: name}
        plan = kept.plan.taken_as(purpose, names[purpose])
        await self._state.imports.change(import_id, call.asker.user_id, plan)
        return preview(import_id, "", plan, Found(_(_AGAIN)), name)

    @answers(RequestName.IMPORT_DO)
    async def show_done(self, call: Call) -> Reply:
        """Answer *Do it*."""
        import_id, kept = await self._kept(call)
        if kept is None or kept.done:
            return done_before()
        async with self._work.turn(Work.IMPORT):
            films = await self._refs(kept.plan.films)
            outcome = await self._state.imports.carry_out(import_id, call.asker.user_id, films)
        if outcome is None:
            return done_before()
        await note_user(self._state, call)
        return report(import_id, outcome, kept.plan)

    @answers(RequestName.IMPORT_UNDO)
    async def show_undone(self, call: Call) -> Reply:
        """Answer *Undo*."""
        async with self._work.turn(Work.IMPORT):
            done = await self._state.imports.undo(call.request.id("id"), call.asker.user_id)
        return undone() if done else done_before()

    @answers(RequestName.IMPORT_CHECK)
    async def show_doubts(self, call: Call) -> Reply:
        """Answer *Please check*."""
        return await self._doubts(call)

    @answers(RequestName.IMPORT_ACCEPT)
    async def show_accepted(self, call: Call) -> Reply:
        """Answer the choices among the doubtful films."""
        import_id, kept = await self._kept(call)
        if kept is None:
            return done_before()
        number = call.request.number("number", -1)
        ids = {doubt.film for doubt in kept.plan.doubts if doubt.number == number}
        said = _("That was already settled.")
        for film in (await self._refs(ids)).values():
            if await self._state.imports.accept(import_id, call.asker.user_id, number, film):
                said = _("Imported.") if kept.done else _("Noted: *Import* will include it.")
        return await self._doubts(call, said)

    async def _doubts(self, call: Call, said: str = "") -> Reply:
        import_id, kept = await self._kept(call)
        if kept is None:
            return done_before()
        page = slice_page(kept.plan.doubts, call.request.number("page", 1))
        movies = await call.snapshot.catalog.movies([doubt.film for doubt in page.items])
        by_id = {movie.id: movie for movie in movies}
        return doubts_panel(import_id, page, by_id, said, done=kept.done)

    async def _kept(self, call: Call) -> tuple[int, StoredImport | None]:
        import_id = call.request.id("id")
        return import_id, await self._state.imports.get(import_id, call.asker.user_id)

    async def _refs(self, ids: set[str]) -> Mapping[str, FilmRef]:
        async with self._library.lease(adult=True) as whole:
            movies = await movies_by_id(whole, ids)
        return {id_: film_ref(movie) for id_, movie in movies.items()}

    async def _read(self, upload: discord.Attachment) -> Import:
        """Return what is in a file, which is read once and not kept.

        Raises:
            BadInputError: It cannot be fetched, or is no export.
        """
        if upload.size > MAX_BYTES:
            raise BadInputError(too_large())
        try:
            content = await upload.read()
        except discord.HTTPException as error:
            raise BadInputError(
                _("I couldn't get the file from Discord. Attach it again.")
            ) from error
        return await self._work.part(Work.IMPORT, parse_export, content, upload.filename)


def _planned(export: Import, matches: Matches, hidden: frozenset[str]) -> tuple[Plan, Found]:
    def found(film: ImportedFilm) -> str | None:
        movie = matches.found.get(row_of(film))
        return movie.id if movie else None

    def doubted(film: ImportedFilm) -> str | None:
        movie = matches.doubted.get(row_of(film))
        return movie.id if movie else None

    plan = make_plan(export.parts, found, doubted)
    return plan, found_in(export, matches, plan, hidden)
