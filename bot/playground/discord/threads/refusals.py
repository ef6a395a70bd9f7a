"""What Discord refuses about threads, by request, place and permissions."""

from collections.abc import Iterator

from bot.playground.discord.http.wire import Json, RefusedError, refuse_faults
from bot.playground.discord.limits.fault import (
    Fault,
    as_list,
    check_count,
    check_text,
    not_one_of,
)
from bot.playground.discord.world import permissions
from bot.playground.discord.world.entities import ANNOUNCEMENT, FORUMS, TEXT, Channel, User
from bot.playground.discord.world.thread import ARCHIVE_MINUTES, Thread

NAME = 100
TAGS = 5

_MODERATED = ("locked", "rate_limit_per_user")
_OWNED = ("name", "auto_archive_duration", "applied_tags", "invitable")


def refuse_opening(parent: Channel, body: Json, granted: int, *, private: bool = False) -> None:
    """Refuse to open a thread that Discord would not open.

    Args:
        parent: Where.
        body: What is asked.
        granted: The requester's permissions there.
        private: Whether it is to be private.

    Raises:
        RefusedError: 50024, not in such a channel; 50013, a permission is missing; 40067, the
            forum wants a tag; 50035, a limit is broken.
    """
    threaded = {TEXT} if private else {TEXT, ANNOUNCEMENT, *FORUMS}
    if parent.type not in threaded:
        raise RefusedError(400, 50024, "Cannot execute action on this channel type")
    needed = permissions.CREATE_PUBLIC_THREADS
    if private:
        needed = permissions.CREATE_PRIVATE_THREADS
    elif parent.type in FORUMS:
        needed = permissions.SEND_MESSAGES
    if not granted & needed:
        raise RefusedError(403, 50013, "Missing Permissions")
    refuse_faults(check_thread({"name": None, **body}, parent))
    if parent.type in FORUMS and parent.requires_tag and not body.get("applied_tags"):
        raise RefusedError(400, 40067, "A tag is required to create a forum post in this channel")


def refuse_changing(thread: Thread, body: Json, user: User, granted: int) -> None:
    """Refuse to change a thread as Discord would not change it.

    Reviving one takes no more than writing in it, unless it is locked; whoever opened it may
    archive and rename it.

    Raises:
        RefusedError: 50013, whoever asks may not; 50083, it is archived; 50035, a limit is broken.
    """
    refuse_faults(check_thread(body, thread.parent))
    if granted & permissions.MANAGE_THREADS:
        return
    revives = body.get("archived") is False
    mine = user is thread.owner
    if thread.locked or any(key in body for key in _MODERATED):
        raise RefusedError(403, 50013, "Missing Permissions")
    if revives and not granted & thread.sending:
        raise RefusedError(403, 50013, "Missing Permissions")
    if not mine and (body.get("archived") is True or any(key in body for key in _OWNED)):
        raise RefusedError(403, 50013, "Missing Permissions")
    if thread.archived and not revives:
        raise RefusedError(400, 50083, "Thread is archived")


def refuse_writing(channel: Channel, granted: int, *, editing: bool = False) -> None:
    """Refuse a message in a channel without messages, or an edit in an archived thread.

    Args:
        channel: Where.
        granted: The author's permissions there.
        editing: Whether a message is changed; a new one revives a thread.

    Raises:
        RefusedError: 50008, forums hold posts only; 160005, it is locked; 50083, it is archived.
    """
    if channel.type in FORUMS:
        raise RefusedError(400, 50008, "Cannot send messages in a non-text channel")
    if not isinstance(channel, Thread):
        return
    if channel.locked and not granted & permissions.MANAGE_THREADS:
        raise RefusedError(403, 160005, "Thread is locked")
    if editing:
        refuse_asleep(channel)


def refuse_asleep(thread: Thread) -> None:
    """Refuse whatever cannot be done to an archived thread.

    Raises:
        RefusedError: 50083, it is archived.
    """
    if thread.archived:
        raise RefusedError(400, 50083, "Thread is archived")


def check_thread(body: Json, parent: Channel) -> Iterator[Fault]:
    """Check the fields of a thread, as far as the body has them."""
    if "name" in body:
        yield from check_text(body["name"], ("name",), NAME, 1)
    minutes = body.get("auto_archive_duration")
    if minutes is not None and minutes not in ARCHIVE_MINUTES:
        yield not_one_of(("auto_archive_duration",), ARCHIVE_MINUTES)
    for key in ("archived", "locked", "invitable"):
        if key in body and not isinstance(body[key], bool):
            yield Fault((key,), "BOOLEAN_TYPE_CONVERT", "Must be either true or false.")
    tags, faults = as_list(body.get("applied_tags"), ("applied_tags",))
    yield from faults
    yield from check_count(tags, ("applied_tags",), 0, TAGS)
    known = {str(tag.id) for tag in parent.tags_offered}
    for position, tag in enumerate(tags):
        if str(tag) not in known:
            yield Fault(("applied_tags", position), "CHANNEL_TAG_UNKNOWN", "Unknown tag")
