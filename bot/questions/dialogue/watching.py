"""Where to watch a title, for questions about services not on record."""

from bot.questions.dialogue.declining import WATCH, Shortfall
from bot.questions.query.nodes import Attribute, Films, Titled, Values
from bot.questions.query.queries import Query
from bot.questions.query.walk import conditions_of
from bot.questions.reading.understood import Understood


def where_to_watch(understood: Understood, lacking: Shortfall) -> Query | None:
    """Return the query for where to watch a title: "can I rent Heat anywhere".

    ``None`` if it asks something else or a name in it is unknown.
    """
    if WATCH not in lacking.beyond or not understood.readings:
        return None
    if lacking.unknown and not lacking.known:
        return None
    titled = [
        part
        for query in understood.readings[0].queries
        for part in conditions_of(query)
        if isinstance(part, Titled)
    ]
    return Values(Attribute.WATCH, Films((titled[0],))) if len(titled) == 1 else None
