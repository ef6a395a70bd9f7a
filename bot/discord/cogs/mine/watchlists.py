"""``/watchlist``: named lists of films to watch, a person's own or the server's."""

from collections.abc import Mapping, Sequence
from typing import Any

import discord
from discord import app_commands

from bot.catalog.model import Movie
from bot.discord.cogs.completion import Choices, complete_titles, offering_nothing_while_down
from bot.discord.cogs.picks.watchers import note_user
from bot.discord.guild.rights import require_moderator
from bot.discord.interactions.handlers import Call, answers
from bot.discord.interactions.responder import Responder
from bot.discord.interactions.topic import Topic
from bot.discord.messages import limits
from bot.discord.messages.controls import Mode
from bot.discord.messages.markdown import escape
from bot.discord.messages.reply import Button, Menu, Option, Reply, Style
from bot.discord.messages.request import Request
from bot.discord.messages.request_names import RequestName
from bot.discord.views.films.cards import PLAIN_COLOR
from bot.discord.views.mine.saved_films import kept_list
from bot.discord.views.notices import notice
from bot.errors import BadInputError, NotFoundError
from bot.i18n import N_, NN_, _, ngettext
from bot.library.names.lookup import CHOSEN, find_movie
from bot.library.saved_films import film_ref, find_kept, kept_page
from bot.rules.picks.lists import DEFAULT_NAME, MAX_NAME, Caps, list_key, list_name, shown_name
from bot.state.films.watchlists import Watchlist
from bot.state.owners.owners import Owner
from bot.state.store import StateStore
from bot.text import clip

OURS = "ours"
WHOSE = [
    app_commands.Choice(name=N_("mine"), value="mine"),
    app_commands.Choice(name=N_("this server's"), value=OURS),
]
_ADDED: Mapping[tuple[bool, bool], str] = {
    (False, True): N_("**{title}** is now on your list **{list}**."),
    (False, False): N_("**{title}** was already on your list **{list}**."),
    (True, True): N_("**{title}** is now on this server's list **{list}**."),
    (True, False): N_("**{title}** was already on this server's list **{list}**."),
}
_REMOVED: Mapping[tuple[bool, bool], str] = {
    (False, True): N_("**{title}** is no longer on your list **{list}**."),
    (False, False): N_("**{title}** wasn't on your list **{list}**."),
    (True, True): N_("**{title}** is no longer on this server's list **{list}**."),
    (True, False): N_("**{title}** wasn't on this server's list **{list}**."),
}
"""Keyed by whether the list is the server's, and whether anything changed."""

_TO_BE_DELETED: Mapping[bool, tuple[str, str]] = {
    False: NN_(
        "This deletes your list **{list}** with {count} film on it.",
        "This deletes your list **{list}** with {count} films on it.",
    ),
    True: NN_(
        "This deletes this server's list **{list}** with {count} film on it.",
        "This deletes this server's list **{list}** with {count} films on it.",
    ),
}
_IS_DELETED: Mapping[bool, str] = {
    False: N_("Your list **{list}** was deleted."),
    True: N_("This server's list **{list}** was deleted."),
}
ListName = app_commands.Range[str, 1, MAX_NAME]


