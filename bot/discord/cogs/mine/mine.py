"""*Mine* on every card, ``/seen`` and ``/rate``: what somebody keeps about a film."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import discord
from discord import app_commands

from bot.catalog.model import Movie
from bot.discord.cogs.completion import complete_titles
from bot.discord.cogs.films.movies import film_of
from bot.discord.cogs.picks.watchers import note_user
from bot.discord.interactions.handlers import Call, answers
from bot.discord.interactions.responder import Responder
from bot.discord.interactions.topic import Topic
from bot.discord.messages.controls import Mode
from bot.discord.messages.forms import Field, Form
from bot.discord.messages.markdown import escape
from bot.discord.messages.reply import Reply
from bot.discord.messages.request import YES
from bot.discord.messages.request_names import RequestName
from bot.discord.views.mine.mine import mark, mine_panel
from bot.discord.views.mine.saved_films import kept_list
from bot.errors import OutdatedError
from bot.i18n import N_, _, ngettext
from bot.library.names.lookup import find_movie
from bot.library.saved_films import film_ref, find_kept, kept_page
from bot.rules.picks.consent import Openness
from bot.rules.picks.lists import MAX_NAME, Caps, shown_name
from bot.state.films.ratings import HIGHEST, LOWEST
from bot.state.owners.owners import Owner
from bot.state.store import StateStore

Stars = app_commands.Range[int, LOWEST, HIGHEST]


class MyFilms(Topic):
    """What people keep about films.

    Args:
        responder: Answers the interactions.
        state: Keeps it.
    """

    seen = app_commands.Group(name="seen", description=N_("What you have seen"))

    def __init__(self, responder: Responder, state: StateStore) -> None:
        self._state = state
        super().__init__(responder)

    @seen.command(name="add", description=N_("Mark a film as seen."))
    @app_commands.describe(film=N_("The title as you remember it; a year helps: dune 1984"))
    @app_commands.autocomplete(film=complete_titles)
    async def seen_add(self, interaction: discord.Interaction[Any], film: str) -> None:
        await self.answer(interaction)

    @seen.command(name="remove", description=N_("Forget that you have seen a film."))
    @app_commands.describe(film=N_("The title as you remember it"))
    @app_commands.autocomplete(film=complete_titles)
    async def seen_remove(self, interaction: discord.Interaction[Any], film: str) -> None:
        await self.answer(interaction)

    @seen.command(
        name="list", description=N_("List what you have seen, latest first, with your ratings.")
    )
    async def seen_list(self, interaction: discord.Interaction[Any]) -> None:
        await self.answer(interaction)

    @app_commands.command(description=N_("Rate a film from 1 to 10; what you rate counts as seen."))
    @app_commands.describe(film=N_("The title as you remember it"), rating=N_("From 1 to 10"))
    @app_commands.autocomplete(film=complete_titles)
    async def rate(self, interaction: discord.Interaction[Any], film: str, rating: Stars) -> None:
        await self.answer(interaction)

    @answers(RequestName.MINE)
    async def show_mine(self, call: Call) -> Reply:
        """Answer *Mine* on a card."""
        return await self._panel(call, await film_of(call))

    @answers(RequestName.MARK)
    async def show_marked(self, call: Call) -> Reply:
        """Answer a switch of the panel: set one thing and redraw the panel."""
        movie = await film_of(call)
        said = await self._mark(call, movie)
        return await self._panel(call, movie, said)

    @answers(RequestName.NEW_LIST)
    async def ask_for_list(self, call: Call) -> Form:
        """Answer *New list …*: ask what it is called."""
        movie = await film_of(call)
        field = Field("list", _("What is the list called?"), max_length=MAX_NAME)
        return Form(
            _("A new list with {title}", title=movie.title),
            (field,),
            mark(movie.id, "list", YES),
            Mode.TURN,
        )

    @answers(RequestName.SEEN_ADD)
    async def show_seen_added(self, call: Call) -> Reply:
        """Answer ``/seen add``."""
        movie = await _typed_film(call)
        news = await self._state.seen_films.add(call.asker.user_id, film_ref(movie))
        said = _("Marked as seen.") if news else _("You had that marked as seen already.")
        return await self._panel(call, movie, said)

    @answers(RequestName.SEEN_REMOVE)
    async def show_seen_removed(self, call: Call) -> Reply:
        """Answer ``/seen remove``."""
        user_id = call.asker.user_id
        kept = [seen.film for seen in await self._state.seen_films.list(user_id)]
        film = await find_kept(call.snapshot, call.request.get("film"), kept)
        known = await self._state.seen_films.remove(user_id, film.id)
        said = _("No longer marked as seen.") if known else _("You had not marked that as seen.")
        movie = await call.snapshot.catalog.movie(film.id)
        return await self._panel(call, movie or Movie(film.id, film.name), said)

    @answers(RequestName.SEEN_LIST)
    async def show_seen(self, call: Call) -> Reply:
        """Answer ``/seen list``."""
        user_id = call.asker.user_id
        seen = await self._state.seen_films.list(user_id)
        ratings = {rated.film.id: rated.rating for rated in await self._state.ratings.list(user_id)}
        kept = await kept_page(
            call.snapshot, [one.film for one in seen], call.request.number("page", 1)
        )
        header = (
            ngettext("{count} title, latest first.", "{count} titles, latest first.", len(seen))
            + "\n"
            if seen
            else _(
                "Nothing yet. `/seen add`, or *Mine* on any card, marks a film as seen; `/import` "
                "brings in what you keep on Letterboxd, IMDb and elsewhere."
            )
        )
        return kept_list(
            kept,
            call.request,
            title=_("What you have seen"),
            header=header,
            note=lambda movie: (
                _("you: {rating}", rating=ratings[movie.id]) if movie.id in ratings else ""
            ),
        )

    @answers(RequestName.RATE)
    async def show_rated(self, call: Call) -> Reply:
        """Answer ``/rate``."""
        movie = await _typed_film(call)
        said = await self._rate(call, movie, call.request.number("rating", 0))
        return await self._panel(call, movie, said)

    async def _panel(self, call: Call, movie: Movie, said: str = "") -> Reply:
        user_id = call.asker.user_id
        await note_user(self._state, call)
        mine = await self._state.preferences.mine(user_id, movie.id)
        lists = await self._state.watchlists.lists(Owner.person(user_id))
        consent = await self._state.consents.get(user_id)
        return mine_panel(movie, mine, [kept.name for kept in lists], consent, said)

    async def _mark(self, call: Call, movie: Movie) -> str:
        setters: Mapping[str, Callable[[Call, Movie], Awaitable[str]]] = {
            "seen": self._mark_seen,
            "never": self._mark_never,
            "rating": self._mark_rating,
            "list": self._mark_list,
            "draws": self._mark_draws,
        }
        setter = setters.get(call.request.get("what"))
        if setter is None:
            raise OutdatedError
        return await setter(call, movie)

    async def _mark_seen(self, call: Call, movie: Movie) -> str:
        user_id = call.asker.user_id
        if _wanted(call):
            await self._state.seen_films.add(user_id, film_ref(movie))
            return _("Marked as seen.")
        await self._state.seen_films.remove(user_id, movie.id)
        return _("No longer marked as seen.")

    async def _mark_never(self, call: Call, movie: Movie) -> str:
        user_id = call.asker.user_id
        if _wanted(call):
            await self._state.nevers.add_film(user_id, film_ref(movie))
            return _("It won't be drawn when you're watching.")
        await self._state.nevers.remove_film(user_id, movie.id)
        return _("It may be drawn again.")

    async def _mark_rating(self, call: Call, movie: Movie) -> str:
        if stars := call.request.number("to", 0):
            return await self._rate(call, movie, stars)
        await self._state.ratings.remove(call.asker.user_id, movie.id)
        return _("Rating removed.")

    async def _mark_list(self, call: Call, movie: Movie) -> str:
        owner, name = Owner.person(call.asker.user_id), call.request.get("list")
        if _wanted(call):
            await self._state.watchlists.add(owner, name, [film_ref(movie)], Caps())
            return _("Added to **{name}**.", name=escape(shown_name(name)))
        await self._state.watchlists.remove(owner, name, movie.id)
        return _("Removed from **{name}**.", name=escape(shown_name(name)))

    async def _mark_draws(self, call: Call, __: Movie) -> str:
        word = call.request.get("to")
        if word not in set(Openness):
            raise OutdatedError
        await self._state.consents.open_to(call.asker.user_id, Openness(word))
        return _("Changed who may draw for you; `/privacy draws` can allow individual people.")

    async def _rate(self, call: Call, movie: Movie, stars: int) -> str:
        user_id, film = call.asker.user_id, film_ref(movie)
        await self._state.ratings.rate(user_id, film, stars)
        await self._state.seen_films.add(user_id, film)
        return _("You gave it {rating} of {best}.", rating=stars, best=HIGHEST)


def _wanted(call: Call) -> bool:
    return call.request.get("to") == YES


async def _typed_film(call: Call) -> Movie:
    return await find_movie(call.snapshot, call.request.get("film"), option="film")
