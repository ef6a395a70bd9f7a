"""What changes what people keep, what is kept of people and servers, draws and games."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.rules.games.guess_game import Game, Hint, HintKind
from bot.rules.imports.plan import Plan
from bot.rules.picks.consent import Openness
from bot.rules.picks.draw import draw, lucky_pool
from bot.rules.picks.lists import Caps
from bot.rules.picks.sealed import Ticket
from bot.state.films.film_ref import FilmRef
from bot.state.owners.circles import Circle
from tests.state.changes.terms import ADDED, CHANGED, GONE, NOTHING, STRANGER, Change, Effects
from tests.state.two_servers import FILMS

DUNE, NEW = FILMS["tt1"], FilmRef("tt9", "New")
POOL = lucky_pool(["tt1", "tt2"], {})
SEALED = Ticket("fresh", "2" * 32)
GAME = Game("tt1", (Hint(HintKind.YEAR, "2021"),) * 4, shown=2)
EMPTY = Plan(())
DAY = timedelta(days=1)
DELETED: Effects = {
    "watchlists": (2, 0),
    "watchlist_films": (4, 0),
    "seen_films": (3, 0),
    "ratings": (3, 0),
    "never_films": (2, 0),
    "never_genres": (2, 0),
    "draw_permits": GONE,
    "sealed_draws": GONE,
    "sealed_draw_people": (2, 0),
    "guild_users": GONE,
    "guess_players": GONE,
    "guess_games": CHANGED,
    "nights": CHANGED,
    "rsvps": (7, 0),
    "ballots": GONE,
    "pings": (12, 0),
}
"""What a deletion of the friend does: games and nights stay, as a former member's."""


def films() -> Sequence[tuple[str, Change, Effects]]:
    """Return what changes what people keep of films."""
    return [
        (
            "watchlists.add",
            lambda it: it.store.watchlists.add(it.w.mine, "List", [NEW], Caps()),
            {"watchlist_films": ADDED},
        ),
        (
            "watchlists.add",
            lambda it: it.store.watchlists.add(it.w.mine, "Third", [NEW], Caps()),
            {"watchlists": ADDED, "watchlist_films": ADDED},
        ),
        (
            "watchlists.remove",
            lambda it: it.store.watchlists.remove(it.w.mine, "List", DUNE.id),
            {"watchlist_films": GONE},
        ),
        (
            "watchlists.rename",
            lambda it: it.store.watchlists.rename(it.w.mine, "List", "Best", Caps()),
            {"watchlists": CHANGED, "watchlist_films": (2, 2)},
        ),
        (
            "watchlists.delete",
            lambda it: it.store.watchlists.delete(it.w.mine, "List"),
            {"watchlists": GONE, "watchlist_films": (2, 0)},
        ),
        (
            "seen_films.add",
            lambda it: it.store.seen_films.add(it.w.person, NEW),
            {"seen_films": ADDED},
        ),
        (
            "seen_films.add_all",
            lambda it: it.store.seen_films.add_all(it.w.person, [(NEW, it.clock.now())]),
            {"seen_films": ADDED},
        ),
        (
            "seen_films.remove",
            lambda it: it.store.seen_films.remove(it.w.person, DUNE.id),
            {"seen_films": GONE},
        ),
        (
            "ratings.rate",
            lambda it: it.store.ratings.rate(it.w.person, DUNE, 2),
            {"ratings": CHANGED},
        ),
        ("ratings.rate_all", lambda it: it.store.ratings.rate_all(it.w.person, []), NOTHING),
        (
            "ratings.remove",
            lambda it: it.store.ratings.remove(it.w.person, DUNE.id),
            {"ratings": GONE},
        ),
        (
            "nevers.add_film",
            lambda it: it.store.nevers.add_film(it.w.person, NEW),
            {"never_films": ADDED},
        ),
        (
            "nevers.add_genre",
            lambda it: it.store.nevers.add_genre(it.w.person, "Music"),
            {"never_genres": ADDED},
        ),
        (
            "nevers.remove_film",
            lambda it: it.store.nevers.remove_film(it.w.person, DUNE.id),
            {"never_films": GONE},
        ),
        (
            "nevers.remove_genre",
            lambda it: it.store.nevers.remove_genre(it.w.person, "Horror"),
            {"never_genres": GONE},
        ),
        (
            "imports.propose",
            lambda it: it.store.imports.propose(it.w.person, EMPTY),
            {"imports": CHANGED},
        ),
        (
            "imports.change",
            lambda it: it.store.imports.change(it.w.proposed, it.w.person, EMPTY),
            {"imports": CHANGED},
        ),
        (
            "imports.change",
            lambda it: it.store.imports.change(it.w.done, it.w.person, EMPTY),
            NOTHING,
        ),
        (
            "imports.change",
            lambda it: it.store.imports.change(it.w.proposed, it.w.friend, EMPTY),
            NOTHING,
        ),
        (
            "imports.carry_out",
            lambda it: it.store.imports.carry_out(it.w.proposed, it.w.person, FILMS),
            {
                "seen_films": ADDED,
                "ratings": ADDED,
                "imports": CHANGED,
                "watchlists": ADDED,
                "watchlist_films": (0, 2),
            },
        ),
        (
            "imports.carry_out",
            lambda it: it.store.imports.carry_out(it.w.done, it.w.person, FILMS),
            NOTHING,
        ),
        (
            "imports.carry_out",
            lambda it: it.store.imports.carry_out(it.w.proposed, it.w.friend, FILMS),
            NOTHING,
        ),
        (
            "imports.accept",
            lambda it: it.store.imports.accept(it.w.proposed, it.w.person, 0, FILMS["tt2"]),
            {"imports": CHANGED},
        ),
        (
            "imports.accept",
            lambda it: it.store.imports.accept(it.w.done, it.w.person, 0, FILMS["tt2"]),
            {"imports": CHANGED, "watchlists": ADDED, "watchlist_films": ADDED},
        ),
        (
            "imports.accept",
            lambda it: it.store.imports.accept(it.w.done, it.w.friend, 0, FILMS["tt2"]),
            NOTHING,
        ),
        (
            "imports.undo",
            lambda it: it.store.imports.undo(it.w.done, it.w.person),
            {
                "imports": GONE,
                "seen_films": (2, 0),
                "ratings": (2, 1),
                "watchlists": GONE,
                "watchlist_films": (6, 0),
            },
        ),
        ("imports.undo", lambda it: it.store.imports.undo(it.w.proposed, it.w.person), NOTHING),
        ("imports.undo", lambda it: it.store.imports.undo(it.w.done, it.w.friend), NOTHING),
    ]


