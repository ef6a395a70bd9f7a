"""``/import``: what somebody kept at Letterboxd or IMDb, taken over."""

import asyncio
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time
from typing import Any

import discord
from discord import app_commands

from bot.clock import Clock
from bot.cogs.watchers import note_user
from bot.errors import BadInputError, OutdatedError
from bot.interactions.handlers import Call, Handler
from bot.interactions.responder import Responder
from bot.interactions.topic import Topic
from bot.library.imports import Matched, match_films
from bot.library.saved_films import film_ref
from bot.library.snapshot import Library
from bot.messages import limits
from bot.messages.controls import Mode
from bot.messages.markdown import escape
from bot.messages.reply import Button, Picture, Reply
from bot.messages.request import Request
from bot.rules.imports import MAX_BYTES, Fault, Import, ImportedFilm, Purpose, Site, parse_export
from bot.rules.picks.lists import DEFAULT_NAME, Caps, list_key
from bot.state.films.ratings import Rating
from bot.state.people.owners import Owner
from bot.state.store import StateStore
from bot.text import clip, plural
from bot.views.cards import PLAIN_COLOR

SITE_NAMES = {Site.LETTERBOXD: "Letterboxd", Site.IMDB: "IMDb"}
LINES_SHOWN = 15
UPLOADS_HELD = 20
"""So many files wait to be read at most; the oldest are forgotten."""


class Imports(Topic):
    """Exports of other sites.

    Args:
        responder: Answers the interactions.
        library: Knows the films.
        state: Keeps what is imported.
        clock: What time it is, where an export names no day.
    """

    import_ = app_commands.Group(
        name="import", description="Take over what you kept at Letterboxd or IMDb"
    )

    def __init__(
        self, responder: Responder, library: Library, state: StateStore, clock: Clock
    ) -> None:
        self._library = library
        self._state = state
        self._clock = clock
        self._uploads: OrderedDict[int, discord.Attachment] = OrderedDict()
        super().__init__(responder)

    def handlers(self) -> Mapping[str, Handler]:
        """Return the handlers of this topic."""
        return {"import": self.show_imported}

    @import_.command(name="letterboxd")
    @app_commands.describe(file="A CSV of your Letterboxd export: watched, ratings, watchlist …")
    async def import_letterboxd(
        self, interaction: discord.Interaction[Any], file: discord.Attachment
    ) -> None:
        """Import a CSV from Letterboxd (Settings, Data, Export your data)."""
        await self._take(interaction, file, Site.LETTERBOXD)

    @import_.command(name="imdb")
    @app_commands.describe(file="A CSV of your IMDb export: ratings or watchlist")
    async def import_imdb(
        self, interaction: discord.Interaction[Any], file: discord.Attachment
    ) -> None:
        """Import a CSV from IMDb (a list of yours, Export)."""
        await self._take(interaction, file, Site.IMDB)

    async def show_imported(self, call: Call) -> Reply:
        """Answer ``/import``: read the file, keep what the catalogue knows, list the rest."""
        upload = self._uploads.pop(call.request.id("upload"), None)
        if upload is None:
            raise OutdatedError
        export = await _read(upload)
        if export.site.value != call.request.get("site"):
            site = SITE_NAMES[export.site]
            raise BadInputError(f"That is an export of {site}: use `/import {export.site}` for it.")
        # What is kept does not depend on the channel, and the report names nothing that was found.
        async with self._library.lease(adult=True) as whole:
            matched, unmatched = await match_films(whole, export.films)
        await note_user(self._state, call)
        kept = await self._keep(call.asker.user_id, export, matched)
        return _report(export, kept, matched, unmatched)

    async def _take(
        self, interaction: discord.Interaction[Any], file: discord.Attachment, site: Site
    ) -> None:
        # A request is text: the file waits here for the handler.
        self._uploads[file.id] = file
        if len(self._uploads) > UPLOADS_HELD:
            self._uploads.popitem(last=False)
        request = Request.of("import", site=site, upload=file.id)
        await self._responder.respond(interaction, request, Mode.OPEN)

    async def _keep(
        self, user_id: int, export: Import, matched: Sequence[Matched]
    ) -> Sequence[str]:
        """Keep what was matched; return what was done, in words."""
        seen = [
            (film_ref(one.movie), _at(one.film, self._clock.now()))
            for one in matched
            if export.purpose is Purpose.SEEN or one.film.rating
        ]
        rated = [
            Rating(film_ref(one.movie), one.film.rating, _at(one.film, self._clock.now()))
            for one in matched
            if one.film.rating
        ]
        done: list[str] = []
        if seen:
            news = await self._state.seen_films.add_all(user_id, seen)
            done.append(f"{plural(news, 'film')} newly marked as seen")
        if rated:
            await self._state.ratings.rate_all(user_id, rated)
            done.append(plural(len(rated), "rating"))
        if export.purpose is Purpose.WATCHLIST:
            done.append(await self._put_on_list(user_id, matched))
        return done

    async def _put_on_list(self, user_id: int, matched: Sequence[Matched]) -> str:
        owner, caps = Owner.person(user_id), Caps()
        lists = {
            list_key(kept.name): kept.films for kept in await self._state.watchlists.lists(owner)
        }
        on_list: set[str] = set()
        if list_key(DEFAULT_NAME) in lists:
            films = await self._state.watchlists.films(owner, DEFAULT_NAME)
            on_list = {one.film.id for one in films}
        new = {one.movie.id: film_ref(one.movie) for one in matched if one.movie.id not in on_list}
        fitting = [*new.values()][: caps.films - len(on_list)]
        added = await self._state.watchlists.add(owner, DEFAULT_NAME, fitting, caps)
        said = f"{plural(added, 'film')} put on your list {DEFAULT_NAME}"
        left = len(new) - len(fitting)
        return f"{said}; {left:,} more did not fit on it" if left else said


