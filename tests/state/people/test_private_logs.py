"""What the databases' libraries log at DEBUG, on either database, is about nobody."""

import io
import logging
from collections.abc import Iterator

import pytest
import structlog
from sqlalchemy.exc import IntegrityError

from bot.clock import ShiftedClock
from bot.logs import configure_logging
from bot.state.films.film_ref import FilmRef
from bot.state.films.ratings import ratings
from bot.state.owners.owners import Owner
from bot.state.store import StateStore

PERSON = 407712345678901234
WORDS = "my secret film"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """All that is logged at DEBUG; engines made from now on echo their statements."""
    root, database = logging.getLogger(), logging.getLogger("sqlalchemy")
    handlers, level, quiet = root.handlers[:], root.level, database.level
    stream = io.StringIO()
    configure_logging("DEBUG", "json", stream=stream)
    database.setLevel(logging.DEBUG)  # it is quieter than all others of its own accord
    yield stream
    database.setLevel(quiet)
    root.handlers, root.level = handlers, level


async def _rate_once_more(store: StateStore, clock: ShiftedClock) -> None:
    row = {"user_id": PERSON, "movie_id": "tt1", "movie_name": WORDS, "rating": 7}
    async with store.database.transaction() as connection:
        await connection.execute(ratings.insert().values(**row, rated_at=clock.now()))


@pytest.mark.expects_errors
async def test_statements_are_logged_without_ids_and_words(
    log: io.StringIO, address: str, clock: ShiftedClock
) -> None:
    async with await StateStore.open(address, clock) as store:
        await store.ratings.rate(PERSON, FilmRef("tt1", WORDS), 7)
        assert not await store.watchlists.lists(Owner.person(PERSON))
        await store.people.export(PERSON)
        with pytest.raises(IntegrityError) as broken:
            await _rate_once_more(store, clock)
        structlog.get_logger("bot.test").error("failed", exc_info=broken.value)
    written = log.getvalue()
    assert "INSERT INTO ratings" in written
    assert "Row [" in written
    assert "IntegrityError" in written
    assert str(PERSON) not in written
    assert WORDS not in written
