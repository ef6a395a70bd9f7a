"""For whom a film is picked, and from which lists: the personal options of ``/pick``."""

from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from bot.discord.guild.audience import Audience
from bot.discord.guild.voice import VoiceChannels
from bot.discord.interactions.handlers import Call
from bot.discord.messages.request_names import FRIENDS
from bot.errors import ApartError, BadInputError, NotFoundError, PublicOnlyError
from bot.i18n import N_, _, ngettext
from bot.library.picks.pools import Terms
from bot.rules.picks.consent import drawn_for
from bot.rules.picks.lists import list_key, list_name
from bot.rules.picks.pool import Restrictions
from bot.state.films.draws.shown_films import ShownFilms
from bot.state.owners.owners import Owner
from bot.state.store import StateStore

ALL_MY_LISTS = N_("all my lists")
OURS = "ours:"
"""Prefix of the server's lists."""

ME, VOICE, SERVER = "me", "voice", "server"

MAX_PEOPLE = 80
"""As many as fit into the line that names for whom a film was drawn."""


@dataclass(frozen=True, slots=True)
class _Lists:
    """Which lists are to be drawn from.

    Attributes:
        films: The only films that may be drawn; ``None`` for any.
        own: Whether they come from a list of the asker's own.
        name: The list's name, where it is the asker's own.
    """

    films: frozenset[str] | None = None
    own: bool = False
    name: str | None = None


