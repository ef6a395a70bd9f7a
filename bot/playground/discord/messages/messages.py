"""The messages that exist, made from what the bot sends, with their files."""

import re
from collections import OrderedDict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.playground.discord.feed import Feed
from bot.playground.discord.http.guard import Guard
from bot.playground.discord.http.wire import Json, RefusedError, Upload, refuse_faults, unknown
from bot.playground.discord.limits.fault import Fault, moment
from bot.playground.discord.limits.messages import COMPONENTS_V2, check_message, check_shape
from bot.playground.discord.messages.completion import completed, open_poll
from bot.playground.discord.messages.mentions import pings
from bot.playground.discord.messages.pictures import with_proxies
from bot.playground.discord.world.entities import Channel, User
from bot.playground.discord.world.snowflakes import Snowflakes

HAS_THREAD, EPHEMERAL, LOADING = 1 << 5, 1 << 6, 1 << 7
"""Message flags."""

REPLY, COMMAND_REPLY, THREAD_STARTER = 19, 20, 21
"""Message types."""

KEPT = 20_000
KEPT_PER_CHANNEL = 1_000
NONCES = 100
"""How many of a channel's latest messages are remembered by their nonce."""

_FILLING = ("embeds", "components", "attachments", "poll")
_EMPTY: Json = {"content": "", "embeds": [], "components": []}
_UNSAFE_IN_NAME = re.compile(r"[^A-Za-z0-9_.-]")


@dataclass(slots=True, eq=False)
class StoredMessage:
    """A message and its files.

    Attributes:
        data: The message object; replaced, never changed, when the message is edited.
        files: Its files by attachment id.
        only_for: The one person who sees it, when it is ephemeral.
        interaction_id: The interaction that it answers.
    """

    id: int
    channel: Channel
    data: Json
    files: dict[str, Upload]
    only_for: User | None = None
    interaction_id: str | None = None

    @property
    def uploads(self) -> tuple[Upload, ...]:
        """Its files in order."""
        return tuple(self.files.values())


