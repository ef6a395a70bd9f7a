"""Chains of films between people, over the graph of all credits."""

from bot.library.snapshot import Snapshot
from bot.rules.games.connections import CreditGraph, Step
from bot.runtime.workers.pool import Work, WorkPool


async def chain_between(
    snapshot: Snapshot, start: str, end: str, work: WorkPool
) -> tuple[Step, ...] | None:
    """Return the shortest chain of titles from one person to another; see ``CreditGraph``.

    Adult titles are left out.

    Args:
        snapshot: Holds the credits.
        start: A person's id.
        end: Another person's id.
        work: Runs the search.

    Raises:
        OverBudgetError: The search takes too long.
        UnavailableError: The catalogue cannot be read.
    """
    graph = (await snapshot.questions()).graph
    anybody = graph.arrays.anybody
    credits_ = CreditGraph(
        graph.film_ids, graph.person_ids, graph.person_number, anybody.people, anybody.films
    )
    return await work.run(Work.CHAIN, credits_.chain, start, end)
