"""What Discord adds to what a bot sends: ids, and fields with their defaults.

The fields are those that Discord's OpenAPI description says every answer has.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from itertools import count

from bot.playground.discord.http.wire import Json
from bot.playground.discord.limits import components as kinds
from bot.playground.discord.limits.components import nested_components
from bot.playground.discord.limits.fault import as_objects, kind_of, part, whole

POLL_HOURS = 24
"""How long a poll is open by default."""

_DEFAULTS: Mapping[int, Json] = {
    **{kind: {"min_values": 1, "max_values": 1} for kind in kinds.SELECTS},
    kinds.BUTTON: {"style": 1},
    kinds.THUMBNAIL: {"description": None, "spoiler": False},
    kinds.FILE: {"spoiler": False},
    kinds.SEPARATOR: {"spacing": 1, "divider": True},
    kinds.CONTAINER: {"accent_color": None, "spoiler": False},
}
_GALLERY_ITEM: Json = {"description": None, "spoiler": False}


def completed(components: object, files: Mapping[str, Json], ids: Callable[[], int]) -> list[Json]:
    """Return a message's components as Discord stores them: each with an ``id`` of its own.

    Ids that a bot gave stay; the others are numbered in display order, skipping those taken.

    Args:
        components: As sent, within all limits; they are not changed.
        files: The message's attachments, by name.
        ids: Makes the ids of pictures.
    """
    given, _ = as_objects(components, ())
    taken = {whole(component.get("id")) for component in nested_components(given)}
    free = (number for number in count(1) if number not in taken)
    return [_completed(component, free, files, ids) for component in given]


def _completed(
    component: Json, free: Iterator[int], files: Mapping[str, Json], ids: Callable[[], int]
) -> Json:
    made = {**_DEFAULTS.get(kind_of(component), {}), **component, **_emoji(component)}
    made["id"] = whole(component.get("id")) or next(free)
    for key in ("media", "file"):
        if part(component, key):
            made[key] = _fetched(component[key], ids)
    if kind_of(component) == kinds.FILE:
        file = files.get(part(component, "file").get("url", "").rpartition("/")[2], {})
        made |= {"name": file.get("filename"), "size": file.get("size")}
    if kind_of(component) == kinds.GALLERY:
        made["items"] = [
            _GALLERY_ITEM | item | {"media": _fetched(item["media"], ids)}
            for item in component["items"]
        ]
    if "options" in component:
        made["options"] = [option | _emoji(option) for option in component["options"]]
    if "components" in component:
        made["components"] = [_completed(one, free, files, ids) for one in component["components"]]
    if part(component, "accessory"):
        made["accessory"] = _completed(component["accessory"], free, files, ids)
    return made


def _fetched(media: Json, ids: Callable[[], int]) -> Json:
    """Return a picture as Discord stores it; here its source is also its proxy URL."""
    return {"id": str(ids()), "proxy_url": media["url"], **media}


def _emoji(owner: Json) -> Json:
    """Return the emoji of a button or an option; a Unicode one has no id."""
    emoji = part(owner, "emoji")
    return {"emoji": {k: v for k, v in emoji.items() if v is not None}} if emoji else {}


def open_poll(poll: Json, now: datetime) -> Json:
    """Return a new poll as Discord stores it: its answers numbered from 1, without votes."""
    asked = {key: value for key, value in poll.items() if key != "duration"}
    hours = whole(poll.get("duration")) or POLL_HOURS
    return {
        "allow_multiselect": False,
        "layout_type": 1,
        **asked,
        "answers": [
            {"answer_id": number, "poll_media": answer["poll_media"]}
            for number, answer in enumerate(poll["answers"], 1)
        ],
        "expiry": (now + timedelta(hours=hours)).isoformat(),
        "results": {"is_finalized": False, "answer_counts": []},
    }
