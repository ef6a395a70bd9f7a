"""Where nights are held: the requested rooms, and the permissions the bot lacks for them."""

from bot.discord.guild.channel_permissions import lacking
from bot.discord.guild.rooms import Rooms
from bot.discord.interactions.handlers import Call
from bot.discord.messages.asker import Asker
from bot.errors import BadInputError
from bot.i18n import N_, _, listing
from bot.rules.nights.places import Room
from bot.state.guilds.guild_settings import GuildSettings
from bot.state.nights.plans import Plan
from bot.text import whole_number

_HIGHEST_ID = 2**63 - 1

THREADS = ("create_public_threads",)
"""The permissions that a spoiler thread needs."""

_ROOM_GONE = N_(
    "-# This night's voice channel is gone. Choose another with `/night move channel:`, or write "
    "a place with `place:`."
)
_NOT_GRANTED = N_(
    "-# I don't have {names} in {channel}, so the server event links to the channel and has no "
    "*Join* button. Grant it to my role, then use `/night move channel:` again."
)
_NO_THREAD = N_(
    "-# I don't have the **Create Public Threads** permission here, so this night gets no spoiler "
    "thread."
)


class Venues:
    """Reads the option ``channel:``, and reports missing permissions.

    Args:
        rooms: The servers' voice channels and stages.
    """

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    def room(self, call: Call) -> Room | None:
        """Return the voice channel or stage that a request names, if it names one.

        Raises:
            BadInputError: The server has no such channel, or no longer has it.
        """
        if not (chosen := call.request.get("channel")):
            return None
        room = self._rooms.find(call.asker.guild_id or 0, whole_number(chosen, 0, _HIGHEST_ID) or 0)
        if room is None:
            raise BadInputError(_("channel: has to be a voice channel or a stage in this server."))
        return room

    def notes(self, plan: Plan, asker: Asker, settings: GuildSettings | None = None) -> list[str]:
        """Return what cannot be done as requested, as lines under a card.

        Args:
            plan: What is planned.
            asker: Who asked, and where.
            settings: What is in force in the server, where the night is new.
        """
        notes: list[str] = []
        if plan.room is not None:
            missing = self._rooms.lacking(plan.guild_id, plan.room)
            if missing is None:
                notes.append(_(_ROOM_GONE))
            elif missing:
                names = listing([f"**{name}**" for name in missing])
                channel = f"<#{plan.room.channel_id}>"
                notes.append(_(_NOT_GRANTED, names=names, channel=channel))
        threaded = settings is not None and settings.spoiler_threads and asker.thread is None
        if threaded and lacking(asker, THREADS):
            notes.append(_(_NO_THREAD))
        return notes
