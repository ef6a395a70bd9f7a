"""The vote: opening it, ballots, and the result."""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import structlog
from discord.utils import format_dt

from bot.catalog.model import SERIES_KINDS
from bot.clock import Clock
from bot.discord.cogs.nights.desk import NightDesk
from bot.discord.interactions.handlers import Call, answers
from bot.discord.messages.controls import Mode
from bot.discord.messages.reply import Button, Reply
from bot.discord.messages.request_names import RequestName
from bot.discord.views.nights.ballots import BallotView, ballot_panel
from bot.discord.views.nights.card import about
from bot.discord.views.nights.choices import as_read, ask_back, only_film
from bot.discord.views.nights.results import result_card
from bot.discord.views.notices import notice
from bot.errors import BadInputError, OnlyFilmError, UnavailableError
from bot.i18n import _, ngettext, speaking
from bot.library.saved_films import named
from bot.library.snapshot import Snapshot
from bot.rules.nights.night import STANDS, Action, Rights, Status, accepts_votes, advance
from bot.rules.picks.draw import SEED_BYTES, new_seed
from bot.rules.times.parse import TimeQuestion, parse_when
from bot.rules.voting.marking import with_mark
from bot.rules.voting.model import Tally
from bot.runtime.workers.pool import WorkPool
from bot.state.nights.planning import PlannedNight
from bot.state.store import StateStore

_log = structlog.get_logger(__name__)

AFTER = frozenset({Status.CLOSED, Status.WATCHED})


