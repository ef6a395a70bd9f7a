"""The invariants of a state store, as queries: each finds the rows that violate one."""

from collections.abc import Mapping

from sqlalchemy import text

from bot.state.films.draws.open_draws import KEPT_PER_OWNER
from bot.state.films.imports import MAX_DONE, MAX_PROPOSED
from bot.state.films.quota import MAX_FILMS
from bot.state.nights.planning import MAX_A_DAY, MAX_OF_SERVER
from bot.state.store import StateStore

_OPEN = "('planned', 'nominating', 'voting', 'closed')"
_DAY = 86_400_000_000
"""Times are stored as microseconds."""

QUERIES: Mapping[str, str] = {
    "a row of a night that is not there": " UNION ALL ".join(
        f"SELECT night_id FROM {table} WHERE night_id NOT IN (SELECT night_id FROM nights)"
        for table in ("ballots", "nominations", "results", "rsvps", "ruled_out_films", "troubles")
    ),
    "a job for a night that is not there": (
        "SELECT night_id FROM due_jobs WHERE night_id IS NOT NULL"
        " AND night_id NOT IN (SELECT night_id FROM nights)"
    ),
    "more films nominated than the night's rules allow": (
        "SELECT nights.night_id FROM nights JOIN nominations USING (night_id)"
        " GROUP BY nights.night_id, nominations_in_all HAVING COUNT(*) > nominations_in_all"
    ),
    "more films nominated by a person than the night's rules allow": (
        "SELECT nights.night_id FROM nights JOIN nominations USING (night_id)"
        " WHERE nominations.user_id IS NOT NULL"
        " GROUP BY nights.night_id, nominations.user_id, nominations_per_person"
        " HAVING COUNT(*) > nominations_per_person"
    ),
    "a film nominated twice": (
        "SELECT night_id FROM nominations GROUP BY night_id, movie_id HAVING COUNT(*) > 1"
    ),
    "a ballot where no vote is open": (
        "SELECT night_id FROM ballots JOIN nights USING (night_id) WHERE status <> 'voting'"
    ),
    "a result of a night whose vote is not over": (
        "SELECT night_id FROM results JOIN nights USING (night_id)"
        " WHERE status NOT IN ('closed', 'watched', 'cancelled')"
    ),
    "a vote that closes after the night begins": (
        f"SELECT night_id FROM nights WHERE status IN {_OPEN} AND vote_closes_at > starts_at"
    ),
    "more nights to come than a server may have": (
        f"SELECT guild_id FROM nights WHERE status IN {_OPEN} GROUP BY guild_id"
        f" HAVING COUNT(*) > {MAX_OF_SERVER}"
    ),
    "more nights planned within a day than one person may": (
        "SELECT one.night_id FROM nights one JOIN nights other ON one.user_id = other.user_id"
        f" AND other.planned_at BETWEEN one.planned_at - {_DAY} AND one.planned_at"
        f" GROUP BY one.night_id HAVING COUNT(*) > {MAX_A_DAY}"
    ),
    "a rating out of range": "SELECT user_id FROM ratings WHERE rating NOT BETWEEN 1 AND 10",
    "more films than one person may keep": " UNION ALL ".join(
        f"SELECT user_id FROM {table} GROUP BY user_id HAVING COUNT(*) > {MAX_FILMS}"
        for table in ("seen_films", "ratings", "never_films")
    ),
    "a film on a list that is not there": (
        "SELECT user_id FROM watchlist_films film WHERE NOT EXISTS (SELECT 1 FROM watchlists list"
        " WHERE list.guild_id = film.guild_id AND list.user_id = film.user_id"
        " AND list.list_key = film.list_key)"
    ),
    "a film without a name": " UNION ALL ".join(
        f"SELECT movie_id FROM {table} WHERE movie_name = '' OR movie_id = ''"
        for table in ("seen_films", "ratings", "never_films", "watchlist_films", "nominations")
    ),
    "more draws than are kept": (
        f"SELECT user_id FROM draws GROUP BY guild_id, user_id HAVING COUNT(*) > {KEPT_PER_OWNER}"
    ),
    "somebody of a sealed draw that is not there": (
        "SELECT user_id FROM sealed_draw_people WHERE seed NOT IN (SELECT seed FROM sealed_draws)"
    ),
    "more imports than one person may have waiting": (
        "SELECT user_id FROM imports WHERE undo IS NULL GROUP BY user_id"
        f" HAVING COUNT(*) > {MAX_PROPOSED}"
    ),
    "more imports than one person may take over within a day": (
        "SELECT user_id FROM imports WHERE undo IS NOT NULL GROUP BY user_id"
        f" HAVING COUNT(*) > {MAX_DONE + MAX_PROPOSED}"
    ),
    "a player of a game that is not there": (
        "SELECT user_id FROM guess_players WHERE game_id NOT IN (SELECT game_id FROM guess_games)"
    ),
    "a row that was set aside": "SELECT row_id FROM set_aside_rows",
}


async def broken(store: StateStore) -> list[str]:
    """Return which invariants a store violates, and in how many rows."""
    found: list[str] = []
    for name, query in QUERIES.items():
        async with store.database.reading() as connection:
            rows = (await connection.execute(text(query))).all()
        if rows:
            found.append(f"{name}: {len(rows)}")
    return found