class Watchlists(Topic):
    """Lists of films to watch.

    Args:
        responder: Answers the interactions.
        state: Keeps the lists.
    """

    watchlist = app_commands.Group(name="watchlist", description=N_("Films to watch some day"))

    def __init__(self, responder: Responder, state: StateStore) -> None:
        self._state = state
        super().__init__(responder)

    @watchlist.command(name="add", description=N_("Add a film to a list."))
    @app_commands.describe(
        film=N_("The title as you remember it; a year helps: dune 1984"),
        name=N_("Which list; a new one is created"),
        whose=N_("Your own list, or one that the whole server shares"),
    )
    @app_commands.choices(whose=WHOSE)
    @app_commands.autocomplete(film=complete_titles)
    async def watchlist_add(
        self,
        interaction: discord.Interaction[Any],
        film: str,
        name: ListName | None = None,
        whose: str | None = None,
    ) -> None:
        await self.answer(interaction)

    @watchlist.command(name="remove", description=N_("Remove a film from a list."))
    @app_commands.describe(
        film=N_("The title as you remember it"),
        name=N_("From which list"),
        whose=N_("Your own list, or one that the whole server shares"),
    )
    @app_commands.choices(whose=WHOSE)
    @app_commands.autocomplete(film=complete_titles)
    async def watchlist_remove(
        self,
        interaction: discord.Interaction[Any],
        film: str,
        name: ListName | None = None,
        whose: str | None = None,
    ) -> None:
        await self.answer(interaction)

    @watchlist.command(name="list", description=N_("Show a list, or all lists."))
    @app_commands.describe(
        name=N_("Which list; all lists if you leave it out"),
        whose=N_("Your own lists, or those that the whole server shares"),
    )
    @app_commands.choices(whose=WHOSE)
    async def watchlist_list(
        self,
        interaction: discord.Interaction[Any],
        name: ListName | None = None,
        whose: str | None = None,
    ) -> None:
        await self.answer(interaction)

    @watchlist.command(name="delete", description=N_("Delete a whole list."))
    @app_commands.describe(
        name=N_("Which list"),
        whose=N_("Your own list, or the server's, which only moderators can delete"),
    )
    @app_commands.choices(whose=WHOSE)
    async def watchlist_delete(
        self, interaction: discord.Interaction[Any], name: ListName, whose: str | None = None
    ) -> None:
        await self.answer(interaction)

    @watchlist_add.autocomplete("name")
    @watchlist_remove.autocomplete("name")
    @watchlist_list.autocomplete("name")
    @watchlist_delete.autocomplete("name")
    @offering_nothing_while_down
    async def complete_name(self, interaction: discord.Interaction[Any], current: str) -> Choices:
        """Offer the existing lists."""
        shared = getattr(interaction.namespace, "whose", None) == OURS
        if shared and interaction.guild_id is None:
            return []
        owner = (
            Owner.server(interaction.guild_id)
            if shared and interaction.guild_id
            else Owner.person(interaction.user.id)
        )
        names = [kept.name for kept in await self._state.watchlists.lists(owner)]
        typed = list_key(current.strip())
        fitting = [name for name in names if typed in list_key(shown_name(name))]
        return [
            app_commands.Choice(name=shown_name(name), value=name)
            for name in fitting[: limits.CHOICES]
        ]

    @answers(RequestName.WATCHLIST_ADD)
    async def show_added(self, call: Call) -> Reply:
        """Answer ``/watchlist add``."""
        movie = await find_movie(call.snapshot, call.request.get("film"), option="film")
        owner, name = _owner(call), _name(call)
        await note_user(self._state, call)
        added = await self._state.watchlists.add(
            owner, name, [film_ref(movie)], await self._caps(owner)
        )
        said = _(_ADDED[_is_ours(call), added > 0], title=escape(movie.label), list=_shown(name))
        return self._changed(call, said, movie)

    @answers(RequestName.WATCHLIST_REMOVE)
    async def show_removed(self, call: Call) -> Reply:
        """Answer ``/watchlist remove``."""
        owner, name = _owner(call), _name(call)
        listed = await self._state.watchlists.films(owner, name)
        film = await find_kept(
            call.snapshot,
            call.request.get("film"),
            [one.film for one in listed],
        )
        removed = await self._state.watchlists.remove(owner, name, film.id)
        said = _(_REMOVED[_is_ours(call), removed], title=escape(film.name), list=_shown(name))
        return self._changed(call, said)

    @answers(RequestName.WATCHLIST_LIST)
    async def show_lists(self, call: Call) -> Reply:
        """Answer ``/watchlist list``: one list, or all of them where none is named."""
        if call.request.get("name"):
            return await self._show_list(call)
        mine = await self._state.watchlists.lists(Owner.person(call.asker.user_id))
        guild_id = call.asker.guild_id
        ours = await self._state.watchlists.lists(Owner.server(guild_id)) if guild_id else ()
        if call.request.get("whose") == OURS:
            mine = ()
        return _overview(mine, ours)

    @answers(RequestName.WATCHLIST_DELETE)
    async def show_deletion(self, call: Call) -> Reply:
        """Answer ``/watchlist delete``: ask once more."""
        owner, name = _owner(call), _name(call)
        _require_deleter(call)
        films = await self._state.watchlists.films(owner, name)
        sure = call.request.replace(name=name)
        button = Button(
            _("Delete it"),
            Request(RequestName.WATCHLIST_DELETED, sure.options),
            Mode.TURN,
            "🗑️",
            Style.DANGER,
        )
        text = ngettext(*_TO_BE_DELETED[_is_ours(call)], len(films), list=_shown(name))
        return _panel(_("Delete this list?"), text, (button,))

    @answers(RequestName.WATCHLIST_DELETED)
    async def show_deleted(self, call: Call) -> Reply:
        """Answer *Delete it*."""
        _require_deleter(call)
        name = _name(call)
        if not await self._state.watchlists.delete(_owner(call), name):
            raise NotFoundError("list", name, option="name")
        return _panel(_("Deleted"), _(_IS_DELETED[_is_ours(call)], list=_shown(name)))

    async def _show_list(self, call: Call) -> Reply:
        owner, name = _owner(call), _name(call)
        films = await self._state.watchlists.films(owner, name)
        kept = await kept_page(
            call.snapshot, [one.film for one in films], call.request.number("page", 1)
        )
        header = _("Nothing is on it yet: use `/watchlist add`, or *Mine* on any card.")
        if films:
            header = (
                ngettext(
                    "{count} film, latest first.",
                    "{count} films, latest first.",
                    len(films),
                )
                + "\n"
            )
        return kept_list(
            kept,
            call.request,
            title=_shown(name) if owner.user_id else _("{list} · this server's", list=_shown(name)),
            header=header,
        )

    async def _caps(self, owner: Owner) -> Caps:
        if not owner.guild_id:
            return Caps()
        return (await self._state.guild_settings.get(owner.guild_id)).caps

    def _changed(self, call: Call, said: str, movie: Movie | None = None) -> Reply:
        whole = Request.of(
            RequestName.WATCHLIST_LIST, name=_name(call), whose=call.request.get("whose") or None
        )
        buttons = [Button(_("Show the list"), whole, Mode.OPEN, "🔖")]
        if movie is not None:
            undo = Request(
                RequestName.WATCHLIST_REMOVE,
                call.request.replace(film=f"{CHOSEN}{movie.id}").options,
            )
            buttons.append(Button(_("Undo"), undo, Mode.TURN, "↩️"))
        return _panel(_("Noted"), said, tuple(buttons))