async def _read(upload: discord.Attachment) -> Import:
    """Return what is in a file.

    Raises:
        BadInputError: It cannot be fetched, or is no export.
    """
    if upload.size > MAX_BYTES:
        raise BadInputError(f"The file is larger than {MAX_BYTES // 1_000_000} MB.")
    try:
        content = await upload.read()
    except discord.HTTPException as error:
        raise BadInputError("Discord does not give me the file. Attach it once more.") from error
    return await asyncio.to_thread(parse_export, content, upload.filename)


def _at(film: ImportedFilm, now: datetime) -> datetime:
    return datetime.combine(film.on, time(12), UTC) if film.on else now


def _report(
    export: Import,
    kept: Sequence[str],
    matched: Sequence[Matched],
    unmatched: Sequence[ImportedFilm],
) -> Reply:
    lines = [f"{plural(len(matched), 'film')} of {len(export.films):,} found.", ""]
    lines.extend(f"- {done}" for done in kept)
    missing = [_title(film) for film in unmatched]
    faults = [_fault(fault) for fault in export.faults]
    for heading, rest in (("Not in my catalogue", missing), ("Not understood", faults)):
        if rest:
            lines += ["", f"**{heading}** ({len(rest):,})"]
            lines += [f"- {escape(line)}" for line in rest[:LINES_SHOWN]]
            if len(rest) > LINES_SHOWN:
                lines.append(f"… and {len(rest) - LINES_SHOWN:,} more in the file")
    embed = discord.Embed(
        title=f"Imported from {SITE_NAMES[export.site]}",
        description=clip("\n".join(lines), limits.EMBED_DESCRIPTION),
        color=PLAIN_COLOR,
    )
    whole = "\n".join([*missing, *faults])
    file = Picture(whole.encode(), "unmatched.txt", "All that could not be taken over")
    show = (
        Request.of("seen_list")
        if export.purpose is Purpose.SEEN
        else Request.of("watchlist_list", name=DEFAULT_NAME)
    )
    return Reply(
        embeds=(embed,),
        rows=((Button("Show the list", show, Mode.OPEN, "📋"),),) if matched else (),
        pictures=(file,) if whole else (),
        private=True,
    )


def _title(film: ImportedFilm) -> str:
    return film.title if film.year is None else f"{film.title} ({film.year})"


def _fault(fault: Fault) -> str:
    return f"line {fault.line}: {fault.reason}"