class Voting:
    """Answers requests about votes.

    Args:
        state: Where ballots are kept.
        desk: Finds nights and shows them.
        clock: What time it is.
        work: Where results are drawn.
    """

    def __init__(self, state: StateStore, desk: NightDesk, clock: Clock, work: WorkPool) -> None:
        self._work = work
        self._state = state
        self._desk = desk
        self._clock = clock

    @answers(RequestName.NIGHT_VOTE)
    async def vote(self, call: Call) -> Reply:
        """Answer ``/night vote``: open the vote, or one's ballot once it is open."""
        planned = await self._desk.find(call, Status.VOTING, Status.NOMINATING)
        status, typed = planned.plan.night.status, call.request.get("closes")
        if status is not Status.NOMINATING and not typed:
            return await self._panel(call, planned)
        closes, note = planned.plan.night.vote_closes_at, None
        if typed:
            read = parse_when(typed, self._clock.now(), await self._desk.zone(call.asker))
            if isinstance(read, TimeQuestion):
                return ask_back(read, call.request, "closes")
            closes, note = read.moment, as_read(read, typed)
        rights = await self._desk.rights(call.asker, planned)
        if closes is not None and status is not Status.NOMINATING:
            return await self._move_closing(call, planned, rights, closes, note or "")
        if closes is None and planned.plan.night.starts_at > self._clock.now():
            closes = planned.plan.night.starts_at
        try:
            planned = await self._state.night_transitions.open_vote(planned.id, rights, closes)
        except OnlyFilmError as error:
            return only_film(planned, error)
        return replace(await self._desk.card(planned, call.asker.channel_id), content=note)

    async def _move_closing(
        self, call: Call, planned: PlannedNight, rights: Rights, closes: datetime, note: str
    ) -> Reply:
        """Change when an open vote closes; a vote without ballots is opened again."""
        reopened = planned.plan.night.status is Status.CLOSED
        planned = await self._state.night_transitions.move_closing(
            planned.id, rights, closes, lengths=await self._lengths(planned)
        )
        said = (
            _("The vote is open again.")
            if reopened
            else _("The closing time of the vote has changed.")
        )
        card = await self._desk.card(planned, call.asker.channel_id)
        return replace(card, content=f"{said} {note}")

    @answers(RequestName.NIGHT_SETTLE)
    async def settle(self, call: Call) -> Reply:
        """Answer *Take it*: take the only nominated film without a vote."""
        planned = await self._desk.find(call, Status.NOMINATING)
        rights = await self._desk.rights(call.asker, planned)
        seed = new_seed(secrets.token_bytes(SEED_BYTES))
        lengths = await self._lengths(planned)
        tally = await self._state.night_transitions.settle(
            planned.id, rights, seed, lengths=lengths
        )
        self._desk.changed.set()
        self._desk.refresh(planned)
        return await self._result_for_all(call, planned, tally)

    @answers(RequestName.NIGHT_BALLOT, RequestName.NIGHT_FOCUS)
    async def show_ballot(self, call: Call) -> Reply:
        """Answer *Vote*, and the choice of a film to give stars."""
        planned = await self._desk.find(call, Status.VOTING)
        return await self._panel(call, planned, focus=call.request.get("film"))

    @answers(RequestName.NIGHT_MARK)
    async def mark(self, call: Call) -> Reply:
        """Answer the controls of a ballot: the press is stored before it is answered."""
        planned = await self._desk.find(call, Status.VOTING)
        if not accepts_votes(planned.plan.night, self._clock.now()):
            return _too_late(planned)
        film, mark = call.request.get("film"), call.request.number("to", 0)
        board = await self._state.nominations.get(planned.id)
        if film not in {candidate.id for candidate in board.candidates}:
            raise BadInputError(_("That film is no longer on the list."))
        method, level = planned.plan.method, bool(call.request.get("level"))
        await self._state.ballots.change(
            planned.id,
            call.asker.user_id,
            lambda ballot: with_mark(method, ballot, film, mark, level=level),
        )
        self._desk.refresh(planned)
        return await self._panel(call, planned)

    @answers(RequestName.NIGHT_CLEAR)
    async def clear(self, call: Call) -> Reply:
        """Answer *Start over*."""
        planned = await self._desk.find(call, Status.VOTING)
        if not accepts_votes(planned.plan.night, self._clock.now()):
            return _too_late(planned)
        await self._state.ballots.cast(planned.id, call.asker.user_id, {})
        self._desk.refresh(planned)
        return await self._panel(call, planned)

    @answers(RequestName.NIGHT_RESULT)
    async def result(self, call: Call) -> Reply:
        """Answer ``/night result``: close the vote if the asker may, and show the result."""
        planned = await self._desk.find(call, Status.VOTING, Status.CLOSED)
        if planned.plan.night.status is Status.VOTING:
            rights = await self._desk.rights(call.asker, planned)
            if not (rights.host or rights.close or rights.moderate):
                return await self._still_open(planned)
            return await self._result_for_all(call, planned, await self.close(planned, rights))
        if planned.plan.night.status not in AFTER:
            why = _(STANDS[planned.plan.night.status])
            raise BadInputError(_("There's no result yet: {why}.", why=why))
        tally = await self._state.results.get(planned.id)
        return await self._result_for_all(call, planned, tally)

    @answers(RequestName.NIGHT_TALLY)
    async def show_tally(self, call: Call) -> Reply:
        """Answer *Tally*: the result again, for the asker only."""
        planned = await self._desk.find(call)
        if planned.plan.night.status is Status.VOTING:  # a result from before it was opened again
            return await self._still_open(planned)
        tally = await self._state.results.get(planned.id)
        return await self.result_reply(call.snapshot, planned, tally)

    async def close(
        self, planned: PlannedNight, rights: Rights, *, announce: bool = False
    ) -> Tally | None:
        """Close a vote and count it; ``None`` if no film was left.

        Args:
            planned: The night.
            rights: What the person may do.
            announce: Whether a due job has to announce it, as no reply will.

        Raises:
            BadInputError: The vote is not open, or the person may not close it.
        """
        advance(planned.plan.night.status, Action.CLOSE, rights)  # before anybody is looked up
        await self._desk.drop_those_who_left(planned)
        seed = new_seed(secrets.token_bytes(SEED_BYTES))
        tally = await self._state.night_transitions.close_vote(
            planned.id, rights, seed, lengths=await self._lengths(planned), announce=announce
        )
        self._desk.changed.set()
        self._desk.refresh(planned)
        return tally

    async def _lengths(self, planned: PlannedNight) -> Mapping[str, timedelta]:
        """Return the lengths of the nominated films; of a TV series, any part may be watched."""
        board = await self._state.nominations.get(planned.id)
        try:
            async with self._desk.seen_from(planned.plan.channel_id) as snapshot:
                movies = await snapshot.catalog.movies([film.id for film in board.candidates])
        except UnavailableError as error:
            _log.warning("lengths_unknown", reason=str(error))  # the vote is counted without them
            return {}
        return {
            movie.id: timedelta(minutes=movie.runtime)
            for movie in movies
            if movie.runtime and movie.kind not in SERIES_KINDS
        }

    async def result_reply(
        self, snapshot: Snapshot, planned: PlannedNight, tally: Tally | None, *, preface: str = ""
    ) -> Reply:
        """Return the result of a vote, as a message for the channel of a snapshot."""
        if tally is None:
            return notice(
                _("Movie night: no result"), _("Every film was removed before the vote ended.")
            )
        return await result_card(
            planned.number, await named(snapshot, tally), self._work, preface=preface
        )

    async def _result_for_all(
        self, call: Call, planned: PlannedNight, tally: Tally | None
    ) -> Reply:
        with speaking(await self._desk.locale(planned.plan.guild_id)):
            return await self.result_reply(call.snapshot, planned, tally)

    async def _panel(self, call: Call, planned: PlannedNight, *, focus: str = "") -> Reply:
        night = planned.plan.night
        if not accepts_votes(night, self._clock.now()):
            return _too_late(planned)
        ballot = await self._state.ballots.get(planned.id, call.asker.user_id)
        board = await named(call.snapshot, await self._state.nominations.get(planned.id))
        panel = ballot_panel(
            BallotView(
                night_id=planned.id,
                method=planned.plan.method,
                candidates=board.candidates,
                ballot=ballot or {},
                closes_at=night.vote_closes_at,
                focus=focus,
                cast=ballot is not None,
            )
        )
        return await self._desk.with_board(panel, planned, call.snapshot, board.candidates)

    async def _still_open(self, planned: PlannedNight) -> Reply:
        cast = len(await self._state.ballots.all(planned.id))
        closes = planned.plan.night.vote_closes_at
        lines = [
            ngettext(
                "{count} ballot so far; the count stays hidden until the end.",
                "{count} ballots so far; the count stays hidden until the end.",
                cast,
            )
        ]
        if closes:
            lines.append(_("It closes {distance}.", distance=format_dt(closes, "R")))
        vote = Button(_("Vote"), about(planned, RequestName.NIGHT_BALLOT), Mode.OPEN, "🗳️")
        return notice(
            _("The vote is still open"),
            " ".join(lines),
            (vote,),
        )


def _too_late(planned: PlannedNight) -> Reply:
    status = planned.plan.night.status
    if status in {Status.PLANNED, Status.NOMINATING}:
        return notice(_("There's nothing to vote on yet"), _("The vote hasn't been opened."))
    tally = Button(_("Tally"), about(planned, RequestName.NIGHT_TALLY), Mode.OPEN, "📊")
    return notice(
        _("The vote is closed"),
        _("That came too late and wasn't counted; what you had marked before was."),
        *(((tally,),) if status in AFTER else ()),
    )
