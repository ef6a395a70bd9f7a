"""Nominating films: typed, from lists, or drawn by the bot; vetoes and removals."""

from collections.abc import Callable, Mapping

from bot.catalog.model import Movie
from bot.discord.cogs.nights.desk import NightDesk
from bot.discord.cogs.picks.watchers import Watchers
from bot.discord.guild.rights import may, moderates, require_moderator, require_right
from bot.discord.interactions.handlers import Call, answers
from bot.discord.messages import limits
from bot.discord.messages.controls import Mode
from bot.discord.messages.forms import Field, Form
from bot.discord.messages.markdown import escape
from bot.discord.messages.reply import Reply
from bot.discord.messages.request_names import RequestName
from bot.discord.views.films.picks import drawn_from, nothing_left_for_all
from bot.discord.views.nights.card import about
from bot.discord.views.nights.nominations import Viewer, named_for_all, nominations_panel
from bot.errors import BadInputError, NotFoundError, OutdatedError
from bot.i18n import _, speaking
from bot.library.filters.themes import read_theme, require_theme, within
from bot.library.names.lookup import CHOSEN, find_movie
from bot.library.picks.picks import Pick, Picker
from bot.library.picks.pools import AllShownError, NothingLeftError, Terms, TooFewError
from bot.library.saved_films import candidate, named
from bot.library.snapshot import Snapshot
from bot.rules.nights.night import Status
from bot.rules.nights.nominations import (
    BY_BOT,
    Board,
    check_cap,
    check_may_name,
    nominate,
    remove,
    veto,
    withdraw,
)
from bot.rules.nights.rsvp import Rsvp
from bot.rules.picks.pool import Restrictions
from bot.rules.voting.model import Candidate
from bot.state.guilds.guild_settings import Right
from bot.state.nights.planning import PlannedNight
from bot.state.owners.owners import Owner
from bot.state.store import StateStore

BEFORE_THE_VOTE_ENDS = frozenset({Status.NOMINATING, Status.VOTING})


