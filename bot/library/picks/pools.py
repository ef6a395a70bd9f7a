"""The pool of a draw: what fits the filters, minus what these people exclude."""

import asyncio
import dataclasses
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from bot.catalog.catalog import Catalog
from bot.catalog.model import Filters
from bot.library.filters.criteria import Criteria, no_match
from bot.library.snapshot import Snapshot
from bot.rules.picks.pool import PersonPreferences, Restrictions, eligible_ids, ruled_out_genres
from bot.rules.picks.sealed import MIN_POOL
from bot.state.owners.owners import Owner


@dataclass(frozen=True, slots=True)
class Terms:
    """For whom a film is drawn, and on what terms.

    Attributes:
        owner: The owner of an open draw: the server or, in direct messages, the person.
        ids: The people it is for, the asker first.
        people: The lists and ratings of each, in the same order.
        restrictions: How their seen films and lists count.
        listed: The only films that may be drawn; ``None`` for any.
        own_list: Whether those come from a list of the asker's own.
        shown: Films shown in the channel recently, which are left out.
        seed: Repeats an earlier draw.
    """

    owner: Owner
    ids: Sequence[int] = ()
    people: Sequence[PersonPreferences] = ()
    restrictions: Restrictions = dataclasses.field(
        default_factory=lambda: Restrictions(unseen=False)
    )
    listed: AbstractSet[str] | None = None
    own_list: bool = False
    shown: AbstractSet[str] = frozenset()
    seed: str = ""

    @property
    def shared(self) -> bool:
        """Whether it is for others than the asker."""
        return len(self.ids) > 1

    @property
    def sealed(self) -> bool:
        """Whether the pool reveals what somebody keeps, so that it may not be public."""
        never = any(person.never_films or person.never_genres for person in self.people)
        return (
            self.shared
            or self.restrictions.unseen
            or self.restrictions.on_lists > 0
            or self.own_list
            or never
        )

    @property
    def keeper(self) -> Owner:
        """Whose draw and luck it is; a pool that reveals what one person keeps is that person's."""
        return Owner.person(self.ids[0]) if self.sealed and not self.shared else self.owner

    def told(self) -> Sequence[PersonPreferences]:
        """Return the tastes that reasons may mention: the asker's, and none for several people."""
        if self.shared or not (self.restrictions.unseen or self.restrictions.on_lists):
            return ()
        if self.restrictions.on_lists:
            return self.people
        return [dataclasses.replace(person, watchlist=frozenset()) for person in self.people]


@dataclass(frozen=True, slots=True)
class Pool:
    """The pool of a draw.

    Attributes:
        ids: The titles.
        fitting: How many fit the filters and lists, before exclusions.
        matching: How many fit the filters.
    """

    ids: Sequence[str]
    fitting: int
    matching: int


class AllShownError(Exception):
    """Everything that fits was shown recently.

    Args:
        count: How many titles that are.
    """

    def __init__(self, count: int) -> None:
        super().__init__(f"all {count} were shown")
        self.count = count


class NothingLeftError(Exception):
    """Titles fit the filters, but none suits these people.

    Args:
        count: How many titles fit the filters.
    """

    def __init__(self, count: int) -> None:
        super().__init__(f"none of {count} is left")
        self.count = count


class TooFewError(Exception):
    """Too few titles fit for a draw for several people.

    Args:
        count: How many fit, before the others' exclusions.
    """

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} are too few for several people")
        self.count = count


async def find_pool(
    snapshot: Snapshot, options: dict[str, str], criteria: Criteria, terms: Terms
) -> Pool:
    """Return the pool.

    Raises:
        AllShownError: Everything that is left was shown recently.
        NoMatchError: Nothing fits the filters.
        NothingLeftError: The people's exclusions leave nothing.
        TooFewError: The draw is for several people, and whoever asks has narrowed it too much.
    """
    catalog, filters = snapshot.catalog, criteria.filters
    fitting: Sequence[str] = await catalog.ids(filters)
    if not fitting:
        raise await no_match(snapshot, options, criteria)
    listed = fitting
    if terms.listed is not None:
        listed = [id_ for id_ in fitting if id_ in terms.listed]
    fresh = listed
    if terms.shown and not terms.seed:
        fresh = [id_ for id_ in listed if id_ not in terms.shown]
    if terms.shared:
        # The asker's own lists count as filters: by ruling out all but one film, an asker could
        # learn what the others keep about that one.
        own = await _eligible(catalog, filters, fresh, terms.people[:1], _own_restrictions(terms))
        if len(own) < MIN_POOL:
            raise TooFewError(len(own))
    left = await _eligible(catalog, filters, fresh, terms.people, terms.restrictions)
    if left:
        return Pool(left, len(listed), len(fitting))
    if not terms.shared and len(fresh) < len(listed):
        every = await _eligible(catalog, filters, listed, terms.people, terms.restrictions)
        if every:
            raise AllShownError(len(every))
    raise NothingLeftError(len(fitting))


def _own_restrictions(terms: Terms) -> Restrictions:
    """Return the asker's own restrictions; a film on everybody's list is on theirs as well."""
    on_all = terms.restrictions.on_lists == len(terms.people)
    return dataclasses.replace(terms.restrictions, on_lists=1 if on_all else 0)


async def _eligible(
    catalog: Catalog,
    filters: Filters,
    ids: Sequence[str],
    people: Sequence[PersonPreferences],
    restrictions: Restrictions,
) -> Sequence[str]:
    if never := ruled_out_genres(people):
        names = [facet.name for facet in await catalog.genres() if facet.name.casefold() in never]
        without = (*filters.without_genres, *names)
        allowed = set(await catalog.ids(dataclasses.replace(filters, without_genres=without)))
        ids = [id_ for id_ in ids if id_ in allowed]
    return await asyncio.to_thread(eligible_ids, ids, people, restrictions)
