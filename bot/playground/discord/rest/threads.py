"""Threads: opening, changing, joining and listing them."""

from aiohttp import web

from bot.playground.discord.http.wire import (
    Body,
    RefusedError,
    no_content,
    read_body,
    respond,
    snowflake,
    unknown,
)
from bot.playground.discord.limits.fault import part
from bot.playground.discord.messages.messages import StoredMessage
from bot.playground.discord.rest.access import reached_channel, reached_thread
from bot.playground.discord.state import LocalDiscord
from bot.playground.discord.threads.refusals import (
    refuse_asleep,
    refuse_changing,
    refuse_opening,
)
from bot.playground.discord.world import permissions
from bot.playground.discord.world.entities import FORUMS, Channel, User

_CHANNEL = "/channels/{channel_id}"
_MEMBERS = _CHANNEL + "/thread-members"
_PRIVATE = 12
_LISTED = 50


class ThreadRoutes:
    """``/channels/{channel}/threads`` and what belongs to it."""

    def __init__(self, discord: LocalDiscord) -> None:
        self._discord = discord

    def routes(self) -> list[web.RouteDef]:
        """Return the routes, relative to the API's root."""
        return [
            web.post(_CHANNEL + "/threads", self.open),
            web.post(_CHANNEL + "/messages/{message_id}/threads", self.open_from_message),
            web.patch(_CHANNEL, self.change),
            web.delete(_CHANNEL, self.delete),
            web.put(_MEMBERS + "/@me", self.join),
            web.delete(_MEMBERS + "/@me", self.leave),
            web.get(_MEMBERS + "/{user_id}", self.get_member),
            web.put(_MEMBERS + "/{user_id}", self.add_member),
            web.delete(_MEMBERS + "/{user_id}", self.remove_member),
            web.get(_CHANNEL + "/threads/archived/public", self.list_public),
            web.get(_CHANNEL + "/threads/archived/private", self.list_private),
        ]

    async def open(self, request: web.Request) -> web.Response:
        """Open a thread without a message, or a forum post with its first one."""
        discord = self._discord
        body = await read_body(request)
        parent = reached_channel(discord, request, permissions.VIEW_CHANNEL)
        fields = body.fields
        private = parent.type not in FORUMS and fields.get("type", _PRIVATE) == _PRIVATE
        refuse_opening(parent, fields, parent.bot_may(), private=private)
        first = self._first_message(parent, body) if parent.type in FORUMS else None
        thread = await discord.threads.open(
            parent,
            fields["name"],
            discord.world.bot,
            private=private,
            message_id=first.id if first else None,
            archive_minutes=fields.get("auto_archive_duration"),
            invitable=fields.get("invitable", True),
            tags=[int(tag) for tag in fields.get("applied_tags") or ()],
        )
        if first is None:
            return respond(thread.shown_to(discord.world.bot), 201)
        first.channel = thread
        discord.messages.add(first)
        discord.journal.note("create", first.data, first.uploads)
        await discord.announce("MESSAGE_CREATE", first)
        return respond(thread.shown_to(discord.world.bot) | {"message": first.data}, 201)

    async def open_from_message(self, request: web.Request) -> web.Response:
        """Open a public thread about a message; both have one id."""
        discord = self._discord
        body = (await read_body(request)).fields
        parent = reached_channel(discord, request, permissions.READ_MESSAGE_HISTORY)
        message = discord.messages.get(snowflake(request, "message_id"), parent)
        refuse_opening(parent, body, parent.bot_may())
        if message.id in discord.world.threads:
            text = "A thread has already been created for this message"
            raise RefusedError(400, 160004, text)
        thread = await discord.open_about(
            message, body["name"], discord.world.bot, body.get("auto_archive_duration")
        )
        return respond(thread.shown_to(discord.world.bot), 201)

    async def change(self, request: web.Request) -> web.Response:
        """Change a thread: archive, revive, lock, rename it."""
        body = (await read_body(request)).fields
        thread = reached_thread(self._discord, request)
        bot = self._discord.world.bot
        refuse_changing(thread, body, bot, thread.bot_may())
        await self._discord.threads.change(thread, body)
        return respond(thread.shown_to(bot))

    async def delete(self, request: web.Request) -> web.Response:
        """Delete a thread."""
        thread = reached_thread(self._discord, request)
        if not thread.bot_may() & permissions.MANAGE_THREADS:
            raise RefusedError(403, 50013, "Missing Permissions")
        last = thread.wire()
        await self._discord.threads.delete(thread)
        return respond(last)

    async def join(self, request: web.Request) -> web.Response:
        """Add the bot to a thread."""
        thread = reached_thread(self._discord, request)
        refuse_asleep(thread)
        await self._discord.threads.join(thread, self._discord.world.bot)
        return no_content()

    async def leave(self, request: web.Request) -> web.Response:
        """Take the bot out of a thread."""
        thread = reached_thread(self._discord, request)
        refuse_asleep(thread)
        await self._discord.threads.leave(thread, self._discord.world.bot)
        return no_content()

    async def get_member(self, request: web.Request) -> web.Response:
        """Return a member of a thread."""
        thread = reached_thread(self._discord, request)
        user = self._user(request)
        if user.id not in thread.members:
            raise unknown("Member", 10007)
        return respond(thread.member_wire(user.id))

    async def add_member(self, request: web.Request) -> web.Response:
        """Add somebody to a thread."""
        thread = reached_thread(self._discord, request)
        refuse_asleep(thread)
        granted = thread.bot_may()
        barred = thread.is_private and not thread.invitable and thread.owner.id != self._bot.id
        if not granted & thread.sending or (barred and not granted & permissions.MANAGE_THREADS):
            raise RefusedError(403, 50013, "Missing Permissions")
        await self._discord.threads.join(thread, self._user(request))
        return no_content()

    async def remove_member(self, request: web.Request) -> web.Response:
        """Take somebody out of a thread."""
        thread = reached_thread(self._discord, request)
        refuse_asleep(thread)
        own = thread.is_private and thread.owner is self._bot
        if not own and not thread.bot_may() & permissions.MANAGE_THREADS:
            raise RefusedError(403, 50013, "Missing Permissions")
        await self._discord.threads.leave(thread, self._user(request))
        return no_content()

    async def list_public(self, request: web.Request) -> web.Response:
        """Return a channel's archived public threads, the last archived first."""
        parent = reached_channel(self._discord, request, permissions.READ_MESSAGE_HISTORY)
        return self._archived(parent, private=False)

    async def list_private(self, request: web.Request) -> web.Response:
        """Return a channel's archived private threads, the last archived first."""
        needed = permissions.READ_MESSAGE_HISTORY | permissions.MANAGE_THREADS
        return self._archived(reached_channel(self._discord, request, needed), private=True)

    def _archived(self, parent: Channel, *, private: bool) -> web.Response:
        found = [
            thread
            for thread in self._discord.world.threads_of(parent)
            if thread.archived and thread.is_private is private
        ]
        found.sort(key=lambda thread: thread.changed_at, reverse=True)
        shown = found[:_LISTED]
        joined = [t.member_wire(self._bot.id) for t in shown if self._bot.id in t.members]
        return respond(
            {
                "threads": [thread.wire() for thread in shown],
                "members": joined,
                "has_more": len(found) > _LISTED,
            }
        )

    def _first_message(self, parent: Channel, body: Body) -> StoredMessage:
        """Return the first message of a forum post, which is not kept yet."""
        discord = self._discord
        if body.uploads and not parent.bot_may() & permissions.ATTACH_FILES:
            raise RefusedError(403, 50013, "Missing Permissions")
        message = discord.new_message(parent, discord.world.bot)
        message.data["channel_id"] = str(message.id)
        discord.messages.compose(
            message, part(body.fields, "message"), body.uploads, under=("message",)
        )
        return message

    @property
    def _bot(self) -> User:
        return self._discord.world.bot

    def _user(self, request: web.Request) -> User:
        if request.match_info["user_id"] == "@me":
            return self._bot
        user = self._discord.world.users.get(snowflake(request, "user_id"))
        if user is None:
            raise unknown("User", 10013)
        return user