class Nominating:
    """Answers requests about nominations.

    Args:
        state: Where they are kept.
        desk: Finds nights and shows them.
        picker: Draws films for the bot to nominate.
        watchers: Knows for whom it may draw them.
    """

    def __init__(
        self, state: StateStore, desk: NightDesk, picker: Picker, watchers: Watchers
    ) -> None:
        self._state = state
        self._desk = desk
        self._picker = picker
        self._watchers = watchers

    @answers(RequestName.NIGHT_BOARD)
    async def show(self, call: Call) -> Reply:
        """Answer *Nominate*: the panel."""
        return await self._panel(call, await self._desk.find(call, Status.NOMINATING))

    @answers(RequestName.NIGHT_TYPE)
    async def open_form(self, call: Call) -> Form:
        """Answer *Type a title*."""
        planned = await self._desk.find(call, Status.NOMINATING)
        field = Field(
            "film", _("Which film?"), _("As with /movie, the spelling doesn't have to be right.")
        )
        return Form(
            _("Nominate a film"), (field,), about(planned, RequestName.NIGHT_NAME), Mode.TURN
        )

    @answers(RequestName.NIGHT_NOMINATE, RequestName.NIGHT_NAME)
    async def nominate(self, call: Call) -> Reply:
        """Answer ``/night nominate``, the form and the menu of listed films."""
        planned = await self._desk.find(call, Status.NOMINATING)
        movie = await self._movie(call)
        if movie.adult and not await self._desk.is_age_restricted(planned):
            raise BadInputError(
                _(
                    "{film} is an adult title, which night {number} can't have: it was planned in "
                    "a channel that isn't age-restricted.",
                    film=movie.label,
                    number=planned.number,
                )
            )
        if planned.plan.theme:
            await require_theme(call.snapshot, planned.plan.theme, movie)
        film, by = candidate(movie), call.asker.user_id
        said = _("You nominated *{film}*.", film=escape(movie.label))
        return await self._change(call, planned, lambda board: nominate(board, film, by), said)

    @answers(RequestName.NIGHT_DRAW)
    async def draw(self, call: Call) -> Reply:
        """Answer *Nominate one for us*: the bot draws a film that nobody who is coming has seen.

        It uses what others keep only for somebody who may draw for them, such as another guest.
        """
        planned = await self._desk.find(call, Status.NOMINATING)
        board = await self._state.nominations.get(planned.id)
        check_may_name(board, call.asker.user_id)
        check_cap(board, BY_BOT)
        answers = await self._state.rsvps.list(planned.id)
        coming = {person for person, answer in answers.items() if answer is Rsvp.YES}
        ids = await self._watchers.coming(call, coming)
        terms = Terms(
            Owner.server(planned.plan.guild_id),
            ids,
            await self._state.preferences.of({id_: f"<@{id_}>" for id_ in ids}),
            Restrictions(unseen=True),
            shown={nomination.film.id for nomination in board.nominations},
        )
        try:
            theme = planned.plan.theme
            options: Mapping[str, str] = read_theme(theme).options if theme else {}
            pick = await self._picker.pick(await self._snapshot(call, planned), options, terms)
        except NothingLeftError as error:
            if terms.shared:
                return nothing_left_for_all(terms, error.count)
            raise BadInputError(_("There's nothing left that you haven't seen.")) from error
        except (AllShownError, TooFewError) as error:
            raise BadInputError(_("Too few films are left to draw from.")) from error
        film = candidate(pick.movie)
        await self._state.nominations.change(
            planned.id, lambda board: nominate(board, film, BY_BOT), during={Status.NOMINATING}
        )
        self._desk.refresh(planned)
        if terms.shared:
            with speaking(await self._desk.locale(planned.plan.guild_id)):
                return named_for_all(planned, pick, terms, hidden=board.hidden)
        return await self._panel(call, planned, f"**{_drawn(pick, terms)}**")

    @answers(RequestName.NIGHT_WITHDRAW)
    async def withdraw(self, call: Call) -> Reply:
        """Answer *Withdraw one of yours*."""
        planned = await self._desk.find(call, Status.NOMINATING)
        film, by = call.request.get("film"), call.asker.user_id
        return await self._change(
            call, planned, lambda board: withdraw(board, film, by), _("You withdrew it.")
        )

    @answers(RequestName.NIGHT_VETO)
    async def veto(self, call: Call) -> Reply:
        """Answer ``/night veto`` and its menu."""
        planned = await self._desk.find(call, *sorted(BEFORE_THE_VOTE_ENDS))
        require_right(call.asker, await self._desk.settings(call.asker), Right.VETO)
        film, by = await self._standing(call, planned), call.asker.user_id
        return await self._change(
            call, planned, lambda board: veto(board, film, by), _("It's out for this night.")
        )

    @answers(RequestName.NIGHT_REMOVE)
    async def remove(self, call: Call) -> Reply:
        """Answer ``/night remove`` and its menu: a moderator removes a film."""
        planned = await self._desk.find(call, *sorted(BEFORE_THE_VOTE_ENDS))
        require_moderator(call.asker)
        film = await self._standing(call, planned)
        return await self._change(
            call, planned, lambda board: remove(board, film), _("You removed it.")
        )

    async def _change(
        self, call: Call, planned: PlannedNight, change: Callable[[Board], Board], said: str
    ) -> Reply:
        in_vote = call.request.name in {RequestName.NIGHT_VETO, RequestName.NIGHT_REMOVE}
        during = BEFORE_THE_VOTE_ENDS if in_vote else frozenset({Status.NOMINATING})
        await self._state.nominations.change(planned.id, change, during=during)
        self._desk.refresh(planned)
        return await self._panel(call, planned, f"**{said}**")

    async def _panel(self, call: Call, planned: PlannedNight, said: str = "") -> Reply:
        asker = call.asker
        evening = await named(call.snapshot, await self._state.night_transitions.get(planned.id))
        viewer = Viewer(
            asker.user_id,
            await self._listed(call, planned),
            veto=may(asker, await self._desk.settings(asker), Right.VETO),
            moderate=moderates(asker),
        )
        return nominations_panel(evening, viewer, said)

    async def _snapshot(self, call: Call, planned: PlannedNight) -> Snapshot:
        """Return the catalogue with what both the asker's channel and the night's may show."""
        restricted = call.asker.adult and await self._desk.is_age_restricted(planned)
        return call.snapshot.for_channel(adult=restricted)

    async def _listed(self, call: Call, planned: PlannedNight) -> list[Candidate]:
        """Return films of the asker's lists and the server's, as many as fit a menu."""
        found: dict[str, Candidate] = {}
        for owner in (
            Owner.person(call.asker.user_id),
            Owner.server(call.asker.guild_id or 0),
        ):
            for kept in await self._state.watchlists.lists(owner):
                for listed in await self._state.watchlists.films(owner, kept.name):
                    found.setdefault(listed.film.id, Candidate(listed.film.id, listed.film.name))
        snapshot = await self._snapshot(call, planned)
        movies = await snapshot.catalog.movies(list(found))
        fitting = {movie.id for movie in movies}
        if planned.plan.theme:
            fitting = await within(snapshot, planned.plan.theme, fitting)
        films = [film for film in found.values() if film.id in fitting]
        return await named(snapshot, films[: limits.SELECT_OPTIONS])

    async def _movie(self, call: Call) -> Movie:
        text = call.request.get("film")
        if call.request.name is RequestName.NIGHT_NAME and not text.startswith(CHOSEN):
            movie = await call.snapshot.catalog.movie(text)
            if movie is not None:
                return movie
        return await find_movie(call.snapshot, text, option="film")

    async def _standing(self, call: Call, planned: PlannedNight) -> str:
        """Return the id of the film on the list that is meant."""
        text = call.request.get("film")
        board = await named(call.snapshot, await self._state.nominations.get(planned.id))
        standing = {film.id for film in board.candidates}
        if text in standing:
            return text
        if not text:
            raise OutdatedError
        if not standing:
            raise BadInputError(_("No films are nominated yet; use /night nominate to add one."))
        movie = await find_movie(call.snapshot, text, option="film")
        if movie.id in {made.film for made in board.vetoes} | board.removed:
            raise BadInputError(_("{film} is already out for this night.", film=movie.label))
        if movie.id not in standing:
            near = [(film.id, film.name) for film in board.candidates]
            raise NotFoundError("film on the list", text, near, option="film")
        return movie.id


def _drawn(pick: Pick, terms: Terms) -> str:
    return _(
        "I nominate *{film}*. {drawn_from}.",
        film=escape(pick.movie.label),
        drawn_from=drawn_from(pick, terms),
    )
