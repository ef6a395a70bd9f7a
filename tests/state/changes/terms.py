"""The terms in which changes to the store are written down."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from bot.clock import ShiftedClock
from bot.state.nights.due_jobs import ClaimedJob, Upkeep
from bot.state.store import StateStore
from tests.state.two_servers import World

Effects = Mapping[str, tuple[int, int]]
"""By table, how many rows are gone and how many are new; a row that changed is both."""

NOTHING: Effects = {}
GONE, ADDED, CHANGED = (1, 0), (0, 1), (1, 1)
STRANGER = 4


@dataclass(frozen=True, slots=True)
class Now:
    """A store, what is in it, and what time it is."""

    store: StateStore
    w: World
    clock: ShiftedClock

    @property
    def event(self) -> ClaimedJob:
        """A job that this process has claimed, and of which two people were pinged."""
        return self.w.jobs[self.w.planned, Upkeep.EVENT.name]


Change = Callable[[Now], Awaitable[object]]