def people() -> Sequence[tuple[str, Change, Effects]]:
    """Return what changes what is kept of people and servers."""
    return [
        (
            "user_settings.set_timezone",
            lambda it: it.store.user_settings.set_timezone(it.w.person, "Europe/Berlin"),
            {"user_settings": CHANGED},
        ),
        (
            "consents.open_to",
            lambda it: it.store.consents.open_to(it.w.person, Openness.COMPANY),
            {"user_settings": CHANGED},
        ),
        (
            "consents.allow",
            lambda it: it.store.consents.allow(it.w.person, STRANGER),
            {"draw_permits": ADDED},
        ),
        (
            "consents.disallow",
            lambda it: it.store.consents.disallow(it.w.person, it.w.friend),
            {"draw_permits": GONE},
        ),
        (
            "consents.refuse_all",
            lambda it: it.store.consents.refuse_all(it.w.person),
            {"user_settings": CHANGED, "draw_permits": (2, 0)},
        ),
        (
            "guild_settings.change",
            lambda it: it.store.guild_settings.change(
                it.w.guild, lambda old: replace(old, pictures=False, roles={})
            ),
            {"guild_settings": CHANGED, "guild_roles": GONE},
        ),
        (
            "guilds.note_user",
            lambda it: it.store.guilds.note_user(it.w.guild, STRANGER),
            {"guild_users": ADDED},
        ),
        (
            "guilds.removed",
            lambda it: it.store.guilds.removed(it.w.guild + 90),
            {"removed_guilds": ADDED, "due_jobs": ADDED},
        ),
        ("guilds.removed", lambda it: it.store.guilds.removed(it.w.guild), NOTHING),
        (
            "guilds.returned",
            lambda it: it.store.guilds.returned([it.w.guild]),
            {"removed_guilds": GONE, "due_jobs": GONE},
        ),
        ("guilds.forget", lambda it: it.store.guilds.forget(it.w.guild), NOTHING),
        (
            "saved_views.save",
            lambda it: it.store.saved_views.save({"a": 1}, DAY),
            {"saved_views": ADDED},
        ),
        (
            "sync_hashes.set",
            lambda it: it.store.sync_hashes.set(it.w.guild, "new"),
            {"sync_hashes": CHANGED},
        ),
        ("people.delete", lambda it: it.store.people.delete(it.w.friend), DELETED),
    ]


def draws() -> Sequence[tuple[str, Change, Effects]]:
    """Return what changes draws and games."""
    return [
        (
            "shown_films.record",
            lambda it: it.store.shown_films.record(
                it.w.guild + 1000, [NEW.id], guild_id=it.w.guild
            ),
            {"shown_films": ADDED},
        ),
        (
            "losses.record",
            lambda it: it.store.losses.record(it.w.ours, ["tt3", "tt4"], "tt3"),
            {"losses": (2, 1)},
        ),
        (
            "draws.record",
            lambda it: it.store.draws.record(it.w.ours, draw("fresh", POOL)),
            {"draws": ADDED},
        ),
        (
            "sealed_draws.record",
            lambda it: it.store.sealed_draws.record(
                it.w.ours, SEALED, draw(SEALED.drawn_with, POOL), {it.w.person, STRANGER}
            ),
            {"sealed_draws": ADDED, "sealed_draw_people": (0, 2)},
        ),
        (
            "sealed_draws.spend_check",
            lambda it: it.store.sealed_draws.spend_check(it.w.sealed, it.w.person),
            {"sealed_draw_people": CHANGED},
        ),
        (
            "sealed_draws.spend_check",
            lambda it: it.store.sealed_draws.spend_check(it.w.sealed, STRANGER),
            NOTHING,
        ),
        (
            "guesses.begin",
            lambda it: it.store.guesses.begin(Circle.server(it.w.guild), it.w.person, NEW, 1),
            {"guess_games": ADDED},
        ),
        (
            "guesses.show_hint",
            lambda it: it.store.guesses.show_hint(it.w.game, 1),
            {"guess_games": CHANGED},
        ),
        ("guesses.show_hint", lambda it: it.store.guesses.show_hint(it.w.game, 2), NOTHING),
        (
            "guesses.play",
            lambda it: it.store.guesses.play(it.w.game, STRANGER),
            {"guess_players": ADDED},
        ),
        (
            "guesses.end",
            lambda it: it.store.guesses.end(it.w.game, GAME, it.w.person),
            {"guess_games": GONE, "guess_players": (2, 0), "guess_scores": (1, 2)},
        ),
    ]
