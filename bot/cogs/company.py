"""For whom a film is picked, and from which lists: the personal options of ``/pick``."""

from collections.abc import Mapping

from bot.errors import BadInputError, NotFoundError
from bot.library.picks import Terms
from bot.nights.lists import list_key
from bot.nights.pool import Wish
from bot.state.owners import Owner
from bot.state.shown_films import ShownFilms
from bot.state.store import StateStore
from bot.ui.calls import Call
from bot.ui.voice import VoiceChannels

FRIENDS = ("friend", "friend_2", "friend_3", "friend_4")
ALL_MY_LISTS = "all my lists"
OURS = "ours:"
"""Stands before the name of a list of the server's."""

ME, VOICE, SERVER = "me", "voice", "server"


class Companies:
    """Finds out for whom and on what terms a film is picked.

    Args:
        state: What people keep.
        voice: Who sits together.
    """

    def __init__(self, state: StateStore, voice: VoiceChannels) -> None:
        self._state = state
        self._voice = voice

    async def terms(self, call: Call, *, for_us: bool) -> Terms:
        """Return the terms of a draw.

        Args:
            call: What was asked.
            for_us: Whether it is ``/pick``: only what is new to everybody, and from their lists
                if they have any.

        Raises:
            BadInputError: There is nobody in voice, or no server here.
            NotFoundError: There is no such list.
            UnavailableError: The store is down.
        """
        request = call.request
        await note_user(self._state, call)
        people = await self._people(call)
        asked_for_people = bool(request.get("unseen_by")) or len(people) > 1
        listed, list_name = await self._lists(call)
        tastes = await self._state.tastes.of(people, list_name)
        from_lists = list_name is not None or bool(request.get("overlap"))
        from_lists = from_lists or _is_all(request.get("watchlist"))
        if for_us and not (from_lists or listed is not None or request.get("any_film")):
            from_lists = any(taste.watchlist for taste in tastes)
        needed = len(people) if request.get("overlap") else 1
        unseen = (for_us or asked_for_people) and not request.get("seen_too")
        return Terms(
            owner=owner_of(call),
            people=tastes,
            wish=Wish(unseen=unseen, on_lists=needed if from_lists else 0),
            listed=listed,
            shown=await shown_lately(call, self._state.shown_films),
            seed=seed_of(call),
        )

    async def _people(self, call: Call) -> Mapping[int, str]:
        """Return who is meant and how they are addressed, the asker first."""
        asker, scope = call.asker, call.request.get("unseen_by")
        ids = [asker.user_id]
        ids.extend(call.request.id(option) for option in FRIENDS)
        if scope in {VOICE, SERVER} and asker.guild_id is None:
            raise BadInputError("There is no server here, so there is nobody but you.")
        if scope == VOICE and asker.guild_id is not None:
            company = self._voice.company(asker.guild_id, asker.user_id)
            if not company:
                raise BadInputError(
                    "I see you in no voice channel. Join one, or name people with `friend`."
                )
            ids.extend(sorted(company))
        if scope == SERVER and asker.guild_id is not None:
            ids.extend(sorted(await self._state.guilds.users(asker.guild_id)))
        return {user_id: f"<@{user_id}>" for user_id in ids if user_id}

    async def _lists(self, call: Call) -> tuple[frozenset[str] | None, str | None]:
        """Return the films of a server's list, and the name of people's own list, if any."""
        typed = call.request.get("watchlist")
        if not typed or _is_all(typed):
            return None, None
        owners = [Owner.person(call.asker.user_id)]
        if call.asker.guild_id is not None:
            owners.append(Owner.server(call.asker.guild_id))
        if typed.startswith(OURS):
            owners, typed = owners[1:], typed.removeprefix(OURS)
        known: list[str] = []
        for owner in owners:
            names = [kept.name for kept in await self._state.watchlists.lists(owner)]
            known.extend(names)
            if list_key(typed) not in map(list_key, names):
                continue
            if owner.user_id:
                return None, typed
            films = await self._state.watchlists.films(owner, typed)
            return frozenset(one.film.id for one in films), None
        raise NotFoundError("list", typed, [(name, name) for name in known], option="watchlist")


async def note_user(state: StateStore, call: Call) -> None:
    """Note that somebody uses Marquee here, for draws among this server's users.

    Raises:
        UnavailableError: The store is down.
    """
    if call.asker.guild_id is not None:
        await state.guilds.note_user(call.asker.guild_id, call.asker.user_id)


def plain_terms(call: Call) -> Terms:
    """Return the terms of a draw for nobody in particular, while the store is down."""
    return Terms(owner=owner_of(call), seed=seed_of(call))


def owner_of(call: Call) -> Owner:
    """Return whose luck and draws these are: the server's, or the person's where there is none."""
    if call.asker.guild_id is not None:
        return Owner.server(call.asker.guild_id)
    return Owner.person(call.asker.user_id)


def seed_of(call: Call) -> str:
    """Return the seed that was typed, as seeds are written."""
    return call.request.get("seed").strip().lower()


async def shown_lately(call: Call, shown_films: ShownFilms) -> frozenset[str]:
    """Return what the channel was shown lately, if that is to be left out."""
    if not call.request.get("exclude_shown"):
        return frozenset()
    return frozenset(await shown_films.recent(call.asker.channel_id))


def _is_all(typed: str) -> bool:
    return typed.strip().lower() in {ALL_MY_LISTS, "all"}