class Messages:
    """All messages; the oldest are dropped when there are too many.

    Args:
        ids: For new attachments.
        users: Everybody who can be mentioned.
        guard: Makes the URLs of attachments.

    Attributes:
        changes: Notifies of every message that was created, edited (by `LocalDiscord.write`) or
            deleted, under the name of Discord's event.
    """

    def __init__(self, ids: Snowflakes, users: Mapping[int, User], guard: Guard) -> None:
        self._ids = ids
        self._users = users
        self._files: dict[str, Upload] = {}
        self._guard = guard
        self._by_id: OrderedDict[int, StoredMessage] = OrderedDict()
        self._by_channel: dict[int, deque[int]] = {}
        self.changes: Feed[tuple[str, StoredMessage]] = Feed()

    def add(self, message: StoredMessage) -> None:
        """Store a new message."""
        self._by_id[message.id] = message
        ids = self._by_channel.setdefault(message.channel.id, deque(maxlen=KEPT_PER_CHANNEL))
        ids.append(message.id)
        if len(self._by_id) > KEPT:
            self.delete(next(iter(self._by_id.values())))
        self.changes.tell(("MESSAGE_CREATE", message))

    def file(self, attachment_id: str) -> Upload | None:
        """Return a message's file."""
        return self._files.get(attachment_id)

    def find(self, id_: int) -> StoredMessage | None:
        """Return the message, if it exists."""
        return self._by_id.get(id_)

    def get(self, id_: int, channel: Channel | None = None) -> StoredMessage:
        """Return the message; if a channel is named, only if it is there and public.

        Raises:
            RefusedError: 10008, there is none.
        """
        message = self._by_id.get(id_)
        hidden = (
            channel is not None
            and message is not None
            and (message.channel is not channel or message.only_for is not None)
        )
        if message is None or hidden:
            raise unknown("Message", 10008)
        return message

    def by_nonce(self, channel: Channel, nonce: str) -> StoredMessage | None:
        """Return the message with that nonce among a channel's latest; Discord says "minutes"."""
        latest = self.latest(channel)[:NONCES]
        return next((one for one in latest if str(one.data.get("nonce")) == nonce), None)

    def delete(self, message: StoredMessage) -> None:
        """Delete the message."""
        self._by_id.pop(message.id, None)
        for id_ in message.files:
            self._files.pop(id_, None)
        self.changes.tell(("MESSAGE_DELETE", message))

    def latest(self, channel: Channel, viewer: User | None = None) -> list[StoredMessage]:
        """Return a channel's public messages, and those only for a viewer, newest first."""
        ids = reversed(self._by_channel.get(channel.id, ()))
        found = (self._by_id.get(id_) for id_ in ids)
        return [m for m in found if m is not None and m.only_for in {None, viewer}]

    def compose(
        self,
        target: StoredMessage,
        body: Json,
        uploads: Mapping[int, Upload],
        under: tuple[str, ...] = (),
    ) -> None:
        """Write what the bot sent into a blank or edited message, if all limits hold.

        Args:
            target: The message.
            body: What the bot sent.
            uploads: The files it sent with it.
            under: Where in the request the body stands, for the report of broken limits.

        Raises:
            RefusedError: 50035 with the broken limits; 50006, the message would be empty.
        """
        refuse_faults(_moved(check_shape(body), under))
        new = dict(target.data)
        for key in ("content", "embeds", "components", "poll"):
            if key in body:
                new[key] = body[key] or _EMPTY.get(key)
        new["attachments"], files = self._attach(target, body, uploads)
        kept_flags = target.data["flags"] & (HAS_THREAD | EPHEMERAL | COMPONENTS_V2)
        new["flags"] = kept_flags | (body.get("flags") or 0) & ~(HAS_THREAD | EPHEMERAL | LOADING)
        urls = {file["filename"]: file["url"] for file in new["attachments"]}
        allowed_mentions = body.get("allowed_mentions")
        refuse_faults(_moved(check_message(new, frozenset(urls), allowed_mentions), under))
        if not new["content"].strip() and not any(new.get(key) for key in _FILLING):
            raise RefusedError(400, 50006, "Cannot send an empty message")
        new["embeds"] = with_proxies(new["embeds"], urls)
        by_name = {file["filename"]: file for file in new["attachments"]}
        new["components"] = with_proxies(
            completed(new["components"], by_name, self._ids.next), urls
        )
        if body.get("poll"):
            new["poll"] = open_poll(body["poll"], moment(target.data["timestamp"]))
        self._mention(new, allowed_mentions)
        for id_ in target.files.keys() - files.keys():
            self._files.pop(id_, None)
        self._files |= files
        target.data = new
        target.files = files

    def _mention(self, message: Json, allowed: Json | None) -> None:
        pinged = pings(message, allowed)
        users = (self._users.get(int(id_)) for id_ in pinged.users)
        message["mentions"] = [user.wire() for user in users if user is not None]
        message["mention_roles"] = list(pinged.roles)
        message["mention_everyone"] = pinged.everyone

    def _attach(
        self, target: StoredMessage, body: Json, uploads: Mapping[int, Upload]
    ) -> tuple[list[Json], dict[str, Upload]]:
        kept = {attachment["id"]: attachment for attachment in target.data["attachments"]}
        listed: list[Json] | None = body.get("attachments")
        if listed is None:
            listed = [*kept.values(), *({"id": number} for number in uploads)]
        attachments: list[Json] = []
        files: dict[str, Upload] = {}
        for position, entry in enumerate(listed):
            id_ = str(entry.get("id"))
            described = {key: entry[key] for key in ("description",) if entry.get(key)}
            if id_ in kept:
                attachments.append(kept[id_] | described)
                files[id_] = target.files[id_]
            elif id_.isdigit() and int(id_) in uploads:
                upload = uploads[int(id_)]
                made = self._attachment(target, entry.get("filename"), upload)
                attachments.append(made | described)
                files[made["id"]] = upload
            else:
                path = ("attachments", position, "id")
                refuse_faults([Fault(path, "ATTACHMENT_NOT_FOUND", "Attachment not found.")])
        return attachments, files

    def _attachment(self, target: StoredMessage, name: object, upload: Upload) -> Json:
        filename = _UNSAFE_IN_NAME.sub("_", str(name or upload.name))
        id_ = str(self._ids.next())
        url = self._guard.attachment_url(target.channel.id, id_, filename)
        return attachment(id_, filename, url, upload)


def _moved(faults: Iterable[Fault], under: tuple[str, ...]) -> Iterator[Fault]:
    return (replace(fault, path=(*under, *fault.path)) for fault in faults)


def attachment(id_: str, filename: str, url: str, upload: Upload) -> Json:
    """Return the attachment object of a file that is served at a URL."""
    return {
        "id": id_,
        "filename": filename,
        "size": len(upload.content),
        "url": url,
        "proxy_url": url,
        "content_type": upload.content_type,
    }


def blank(id_: int, channel: Channel, author: User, when: datetime, **more: Any) -> Json:
    """Return a message object with nothing in it yet."""
    return {
        "id": str(id_),
        "type": 0,
        "channel_id": str(channel.id),
        "author": author.wire(),
        "content": "",
        "timestamp": when.isoformat(),
        "edited_timestamp": None,
        "tts": False,
        "pinned": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "components": [],
        "flags": 0,
        **more,
    }


def reference(message: Json, channel: Channel) -> Json:
    """Return the reference to the message that a reply answers."""
    guild = channel.guild
    return {
        "type": 0,
        "message_id": message["id"],
        "channel_id": message["channel_id"],
        **({"guild_id": str(guild.id)} if guild else {}),
    }