def _owner(call: Call) -> Owner:
    """Return whose list is meant.

    Raises:
        BadInputError: The server's, where there is no server.
    """
    if call.request.get("whose") != OURS:
        return Owner.person(call.asker.user_id)
    if call.asker.guild_id is None:
        raise BadInputError(_("This isn't a server, so you only have your own lists here."))
    return Owner.server(call.asker.guild_id)


def _name(call: Call) -> str:
    return list_name(call.request.get("name").removeprefix(CHOSEN) or DEFAULT_NAME)


def _shown(name: str) -> str:
    return escape(shown_name(name))


def _is_ours(call: Call) -> bool:
    return call.request.get("whose") == OURS


def _require_deleter(call: Call) -> None:
    if _is_ours(call):
        require_moderator(call.asker)


def _overview(mine: Sequence[Watchlist], ours: Sequence[Watchlist]) -> Reply:
    if not (mine or ours):
        return notice(
            _("No list yet"),
            _(
                "`/watchlist add` adds a film to your list **{list}**, or to another that you "
                "name; with `whose`, to a list that this server shares. So does *Mine* on any "
                "card.",
                list=_shown(DEFAULT_NAME),
            ),
        )
    options = tuple(
        Option(
            shown_name(kept.name),
            Request.of(RequestName.WATCHLIST_LIST, name=kept.name, whose=whose),
            ngettext("this server’s · {count} film", "this server’s · {count} films", kept.films)
            if whose
            else ngettext("yours · {count} film", "yours · {count} films", kept.films),
        )
        for whose, lists in ((None, mine), (OURS, ours))
        for kept in lists
    )
    lines = [
        f"**{escape(option.label)}** · {option.description}"
        for option in options[: limits.SELECT_OPTIONS]
    ]
    return _panel(_("Lists"), "\n".join(lines), Menu(_("Open a list"), options, Mode.OPEN))


def _panel(title: str, text: str, *rows: tuple[Button, ...] | Menu) -> Reply:
    embed = discord.Embed(
        title=title, description=clip(text, limits.EMBED_DESCRIPTION), color=PLAIN_COLOR
    )
    return Reply(embeds=(embed,), rows=rows, panel=True)
