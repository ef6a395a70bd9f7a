"""A tally in words."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from bot.rules.picks.draw import DrawRecord
from bot.rules.voting.model import Candidate, Count, Method, Round, Stage, Tally
from bot.text import human_join_some, plural

METHOD_NAMES: Mapping[Method, str] = MappingProxyType(
    {
        Method.APPROVAL: "Approval",
        Method.SINGLE: "Single choice",
        Method.RANKED: "Ranked choice",
        Method.SCHULZE: "Schulze",
        Method.STAR: "STAR",
    }
)

METHOD_RULES: Mapping[Method, str] = MappingProxyType(
    {
        Method.APPROVAL: "Mark every film you would watch; the film with most marks wins.",
        Method.SINGLE: "Choose one film; the film chosen most often wins.",
        Method.RANKED: (
            "Rank the films you like. The last film is out and its ballots move to their next "
            "choice, until one film has more than half."
        ),
        Method.SCHULZE: (
            "Rank the films, equal ranks allowed. The film wins that no other beats, head to head "
            "or along a stronger chain of duels."
        ),
        Method.STAR: (
            "Give each film 0 to 5 stars. The two with most stars meet in a final: the one that "
            "more people prefer wins."
        ),
    }
)

TIE_RULES: Mapping[Method, str] = MappingProxyType(
    {
        Method.APPROVAL: "Tied films go to a draw whose seed is shown.",
        Method.SINGLE: "Tied films go to a draw whose seed is shown.",
        Method.RANKED: (
            "Films tied for the last place have a run-off among themselves, then a draw whose "
            "seed is shown."
        ),
        Method.SCHULZE: (
            "Tied films have a run-off among themselves, then a draw whose seed is shown."
        ),
        Method.STAR: (
            "Films tied for the final have a run-off among themselves, with a point for each "
            "person who puts one above another; a tied final goes to the film with more stars; "
            "then comes a draw whose seed is shown."
        ),
    }
)

STAGE_NAMES: Mapping[Stage, str] = MappingProxyType(
    {
        Stage.COUNT: "Count",
        Stage.DUELS: "Rivals beaten, head to head",
        Stage.SCORES: "Stars",
        Stage.FINAL: "Final: who prefers which",
        Stage.RUN_OFF: "Run-off between the tied",
        Stage.DRAW: "Draw",
    }
)

_UNITS: Mapping[Method, str] = MappingProxyType(
    {
        Method.APPROVAL: "mark",
        Method.SINGLE: "vote",
        Method.RANKED: "vote",
        Method.SCHULZE: "rival beaten",
        Method.STAR: "star",
    }
)


NAMED = 6
"""Films named in a row; the rest are counted, so that no line is longer than a screen."""

COUNTED = 10
"""Films whose counts a line gives; the rest are summed up."""


def describe(tally: Tally, show: Callable[[Candidate], str] | None = None) -> tuple[str, ...]:
    """Return the tally in words: turnout, a line for each round, and the result.

    Args:
        tally: What was counted.
        show: How to write a candidate; by name if not given.
    """
    words = _Words(tally, show or (lambda candidate: candidate.name))
    return (_turnout(tally), *map(words.round, tally.outcome.rounds), words.result())


def _turnout(tally: Tally) -> str:
    if not tally.cast:
        return "Nobody voted."
    turnout = f"{plural(tally.cast, 'ballot')} cast"
    if tally.empty == tally.cast:
        return f"{turnout}, empty." if tally.cast == 1 else f"{turnout}, all of them empty."
    return f"{turnout}, {tally.empty:,} of them empty." if tally.empty else f"{turnout}."


class _Words:
    """The sentences of one tally."""

    def __init__(self, tally: Tally, show: Callable[[Candidate], str]) -> None:
        self._tally = tally
        self._names = {candidate.id: show(candidate) for candidate in tally.candidates}
        self._unit = _UNITS[tally.method]

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
        if rivals and self._tally.cast == self._tally.empty:
            return f"{winner} wins by the draw alone: nobody marked a film."
        if not outcome.exhaustive:
            return f"{winner} wins by the tie rule; among so many ties others could have won."
        if rivals:
            rule = "draw" if self._tally.draws else "tie rule"
            others = human_join_some(rivals, NAMED)
            return f"{winner} wins by the {rule}; {others} could have won as well."
        if self._tally.draws:
            return f"{winner} wins, whatever the draw had said."
        return f"{winner} wins."

    def _count(self, round_: Round) -> str:
        counts = self._counts(round_.counts) + self._idle(round_.idle)
        ranked = self._tally.method is Method.RANKED
        if len(round_.counts) == 1:
            verdict = "no other film is left"
        elif round_.advancing:
            lead = "more than half of what still counts" if ranked else f"most {self._unit}s"
            verdict = f"{self._list(round_.advancing)} has {lead}"
        elif round_.tied and ranked and len(round_.tied) < len(round_.counts):
            verdict = f"{self._list(round_.tied)} are tied for the last place"
        elif round_.tied:
            verdict = f"{self._list(round_.tied)} are tied"
        else:
            verdict = self._out(round_)
        return f"{counts}: {verdict}."

    def _out(self, round_: Round) -> str:
        votes = {count.candidate: count.votes for count in round_.counts}
        out = self._list(round_.eliminated)
        if len(round_.eliminated) == 1:
            return f"{out} is last and out"
        if not any(votes[id_] for id_ in round_.eliminated):
            return f"{out} have no votes and are out"
        return f"{out} have fewer votes together than the next and are out"

    def _duels(self, round_: Round) -> str:
        counts = self._counts(round_.counts)
        if round_.advancing:
            return f"{counts}: no film beats {self._list(round_.advancing)}."
        return f"{counts}: no film beats {self._list(round_.tied)}, which are tied."

    def _scores(self, round_: Round) -> str:
        parts: list[str] = []
        if round_.advancing:
            parts.append(f"{self._list(round_.advancing)} {_go(round_.advancing)} into the final")
        if round_.tied:
            parts.append(f"{self._list(round_.tied)} are tied for a place in it")
        return f"{self._counts(round_.counts)}: {'; '.join(parts)}."

    def _final(self, round_: Round) -> str:
        counts = self._counts(round_.counts, "ballot")
        if round_.idle:
            counts += f" ({plural(round_.idle, 'ballot')} without a preference)"
        if round_.tied:
            return f"Final: {counts}: tied, in stars as well."
        winner = self._list(round_.advancing)
        if len({count.votes for count in round_.counts}) == 1:
            return f"Final: {counts}: tied, and {winner} has more stars."
        return f"Final: {counts}: more people prefer {winner}."

    def _run_off(self, round_: Round) -> str:
        unit = "point" if self._tally.method is Method.STAR else self._unit
        parts: list[str] = []
        if round_.advancing:
            parts.append(f"{self._list(round_.advancing)} {_go(round_.advancing)} on")
        if round_.eliminated:
            be = "is" if len(round_.eliminated) == 1 else "are"
            parts.append(f"{self._list(round_.eliminated)} {be} out")
        if round_.tied:
            parts.append(f"{self._list(round_.tied)} are still tied")
        counts = self._counts(round_.counts, unit)
        return f"Run-off between the tied: {counts}: {'; '.join(parts)}."

    def _draw(self, round_: Round) -> str:
        if round_.draw is None:
            raise ValueError("a draw without its record")
        picked = self._names[round_.draw.picked]
        end = f"{picked} is drawn" if round_.advancing else f"{picked} is drawn and out"
        return f"Draw between {self._pool(round_.draw)} with seed {round_.draw.seed}: {end}."

    def _pool(self, record: DrawRecord) -> str:
        return human_join_some([self._names[entry.id] for entry in record.pool], NAMED)

    def _list(self, ids: Sequence[str]) -> str:
        return human_join_some([self._names[id_] for id_ in ids], NAMED)

    def _counts(self, counts: Sequence[Count], unit: str | None = None) -> str:
        first, *rest = counts
        left = len(rest) + 1 - COUNTED
        if left > 1:
            rest = rest[: COUNTED - 1]
        # "rival beaten" is "rivals beaten" in the plural: only the noun changes.
        noun, _, participle = (unit or self._unit).partition(" ")
        head = f"{self._names[first.candidate]} {plural(first.votes, noun)} {participle}".rstrip()
        shown = [head, *(f"{self._names[count.candidate]} {count.votes:,}" for count in rest)]
        if left > 1:
            shown.append(f"{left:,} more films with no more")
        return ", ".join(shown)

    def _idle(self, ballots: int) -> str:
        return f" ({plural(ballots, 'ballot')} for none of them)" if ballots else ""


def _go(films: Sequence[str]) -> str:
    return "goes" if len(films) == 1 else "go"
