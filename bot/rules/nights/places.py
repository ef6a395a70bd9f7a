"""Where a night is held, as opposed to the channel where it is discussed."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Room:
    """A voice or stage channel.

    Attributes:
        channel_id: Which.
        stage: Whether it is a stage, where some speak and the others listen.
    """

    channel_id: int
    stage: bool


@dataclass(frozen=True, slots=True)
class EventTimes:
    """When an event begins and ends, as the bot and Discord last agreed."""

    starts_at: datetime
    ends_at: datetime
