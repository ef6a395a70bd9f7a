"""A tally in words: how many voted, what each round counted, and who won."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from bot.i18n import N_, NN_, _, listing_some, ngettext, number
from bot.rules.voting.model import Candidate, Count, Method, Round, Stage, Tally

METHOD_NAMES: Mapping[Method, str] = MappingProxyType(
    {
        Method.APPROVAL: N_("Approval"),
        Method.SINGLE: N_("Single choice"),
        Method.RANKED: N_("Ranked choice"),
        Method.SCHULZE: N_("Schulze"),
        Method.STAR: N_("STAR"),
    }
)
"""What each method is called, for ``_``; so are the rules and stages below."""

METHOD_RULES: Mapping[Method, str] = MappingProxyType(
    {
        Method.APPROVAL: N_("Mark every film you would watch; the film with the most marks wins."),
        Method.SINGLE: N_("Choose one film; the film with the most votes wins."),
        Method.RANKED: N_(
            "Rank the films you like. Round by round, the last film drops out and its ballots "
            "move to their next choice, until one film has more than half."
        ),
        Method.SCHULZE: N_(
            "Rank the films; ties are allowed. The winner is the film that no other beats, head "
            "to head or through a stronger chain of duels."
        ),
        Method.STAR: N_(
            "Give each film 0 to 5 stars. The two with the most stars meet in a final: the one "
            "that more people prefer wins."
        ),
    }
)

_BY_DRAW = N_("Ties are broken by a draw whose seed is shown.")
TIE_RULES: Mapping[Method, str] = MappingProxyType(
    {
        Method.APPROVAL: _BY_DRAW,
        Method.SINGLE: _BY_DRAW,
        Method.RANKED: N_(
            "If films tie for last place, there is a run-off between them, then a draw whose seed "
            "is shown."
        ),
        Method.SCHULZE: N_(
            "If films tie, there is a run-off between them, then a draw whose seed is shown."
        ),
        Method.STAR: N_(
            "If films tie for the final, there is a run-off between them, with a point for each "
            "person who ranks one above another. A tied final goes to the film with more stars, "
            "then to a draw whose seed is shown."
        ),
    }
)

STAGE_NAMES: Mapping[Stage, str] = MappingProxyType(
    {
        Stage.COUNT: N_("Count"),
        Stage.DUELS: N_("Rivals beaten, head to head"),
        Stage.SCORES: N_("Stars"),
        Stage.FINAL: N_("Final: who prefers which film"),
        Stage.RUN_OFF: N_("Run-off between the tied"),
        Stage.DRAW: N_("Draw"),
    }
)

_Forms = tuple[str, str]
_BALLOTS = NN_("{film} {count} ballot", "{film} {count} ballots")
_MARKS = NN_("{film} {count} mark", "{film} {count} marks")
_POINTS = NN_("{film} {count} point", "{film} {count} points")
_RIVALS = NN_("{film} {count} rival beaten", "{film} {count} rivals beaten")
_STARS = NN_("{film} {count} star", "{film} {count} stars")
_VOTES = NN_("{film} {count} vote", "{film} {count} votes")
_COUNTED: Mapping[Method, _Forms] = MappingProxyType(
    {
        Method.APPROVAL: _MARKS,
        Method.SINGLE: _VOTES,
        Method.RANKED: _VOTES,
        Method.SCHULZE: _RIVALS,
        Method.STAR: _STARS,
    }
)
_LEADS: Mapping[Method, str] = MappingProxyType(
    {
        Method.APPROVAL: N_("{counts}: {film} has the most marks."),
        Method.RANKED: N_("{counts}: {film} has more than half of the ballots that still count."),
    }
)
_HAS_MOST_VOTES = N_("{counts}: {film} has the most votes.")

NAMED = 6
"""So many films are named in a row; the rest are counted, lest a line get longer than a screen."""

COUNTED = 10
"""Of so many films a line says how much they have."""


def describe(tally: Tally, show: Callable[[Candidate], str] | None = None) -> tuple[str, ...]:
    """Return the tally in words: turnout, a line for each round, and the result.

    Args:
        tally: What was counted.
        show: How to write a candidate; by name if not given.
    """
    words = _Words(tally, show or (lambda candidate: candidate.name))
    return (_turnout(tally), *map(words.round, tally.outcome.rounds), words.result())


def _turnout(tally: Tally) -> str:
    cast, empty = tally.cast, tally.empty
    if not cast:
        return _("Nobody voted.")
    if empty == cast:
        return ngettext(
            "{count} ballot cast, empty.", "{count} ballots cast, all of them empty.", cast
        )
    if empty:
        return ngettext(
            "{count} ballot cast, {empty} of them empty.",
            "{count} ballots cast, {empty} of them empty.",
            cast,
            empty=number(empty),
        )
    return ngettext("{count} ballot cast.", "{count} ballots cast.", cast)


class _Words:
    """The sentences of one tally."""

    def __init__(self, tally: Tally, show: Callable[[Candidate], str]) -> None:
        self._tally = tally
        self._names = {candidate.id: show(candidate) for candidate in tally.candidates}
        self._counted = _COUNTED[tally.method]

    def round(self, round_: Round) -> str:
        match round_.stage:
            case Stage.COUNT:
                return self._count(round_)
            case Stage.DUELS:
                return self._duels(round_)
            case Stage.SCORES:
                return self._scores(round_)
            case Stage.FINAL:
                return self._final(round_)
            case Stage.RUN_OFF:
                return self._run_off(round_)
            case Stage.DRAW:
                return self._draw(round_)

    def result(self) -> str:
        outcome = self._tally.outcome
        winner = self._names[outcome.winner]
        rivals = [self._names[id_] for id_ in outcome.winners if id_ != outcome.winner]
        others = listing_some(rivals, NAMED)
        if rivals and self._tally.cast == self._tally.empty:
            return _("{film} wins by the draw alone: nobody marked a film.", film=winner)
        if not outcome.exhaustive:
            return _(
                "{film} wins by the tie rule; with so many ties, other films could have won.",
                film=winner,
            )
        if rivals and self._tally.draws:
            return _(
                "{film} wins by the draw; {others} could have won as well.",
                film=winner,
                others=others,
            )
        if rivals:
            return _(
                "{film} wins by the tie rule; {others} could have won as well.",
                film=winner,
                others=others,
            )
        if self._tally.draws:
            return _("{film} wins, however the draw had gone.", film=winner)
        return _("{film} wins.", film=winner)

    def _count(self, round_: Round) -> str:
        counts = self._counts(round_.counts, self._counted)
        if round_.idle:
            counts = ngettext(
                "{counts} ({count} ballot for none of them)",
                "{counts} ({count} ballots for none of them)",
                round_.idle,
                counts=counts,
            )
        method = self._tally.method
        if len(round_.counts) == 1:
            return _("{counts}: no other film is left.", counts=counts)
        if round_.advancing:
            lead = _LEADS.get(method, _HAS_MOST_VOTES)
            return _(lead, counts=counts, film=self._list(round_.advancing))
        tied = self._list(round_.tied)
        if round_.tied and method is Method.RANKED and len(round_.tied) < len(round_.counts):
            return _("{counts}: {films} are tied for last place.", counts=counts, films=tied)
        if round_.tied:
            return _("{counts}: {films} are tied.", counts=counts, films=tied)
        return self._out(round_, counts)

    def _out(self, round_: Round, counts: str) -> str:
        votes = {count.candidate: count.votes for count in round_.counts}
        out = self._list(round_.eliminated)
        if len(round_.eliminated) == 1:
            return _("{counts}: {film} is last and out.", counts=counts, film=out)
        if not any(votes[id_] for id_ in round_.eliminated):
            return _("{counts}: {films} have no votes and are out.", counts=counts, films=out)
        return _(
            "{counts}: {films} have fewer votes together than the next and are out.",
            counts=counts,
            films=out,
        )

    def _duels(self, round_: Round) -> str:
        counts = self._counts(round_.counts, self._counted)
        if round_.advancing:
            film = self._list(round_.advancing)
            return _("{counts}: no film beats {film}.", counts=counts, film=film)
        return _(
            "{counts}: no film beats {films}, which are tied.",
            counts=counts,
            films=self._list(round_.tied),
        )

    def _scores(self, round_: Round) -> str:
        clauses: list[str] = []
        if round_.advancing:
            clauses.append(
                ngettext(
                    "{films} goes into the final",
                    "{films} go into the final",
                    len(round_.advancing),
                    films=self._list(round_.advancing),
                )
            )
        if round_.tied:
            tied = self._list(round_.tied)
            clauses.append(_("{films} are tied for a place in the final", films=tied))
        counts = self._counts(round_.counts, self._counted)
        return _("{counts}: {outcome}.", counts=counts, outcome="; ".join(clauses))

    def _final(self, round_: Round) -> str:
        counts = self._counts(round_.counts, _BALLOTS)
        if round_.idle:
            counts = ngettext(
                "{counts} ({count} ballot without a preference)",
                "{counts} ({count} ballots without a preference)",
                round_.idle,
                counts=counts,
            )
        if round_.tied:
            return _("Final: {counts}: tied, in stars as well.", counts=counts)
        winner = self._list(round_.advancing)
        if len({count.votes for count in round_.counts}) == 1:
            return _(
                "Final: {counts}: tied, and {film} has more stars.", counts=counts, film=winner
            )
        return _("Final: {counts}: more people prefer {film}.", counts=counts, film=winner)

    def _run_off(self, round_: Round) -> str:
        clauses: list[str] = []
        if round_.advancing:
            clauses.append(
                ngettext(
                    "{films} goes on",
                    "{films} go on",
                    len(round_.advancing),
                    films=self._list(round_.advancing),
                )
            )
        if round_.eliminated:
            clauses.append(
                ngettext(
                    "{films} is out",
                    "{films} are out",
                    len(round_.eliminated),
                    films=self._list(round_.eliminated),
                )
            )
        if round_.tied:
            clauses.append(_("{films} are still tied", films=self._list(round_.tied)))
        unit = _POINTS if self._tally.method is Method.STAR else self._counted
        return _(
            "Run-off between the tied: {counts}: {outcome}.",
            counts=self._counts(round_.counts, unit),
            outcome="; ".join(clauses),
        )

    def _draw(self, round_: Round) -> str:
        if round_.draw is None:
            raise ValueError("a draw without its record")
        pool = listing_some([self._names[entry.id] for entry in round_.draw.pool], NAMED)
        film, seed = self._names[round_.draw.picked], round_.draw.seed
        if round_.advancing:
            return _(
                "Draw between {films} with seed {seed}: {film} is drawn.",
                films=pool,
                seed=seed,
                film=film,
            )
        return _(
            "Draw between {films} with seed {seed}: {film} is drawn and out.",
            films=pool,
            seed=seed,
            film=film,
        )

    def _list(self, ids: Sequence[str]) -> str:
        return listing_some([self._names[id_] for id_ in ids], NAMED)

    def _counts(self, counts: Sequence[Count], forms: _Forms) -> str:
        """Return how much each film has; the first says of what."""
        first, *rest = counts
        left = len(rest) + 1 - COUNTED
        if left > 1:
            rest = rest[: COUNTED - 1]
        said = [
            ngettext(*forms, first.votes, film=self._names[first.candidate]),
            *(f"{self._names[count.candidate]} {number(count.votes)}" for count in rest),
        ]
        if left > 1:
            said.append(
                ngettext(
                    "{count} more film with no more than that",
                    "{count} more films with no more than that",
                    left,
                )
            )
        return ", ".join(said)
