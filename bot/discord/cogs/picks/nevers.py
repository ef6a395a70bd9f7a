"""``/never``: films and whole genres that are not to be drawn when somebody is there."""

from typing import Any

import discord
from discord import app_commands

from bot.catalog.vocabulary.spoken_names import genre_name
from bot.discord.cogs.completion import complete_genres, complete_titles
from bot.discord.cogs.picks.watchers import note_user
from bot.discord.interactions.handlers import Call, answers
from bot.discord.interactions.responder import Responder
from bot.discord.interactions.topic import Topic
from bot.discord.messages import limits
from bot.discord.messages.controls import Mode
from bot.discord.messages.markdown import escape
from bot.discord.messages.reply import Menu, Option, Reply
from bot.discord.messages.request import Request
from bot.discord.messages.request_names import RequestName
from bot.discord.views.films.cards import PLAIN_COLOR
from bot.i18n import N_, _
from bot.library.names.lookup import CHOSEN, find_movie, find_name
from bot.library.saved_films import film_ref, find_kept, named
from bot.state.films.nevers import Never
from bot.state.store import StateStore
from bot.text import clip


class NeverAgain(Topic):
    """What people never want to watch.

    Args:
        responder: Answers the interactions.
        state: Keeps it.
    """

    never = app_commands.Group(name="never", description=N_("What is never drawn for you"))

    def __init__(self, responder: Responder, state: StateStore) -> None:
        self._state = state
        self._nevers = state.nevers
        super().__init__(responder)

    @never.command(name="film", description=N_("Never draw this film when you're watching."))
    @app_commands.describe(
        film=N_("The title as you remember it"), undo=N_("Remove it: it may be drawn again")
    )
    @app_commands.autocomplete(film=complete_titles)
    async def never_film(
        self, interaction: discord.Interaction[Any], film: str, undo: bool | None = None
    ) -> None:
        await self.answer(interaction)

    @never.command(name="genre", description=N_("Never draw this genre when you're watching."))
    @app_commands.describe(genre=N_("The genre"), undo=N_("Remove it: it may be drawn again"))
    @app_commands.autocomplete(genre=complete_genres)
    async def never_genre(
        self, interaction: discord.Interaction[Any], genre: str, undo: bool | None = None
    ) -> None:
        await self.answer(interaction)

    @never.command(
        name="list", description=N_("List what is never drawn for you, and remove entries.")
    )
    async def never_list(self, interaction: discord.Interaction[Any]) -> None:
        await self.answer(interaction)

    @answers(RequestName.NEVER_FILM)
    async def show_film(self, call: Call) -> Reply:
        """Answer ``/never film``."""
        user_id, typed = call.asker.user_id, call.request.get("film")
        if call.request.get("undo"):
            kept = (await self._nevers.list(user_id)).films
            film = await find_kept(call.snapshot, typed, kept)
            known = await self._nevers.remove_film(user_id, film.id)
            return await self._all(call, _undone(film.name, known=known))
        movie = await find_movie(call.snapshot, typed, option="film")
        await self._nevers.add_film(user_id, film_ref(movie))
        return await self._all(call, _done(movie.label))

    @answers(RequestName.NEVER_GENRE)
    async def show_genre(self, call: Call) -> Reply:
        """Answer ``/never genre``."""
        user_id = call.asker.user_id
        genre = find_name(
            call.snapshot.indexes.genres, "genre", call.request.get("genre"), option="genre"
        )
        if call.request.get("undo"):
            known = await self._nevers.remove_genre(user_id, genre)
            return await self._all(call, _undone(genre_name(genre), known=known))
        await self._nevers.add_genre(user_id, genre)
        return await self._all(call, _done(genre_name(genre)))

    @answers(RequestName.NEVER_LIST)
    async def show_all(self, call: Call) -> Reply:
        """Answer ``/never list``."""
        return await self._all(call)

    async def _all(self, call: Call, said: str = "") -> Reply:
        never = await named(call.snapshot, await self._nevers.list(call.asker.user_id))
        names = [f"🎬 {escape(film.name)}" for film in never.films]
        names += [_("🏷️ every {genre}", genre=escape(genre_name(genre))) for genre in never.genres]
        text = "\n".join(filter(None, (said, *names)))
        await note_user(self._state, call)
        embed = discord.Embed(
            title=_("Never for you"),
            description=clip(
                text if names or said else _("Nothing: anything that fits may be drawn."),
                limits.EMBED_DESCRIPTION,
            ),
            color=PLAIN_COLOR,
        )
        embed.set_footer(text=_("Every draw you're part of respects this. Only you can see it."))
        menu = _undo_menu(never)
        return Reply(embeds=(embed,), rows=(menu,) if menu.options else (), panel=True)


def _done(name: str) -> str:
    said = _("**{name}** won't be drawn when you're watching.", name=escape(name))
    return f"{said}\n"


def _undone(name: str, *, known: bool) -> str:
    said = (
        _("**{name}** may be drawn again.", name=escape(name))
        if known
        else _("**{name}** wasn't on your never list.", name=escape(name))
    )
    return f"{said}\n"


def _undo_menu(never: Never) -> Menu:
    films = [
        Option(
            film.name,
            Request.of(RequestName.NEVER_FILM, film=f"{CHOSEN}{film.id}", undo=True),
            _("film"),
        )
        for film in never.films
    ]
    genres = [
        Option(
            genre_name(genre),
            Request.of(RequestName.NEVER_GENRE, genre=genre, undo=True),
            _("genre"),
        )
        for genre in never.genres
    ]
    return Menu(_("Remove one"), (*genres, *films), Mode.TURN)