class Watchers:
    """Finds out for whom and on what terms a film is picked.

    Every draw for others goes through here, and so through the rule of ``bot.rules.picks.consent``.

    All methods raise UnavailableError while the store is down.

    Args:
        state: What people keep.
        voice: Who sits together.
        audience: Who can see the answer.
    """

    def __init__(self, state: StateStore, voice: VoiceChannels, audience: Audience) -> None:
        self._state = state
        self._voice = voice
        self._audience = audience

    async def terms(self, call: Call, *, for_us: bool) -> Terms:
        """Return the terms of a draw.

        Args:
            call: What was asked.
            for_us: Whether it is ``/pick``: only what is new to everybody, and from their lists
                if they have any.

        Raises:
            ApartError: Somebody who was named may not be drawn for.
            BadInputError: There is nobody in voice, or no server here.
            NotFoundError: There is no such list.
            PublicOnlyError: It is for others, and not all of them would see it.
        """
        request = call.request
        await note_user(self._state, call)
        ids = await self._people(call)
        shared = len(ids) > 1
        lists = await self._lists(call, named_alone=shared)
        people = await self._state.preferences.of({id_: f"<@{id_}>" for id_ in ids}, lists.name)
        from_lists = lists.name is not None or bool(request.get("overlap"))
        from_lists = from_lists or _is_all(request.get("watchlist"))
        if for_us and not (from_lists or lists.films is not None or request.get("any_film")):
            from_lists = any(person.watchlist for person in people)
        needed = len(people) if request.get("overlap") else 1
        asked_for_people = bool(request.get("unseen_by")) or shared
        unseen = (for_us or asked_for_people) and not request.get("seen_too")
        return Terms(
            owner=owner_of(call),
            ids=ids,
            people=people,
            restrictions=Restrictions(unseen=unseen, on_lists=needed if from_lists else 0),
            listed=lists.films,
            own_list=lists.own,
            shown=await shown_lately(call, self._state.shown_films),
            seed=seed_of(call),
        )

    async def own_terms(self, call: Call) -> Terms:
        """Return the terms of a draw for the asker alone: only what they ruled out is left out."""
        asker = call.asker
        await note_user(self._state, call)
        people = await self._state.preferences.of({asker.user_id: f"<@{asker.user_id}>"})
        return Terms(owner_of(call), (asker.user_id,), people)

    async def coming(self, call: Call, people: Collection[int]) -> Sequence[int]:
        """Return the asker, and those coming to a night for whom they may draw here.

        Args:
            call: What was asked.
            people: Who said that they come.

        Raises:
            BadInputError: There are too many of them.
            PublicOnlyError: There are others, and the answer would not be seen by all.
        """
        return await self._with_others(call, frozenset(people), named=frozenset())

    async def _people(self, call: Call) -> Sequence[int]:
        """Return for whom it is, the asker first."""
        asker, scope = call.asker, call.request.get("unseen_by")
        named = {call.request.id(option) for option in FRIENDS} - {0, asker.user_id}
        meant: Collection[int] = ()
        if scope in {VOICE, SERVER} and asker.guild_id is None:
            raise BadInputError(_("This isn't a server, so there's nobody but you."))
        if scope == VOICE and asker.guild_id is not None:
            meant = self._voice.company(asker.guild_id, asker.user_id)
            if not meant:
                raise BadInputError(
                    _("I can't see you in a voice channel. Join one, or name people with `friend`.")
                )
        if scope == SERVER and asker.guild_id is not None:
            meant = await self._state.guilds.users(asker.guild_id)
        return await self._with_others(call, named.union(meant), named=frozenset(named))

    async def _with_others(
        self, call: Call, people: AbstractSet[int], *, named: frozenset[int]
    ) -> Sequence[int]:
        """Return the asker and for whom of these people they may draw.

        Args:
            call: What was asked.
            people: Who is meant.
            named: Who of them was named one by one, and is not left out without a word.
        """
        asker = call.asker
        others = people - {asker.user_id}
        if not others:
            return (asker.user_id,)
        if asker.guild_id is None or not asker.bot_is_member:
            if named:
                raise ApartError(sorted(named))
            return (asker.user_id,)
        together = self._voice.company(asker.guild_id, asker.user_id)
        together |= await self._state.rsvps.companions(asker.guild_id, asker.user_id)
        consents = await self._state.consents.of(others)
        allowed = drawn_for(asker.user_id, consents, together)
        if apart := named - allowed:
            raise ApartError(sorted(apart))
        if len(allowed) >= MAX_PEOPLE:
            raise BadInputError(
                ngettext(
                    "That's {count} person; a draw can be for {most} at most. Name some of them "
                    "with `friend`.",
                    "That's {count} people; a draw can be for {most} at most. Name some of them "
                    "with `friend`.",
                    len(allowed) + 1,
                    most=MAX_PEOPLE,
                )
            )
        readers = await self._audience.readers(asker.guild_id, asker.channel_id, allowed)
        if apart := named - readers:
            raise PublicOnlyError(sorted(apart))
        if not readers:
            return (asker.user_id,)
        if not asker.posts:
            raise PublicOnlyError
        if seed_of(call):
            raise BadInputError(
                _(
                    "A draw for several people can't be repeated from its seed; the people it was "
                    "for can check with /verify that it was fair. Leave out `seed` to draw again."
                )
            )
        return (asker.user_id, *sorted(readers))

    async def _lists(self, call: Call, *, named_alone: bool) -> _Lists:
        """Return which lists are meant.

        Args:
            call: What was asked.
            named_alone: Whether a list name means the asker's list only, not those of everybody who
                has one of that name, so that guessing names reveals nothing.
        """
        typed = call.request.get("watchlist")
        if not typed or _is_all(typed):
            return _Lists()
        owners = [Owner.person(call.asker.user_id)]
        if call.asker.guild_id is not None:
            owners.append(Owner.server(call.asker.guild_id))
        if typed.startswith(OURS):
            owners, typed = owners[1:], typed.removeprefix(OURS)
        typed = list_name(typed)
        known: list[str] = []
        for owner in owners:
            names = [kept.name for kept in await self._state.watchlists.lists(owner)]
            known.extend(names)
            if list_key(typed) not in map(list_key, names):
                continue
            if owner.user_id and not named_alone:
                return _Lists(name=typed)
            films = await self._state.watchlists.films(owner, typed)
            return _Lists(frozenset(one.film.id for one in films), own=bool(owner.user_id))
        raise NotFoundError("list", typed, [(name, name) for name in known], option="watchlist")


async def note_user(state: StateStore, call: Call) -> None:
    """Note that somebody uses Marquee here, for draws among this server's users."""
    if call.asker.guild_id is not None:
        await state.guilds.note_user(call.asker.guild_id, call.asker.user_id)


def plain_terms(call: Call) -> Terms:
    """Return the terms of a draw for nobody in particular, while the store is down."""
    return Terms(owner=owner_of(call), seed=seed_of(call))


def owner_of(call: Call) -> Owner:
    """Return whose luck and draws these are: the server's, or the person's outside of servers."""
    if call.asker.guild_id is not None:
        return Owner.server(call.asker.guild_id)
    return Owner.person(call.asker.user_id)


def seed_of(call: Call) -> str:
    """Return the typed seed in its normal form."""
    return call.request.get("seed").strip().lower()


async def shown_lately(call: Call, shown_films: ShownFilms) -> frozenset[str]:
    """Return what the channel was shown lately, where the request leaves that out."""
    if not call.request.get("exclude_shown"):
        return frozenset()
    return frozenset(await shown_films.recent(call.asker.channel_id))


def _is_all(typed: str) -> bool:
    return typed.strip().lower() in {ALL_MY_LISTS, _(ALL_MY_LISTS), "all"}
