"""Past nights: a server's in pages, one by one and in figures, and each person's own."""

from collections.abc import Iterable, Mapping, Sequence

from bot.clock import Clock
from bot.discord.cogs.nights.desk import NightDesk
from bot.discord.guild.channel_permissions import require_venue
from bot.discord.interactions.handlers import Call, answers
from bot.discord.messages.reply import Reply
from bot.discord.messages.request_names import RequestName
from bot.discord.views.nights.past_nights import Films, history_reply, nights_page, past_card
from bot.discord.views.nights.series import in_words
from bot.discord.views.nights.statistics import figures_reply, own_reply
from bot.library.saved_films import named
from bot.rules.nights.own_statistics import own_figures
from bot.rules.nights.past import PastNight
from bot.rules.nights.statistics import FilmFacts, figures
from bot.state.store import StateStore


class History:
    """Answers requests about past nights.

    Args:
        state: Where they are read.
        desk: Reads people's zones.
        clock: What time it is.
    """

    def __init__(self, state: StateStore, desk: NightDesk, clock: Clock) -> None:
        self._state = state
        self._past_nights = state.past_nights
        self._desk = desk
        self._clock = clock

    @answers(RequestName.NIGHT_HISTORY)
    async def history(self, call: Call) -> Reply:
        """Answer ``/night history``: the past nights, latest first."""
        over = [night for night in await self._nights(call) if night.is_over(self._clock.now())]
        page = nights_page(over, call.request.number("page", 1))
        films = await _films(call, page.items)
        return history_reply(page, call.request, films, await self._desk.zone(call.asker))

    @answers(RequestName.NIGHT_PAST)
    async def one(self, call: Call) -> Reply:
        """Answer the choice of a past night."""
        guild_id = require_venue(call.asker, ())
        night = await named(
            call.snapshot, await self._past_nights.get(guild_id, call.request.id("night"))
        )
        return past_card(night, await _films(call, [night]), call.asker.user_id)

    @answers(RequestName.NIGHT_STATS)
    async def stats(self, call: Call) -> Reply:
        """Answer ``/night stats``: all nights in figures, or those of a year."""
        nights, zone = await self._nights(call), await self._desk.zone(call.asker)
        by_year: dict[int, list[PastNight]] = {}
        for night in nights:
            by_year.setdefault(night.starts_at.astimezone(zone).year, []).append(night)
        year = call.request.number("year", 0) or None
        chosen = nights if year is None else by_year.get(year, [])
        films = await _films(call, chosen)
        made = figures(chosen, films.facts, zone)
        return figures_reply(made, films, tuple(by_year), year, await self._series(call))

    @answers(RequestName.NIGHT_MINE)
    async def mine(self, call: Call) -> Reply:
        """Answer ``/night mine``: the asker's own nights, for their eyes."""
        nights = await self._nights(call)
        return own_reply(
            own_figures(nights, call.asker.user_id),
            call.request,
            await _films(call, nights),
            await self._desk.zone(call.asker),
            call.request.number("page", 1),
        )

    async def _series(self, call: Call) -> Mapping[int, str]:
        """Return the schedules of the series that may be shown here."""
        return {
            planned.id: in_words(planned.series.recurrence)
            for planned in await self._state.series.list(call.asker.guild_id or 0, ended=True)
            if not await self._desk.is_series_out_of_sight(call.asker, planned)
        }

    async def _nights(self, call: Call) -> Sequence[PastNight]:
        return await named(
            call.snapshot, await self._past_nights.list(require_venue(call.asker, ()))
        )


async def _films(call: Call, nights: Iterable[PastNight]) -> Films:
    """Return what is known about the films of nights and may be shown in the asker's channel."""
    ids = {film.id for night in nights for film in night.films}
    movies = await call.snapshot.catalog.movies(sorted(ids))
    return Films(
        facts={
            movie.id: FilmFacts(genres=movie.genres, year=movie.year, rating=movie.rating)
            for movie in movies
        },
        hidden=await call.snapshot.catalog.hidden(ids),
    )
