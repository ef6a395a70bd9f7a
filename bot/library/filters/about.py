"""``about:``: titles by their story, among those that pass the other filters."""

import asyncio

from bot.catalog.model import Filters
from bot.errors import BadInputError
from bot.i18n import _
from bot.library.snapshot import Snapshot
from bot.stories.hits import Hits
from bot.stories.ranking import SHORTLIST
from bot.stories.sureness import Sureness
from bot.text import clip

ABOUT = "about"
"""The option."""

_SHOWN = 60


async def rank_by_story(snapshot: Snapshot, text: str, filters: Filters) -> Hits:
    """Rank the titles that pass the filters by how well a description fits them.

    Args:
        snapshot: Where to look.
        text: The description.
        filters: Applied first, so that titles that fail do not crowd out titles that pass.
    """
    among = None if filters == Filters() else await snapshot.catalog.ids(filters)
    # A long text takes several milliseconds, and each candidate title a microsecond.
    return await asyncio.to_thread(snapshot.stories.search, text, among, SHORTLIST)


async def titles_about(
    snapshot: Snapshot, text: str, filters: Filters
) -> tuple[tuple[str, ...], str]:
    """Return the ids of titles about something, best first, and the filter as a phrase.

    Raises:
        BadInputError: The text says nothing about a story.
    """
    hits = await rank_by_story(snapshot, text, filters)
    shown = clip(text, _SHOWN)
    if hits.sureness is Sureness.NOTHING_TO_GO_BY:
        raise BadInputError(
            _(
                "“{text}” doesn't tell me what a film is about. Name a theme or say what happens: "
                "christmas, a heist, people stuck on a train.",
                text=shown,
            )
        )
    return tuple(hit.id for hit in hits if hit.is_about), _("about {text}", text=shown)
