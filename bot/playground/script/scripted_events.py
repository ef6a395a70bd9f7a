"""The server's events in a script: a moderator's changes to the last one, and a list."""

from datetime import timedelta

from bot.playground.discord.events.events import ACTIVE, CANCELLED, COMPLETED, SCHEDULED
from bot.playground.discord.http.wire import Json, RefusedError
from bot.playground.discord.limits.events import EXTERNAL, STAGE_INSTANCE, VOICE_ROOM
from bot.playground.discord.limits.fault import moment, part
from bot.playground.discord.state import LocalDiscord
from bot.playground.discord.world.entities import Guild
from bot.playground.playground import Playground
from bot.playground.script.command_line import StepError

_KINDS = {STAGE_INSTANCE: "stage", VOICE_ROOM: "voice", EXTERNAL: "elsewhere"}
_STANDS = {
    SCHEDULED: "scheduled",
    ACTIVE: "under way",
    COMPLETED: "over",
    CANCELLED: "called off",
}
_FOLLOWING = {"begin": ACTIVE, "end": COMPLETED, "cancel": CANCELLED}


async def change_last_event(playground: Playground, deed: str, seconds: float) -> None:
    """Move, begin, end, call off or delete the server's latest event, as a moderator.

    Args:
        playground: Where.
        deed: As in `bot.playground.script.steps.ChangeEvent`.
        seconds: For ``move``: how far from now it is to begin.

    Raises:
        StepError: There is no event, or Discord would not do that to it.
    """
    guild, moderators = playground.world.home, playground.moderators
    if not guild.scheduled_events:
        raise StepError("the server has no event")
    event = guild.scheduled_events[max(guild.scheduled_events)]
    id_ = int(event["id"])
    try:
        if deed == "delete":
            await moderators.delete_event(id_, guild)
        elif deed == "move":
            begins = playground.discord.clock.now() + timedelta(seconds=seconds)
            await moderators.change_event(id_, guild, **_moved(event, begins.isoformat()))
        else:
            await moderators.change_event(id_, guild, status=_FOLLOWING[deed])
    except RefusedError as refused:
        raise StepError(f"Discord refuses that: {refused.message}") from refused


def described_events(discord: LocalDiscord) -> tuple[str, ...]:
    """Return the events of the server, the earliest first, a line or two each."""
    guild = discord.world.home
    events = sorted(guild.scheduled_events.values(), key=lambda e: e["scheduled_start_time"])
    return tuple(line for event in events for line in _described(event, guild))


def _moved(event: Json, begins: str) -> Json:
    fields: Json = {"scheduled_start_time": begins}
    if event["scheduled_end_time"]:
        length = moment(event["scheduled_end_time"]) - moment(event["scheduled_start_time"])
        fields["scheduled_end_time"] = (moment(begins) + length).isoformat()
    return fields


def _described(event: Json, guild: Guild) -> list[str]:
    channel = guild.channels.get(int(event["channel_id"] or 0))
    place = f"#{channel.name}" if channel else part(event, "entity_metadata").get("location", "")
    begins = moment(event["scheduled_start_time"])
    times = f"{begins:%Y-%m-%d %H:%M}"
    if event["scheduled_end_time"]:
        times += f" to {moment(event['scheduled_end_time']):%H:%M}"
    picture = ", with a picture" if event["image"] else ""
    stands = _STANDS[event["status"]]
    kind = _KINDS[event["entity_type"]]
    return [
        f"{event['name']}: {times} UTC, {kind} ({place}), {stands}{picture}",
        *(f"    {line}" for line in (event["description"] or "").splitlines()),
    ]
