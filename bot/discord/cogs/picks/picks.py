"""``/random`` and ``/pick``: one title by chance, out of all that fit."""

from typing import Any

import discord
from discord import app_commands

from bot.discord.cogs.completion import Choices, complete_moods, offering_nothing_while_down
from bot.discord.cogs.films.filter_options import (
    About,
    Minutes,
    Rating,
    Votes,
    Year,
    completed,
    described,
    typist,
)
from bot.discord.cogs.picks.watchers import (
    ALL_MY_LISTS,
    ME,
    OURS,
    SERVER,
    VOICE,
    Watchers,
    plain_terms,
)
from bot.discord.interactions.handlers import Call, answers
from bot.discord.interactions.responder import Responder
from bot.discord.interactions.topic import Topic
from bot.discord.messages import limits
from bot.discord.messages.reply import Reply
from bot.discord.messages.request_names import FRIENDS, RequestName
from bot.discord.views.films.cards import CardBuilder
from bot.discord.views.films.picks import all_shown, nothing_left, picked_card, too_few
from bot.errors import UnavailableError
from bot.i18n import N_, _
from bot.library.picks.picks import Picker
from bot.library.picks.pools import AllShownError, NothingLeftError, Terms, TooFewError
from bot.rules.picks.lists import list_key, shown_name
from bot.state.owners.owners import Owner
from bot.state.store import StateStore

KEPT_OPTIONS = ("exclude_shown", "unseen_by", *FRIENDS, "watchlist", "overlap")
"""Options that cannot be answered without the state store."""

_DESCRIBED = {
    "mood": N_("What you're in the mood for: cosy, tense, thoughtful …"),
    "unseen_by": N_(
        "New to you, to your voice channel, or to people in this server who let you draw for them"
    ),
    "friend": N_(
        "Somebody in your voice channel, coming to your night, or who lets you draw for them"
    ),
    "friend_2": N_("Somebody else who is watching too"),
    "friend_3": N_("Somebody else who is watching too"),
    "friend_4": N_("Somebody else who is watching too"),
    "watchlist": N_("Only from this list, yours or the server's"),
    "overlap": N_("Only what is on the lists of everybody who's watching"),
    **described(),
    "exclude_shown": N_("Leave out what this channel has been shown in the last 90 days"),
    "seed": N_("Repeat a draw: the seed shown with it"),
}
_UNSEEN_BY = [
    app_commands.Choice(name=N_("me"), value=ME),
    app_commands.Choice(name=N_("people in my voice channel"), value=VOICE),
    app_commands.Choice(name=N_("people in this server who let me"), value=SERVER),
]
Seed = app_commands.Range[str, 1, 32]


class Picks(Topic):
    """Picks by chance.

    Args:
        responder: Answers the interactions.
        cards: Draws the cards.
        picker: Draws the titles.
        watchers: Knows for whom.
        state: Knows people's lists, and what a channel was shown.
    """

    def __init__(
        self,
        responder: Responder,
        cards: CardBuilder,
        picker: Picker,
        watchers: Watchers,
        state: StateStore,
    ) -> None:
        self._cards = cards
        self._picker = picker
        self._watchers = watchers
        self._state = state
        super().__init__(responder)

    @app_commands.command(description=N_("Pick one title at random from all that fit."))
    @app_commands.describe(**_DESCRIBED)
    @app_commands.choices(unseen_by=_UNSEEN_BY)
    @app_commands.autocomplete(**completed(), mood=complete_moods)
    async def random(
        self,
        interaction: discord.Interaction[Any],
        genre: str | None = None,
        person: str | None = None,
        director: str | None = None,
        language: str | None = None,
        from_year: Year | None = None,
        to_year: Year | None = None,
        min_rating: Rating | None = None,
        min_votes: Votes | None = None,
        kind: str | None = None,
        exclude_shown: bool | None = None,
        seed: Seed | None = None,
        mood: str | None = None,
        unseen_by: str | None = None,
        friend: discord.User | None = None,
        friend_2: discord.User | None = None,
        friend_3: discord.User | None = None,
        friend_4: discord.User | None = None,
        watchlist: str | None = None,
        overlap: bool | None = None,
        max_minutes: Minutes | None = None,
        about: About | None = None,
    ) -> None:
        await self.answer(interaction, by=typist(interaction, about))

    @app_commands.command(
        description=N_(
            "Pick something new to you, and to your friends, from your lists if you have any."
        )
    )
    @app_commands.describe(**_DESCRIBED)
    @app_commands.choices(unseen_by=_UNSEEN_BY)
    @app_commands.autocomplete(**completed(), mood=complete_moods)
    async def pick(
        self,
        interaction: discord.Interaction[Any],
        mood: str | None = None,
        unseen_by: str | None = None,
        friend: discord.User | None = None,
        friend_2: discord.User | None = None,
        friend_3: discord.User | None = None,
        friend_4: discord.User | None = None,
        watchlist: str | None = None,
        overlap: bool | None = None,
        genre: str | None = None,
        person: str | None = None,
        director: str | None = None,
        language: str | None = None,
        from_year: Year | None = None,
        to_year: Year | None = None,
        min_rating: Rating | None = None,
        min_votes: Votes | None = None,
        kind: str | None = None,
        exclude_shown: bool | None = None,
        seed: Seed | None = None,
        max_minutes: Minutes | None = None,
        about: About | None = None,
    ) -> None:
        await self.answer(interaction, by=typist(interaction, about))

    @random.autocomplete("watchlist")
    @pick.autocomplete("watchlist")
    @offering_nothing_while_down
    async def complete_list(self, interaction: discord.Interaction[Any], current: str) -> Choices:
        """Offer the person's lists and the server's."""
        lists = self._state.watchlists
        mine = [kept.name for kept in await lists.lists(Owner.person(interaction.user.id))]
        guild_id = interaction.guild_id
        ours = [kept.name for kept in await lists.lists(Owner.server(guild_id))] if guild_id else []
        offers = [
            (_(ALL_MY_LISTS), ALL_MY_LISTS),
            *((shown_name(name), name) for name in mine),
            *((_("{name} (this server's)", name=shown_name(name)), OURS + name) for name in ours),
        ]
        typed = list_key(current.strip())
        fitting = [offer for offer in offers if typed in list_key(offer[0])]
        return [app_commands.Choice(name=n, value=v) for n, v in fitting[: limits.CHOICES]]

    @answers(RequestName.RANDOM)
    async def show_random(self, call: Call) -> Reply:
        """Answer ``/random`` and *Another*."""
        try:
            terms = await self._watchers.terms(call, for_us=False)
        except UnavailableError:
            if any(call.request.get(option) for option in KEPT_OPTIONS):
                raise
            # Who wants any film gets one while nobody's wishes can be looked up.
            terms = plain_terms(call)
        return await self._reply(call, terms)

    @answers(RequestName.PICK)
    async def show_pick(self, call: Call) -> Reply:
        """Answer ``/pick`` and *Another*."""
        return await self._reply(call, await self._watchers.terms(call, for_us=True))

    async def _reply(self, call: Call, terms: Terms) -> Reply:
        try:
            pick = await self._picker.pick(call.snapshot, dict(call.request), terms)
        except AllShownError as error:
            return all_shown(call.request, error.count)
        except NothingLeftError as error:
            return nothing_left(call.request, terms, error.count)
        except TooFewError as error:
            return too_few(error.count)
        return picked_card(self._cards, call.request, pick, terms)
