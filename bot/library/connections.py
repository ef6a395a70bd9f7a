"""Chains of films between people, over the graph of all credits."""

import asyncio

from bot.library.snapshot import Snapshot
from bot.rules.games.connections import CreditGraph, Step


class Chains:
    """Finds chains; the graph is built once for each catalogue, when it is first asked for."""

    def __init__(self) -> None:
        self._version = ""
        self._graph: CreditGraph | None = None
        self._building = asyncio.Lock()

    async def between(self, snapshot: Snapshot, start: str, end: str) -> tuple[Step, ...] | None:
        """Return the shortest chain of titles from one person to another; see ``CreditGraph``.

        Titles for adults are no part of it.

        Args:
            snapshot: Where the credits are.
            start: A person's id.
            end: Another's.

        Raises:
            UnavailableError: The catalogue cannot be read.
        """
        graph = await self._graph_of(snapshot)
        return await asyncio.to_thread(graph.chain, start, end)

    async def _graph_of(self, snapshot: Snapshot) -> CreditGraph:
        catalog = snapshot.catalog
        async with self._building:
            if self._graph is None or self._version != catalog.version:
                credits_ = await catalog.all_credits()
                self._graph = await asyncio.to_thread(CreditGraph, credits_)
                self._version = catalog.version
            return self._graph
