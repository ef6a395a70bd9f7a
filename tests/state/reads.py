"""Every question that is asked of the store about one person or one server."""

from collections.abc import Awaitable, Callable, Sequence

from bot.state.nights.due_jobs import Upkeep
from bot.state.owners.circles import Circle
from bot.state.store import StateStore
from tests.state.two_servers import World

Read = Callable[[StateStore, World], Awaitable[object]]

OF_ALL = {"due_jobs.next_at", "guilds.known", "integrity.bad_rows", "nights.alive"}
"""What is asked about all servers together."""


def every_read() -> Sequence[tuple[str, Read]]:
    """Return all of them; each finds something."""
    return [
        ("ballots.all", lambda s, w: s.ballots.all(w.voting)),
        ("ballots.get", lambda s, w: s.ballots.get(w.voting, w.friend)),
        ("consents.get", lambda s, w: s.consents.get(w.person)),
        ("consents.of", lambda s, w: s.consents.of([w.person, w.friend])),
        ("draws.find", lambda s, w: s.draws.find(w.drawn)),
        ("guess_scores.get", lambda s, w: s.guess_scores.get(Circle.server(w.guild), w.person)),
        ("guess_scores.table", lambda s, w: s.guess_scores.table(Circle.server(w.guild))),
        ("guesses.get", lambda s, w: s.guesses.get(w.game)),
        ("guild_settings.get", lambda s, w: s.guild_settings.get(w.guild)),
        ("guilds.users", lambda s, w: s.guilds.users(w.guild)),
        ("imports.get", lambda s, w: s.imports.get(w.done, w.person)),
        ("losses.get", lambda s, w: s.losses.get(w.mine)),
        ("losses.get", lambda s, w: s.losses.get(w.ours)),
        ("nevers.list", lambda s, w: s.nevers.list(w.person)),
        ("night_transitions.get", lambda s, w: s.night_transitions.get(w.voting)),
        ("night_transitions.get", lambda s, w: s.night_transitions.get(w.closed)),
        ("nights.get", lambda s, w: s.nights.get(w.planned)),
        ("nights.numbered", lambda s, w: s.nights.numbered(w.guild, 2)),
        ("nights.upcoming", lambda s, w: s.nights.upcoming(w.guild)),
        ("nominations.get", lambda s, w: s.nominations.get(w.voting)),
        ("past_nights.get", lambda s, w: s.past_nights.get(w.guild, w.watched)),
        ("past_nights.list", lambda s, w: s.past_nights.list(w.guild)),
        ("people.count", lambda s, w: s.people.count(w.person)),
        ("people.export", lambda s, w: s.people.export(w.person)),
        ("preferences.mine", lambda s, w: s.preferences.mine(w.person, "tt1")),
        ("preferences.of", lambda s, w: s.preferences.of({w.person: "a", w.friend: "b"})),
        ("preferences.of", lambda s, w: s.preferences.of({w.person: "a"}, "Imported")),
        ("ratings.list", lambda s, w: s.ratings.list(w.person)),
        ("results.get", lambda s, w: s.results.get(w.closed)),
        ("rsvps.companions", lambda s, w: s.rsvps.companions(w.guild, w.person)),
        ("rsvps.list", lambda s, w: s.rsvps.list(w.voting)),
        ("saved_views.load", lambda s, w: s.saved_views.load(w.view)),
        ("sealed_draws.find", lambda s, w: s.sealed_draws.find(w.sealed)),
        ("seen_films.list", lambda s, w: s.seen_films.list(w.person)),
        ("series.get", lambda s, w: s.series.get(w.series)),
        ("series.latest", lambda s, w: s.series.latest(w.series)),
        ("series.list", lambda s, w: s.series.list(w.guild)),
        ("series.turns", lambda s, w: s.series.turns(w.guild, w.series)),
        ("series.turns", lambda s, w: s.series.turns(w.guild, None)),
        ("shown_films.recent", lambda s, w: s.shown_films.recent(w.guild + 1000)),
        ("sync_hashes.get", lambda s, w: s.sync_hashes.get(w.guild)),
        ("troubles.has", lambda s, w: s.troubles.has(w.closed, Upkeep.TELL.name)),
        ("troubles.messages", lambda s, w: s.troubles.messages(w.guild)),
        ("user_settings.get", lambda s, w: s.user_settings.get(w.person)),
        ("watchlists.films", lambda s, w: s.watchlists.films(w.mine, "List")),
        ("watchlists.films", lambda s, w: s.watchlists.films(w.ours, "List")),
        ("watchlists.lists", lambda s, w: s.watchlists.lists(w.mine)),
        ("watchlists.lists", lambda s, w: s.watchlists.lists(w.ours)),
    ]


def nothing_found(store: StateStore, w: World, stranger: int) -> Sequence[Awaitable[object]]:
    """Return questions with an answer for somebody, and none for the one who asks."""
    return [
        store.ballots.get(w.voting, stranger),
        store.ballots.get(w.planned, w.friend),
        store.imports.get(w.done, stranger),
        store.troubles.has(w.closed, Upkeep.NEXT_EVENING.name),
        store.troubles.has(w.evening, Upkeep.TELL.name),
        store.rsvps.companions(w.guild, stranger),
        store.rsvps.companions(w.guild + 90, w.person),
        store.results.get(w.voting),
    ]
