"""Who was at a night, corrected after it."""

from bot.clock import Clock
from bot.errors import BadInputError
from bot.i18n import _
from bot.rules.nights.night import STANDS, Status
from bot.rules.nights.rsvp import Rsvp
from bot.state.database.transactions import Database
from bot.state.films.film_ref import FilmRef
from bot.state.films.seen_films import mark_seen, unmark_seen
from bot.state.nights.planning import load
from bot.state.nights.plans import PlannedNight
from bot.state.nights.rsvps import save_rsvp
from bot.state.nights.voting.results import load_tally


class Attendance:
    """Records afterwards who was there.

    All methods raise UnavailableError while the store is down.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def note(self, night_id: int, user_id: int, *, came: bool) -> PlannedNight:
        """Record whether somebody was there, and so has seen the film, replacing their answer.

        Raises:
            BadInputError: The night has not been watched.
            OutdatedError: The night no longer exists.
        """
        async with self._database.transaction() as connection:
            planned = await load(connection, night_id, lock=True, share=True)
            night = planned.plan.night
            if night.status is not Status.WATCHED:
                raise BadInputError(
                    _("You can do that after the film: {why}.", why=_(STANDS[night.status]))
                )
            answer = Rsvp.YES if came else Rsvp.NO
            await save_rsvp(connection, night_id, user_id, answer, self._clock)
            if counted := await load_tally(connection, night_id):
                film = FilmRef(counted.winner.id, counted.winner.name)
                if came:
                    await mark_seen(connection, [(user_id, film, night.starts_at)])
                else:
                    await unmark_seen(connection, user_id, film.id, night.starts_at)
            return planned
