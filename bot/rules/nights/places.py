"""Where a night is, beside the channel in which it is spoken of."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Room:
    """A channel in which people sit together.

    Attributes:
        channel_id: Which.
        stage: Whether it is a stage, where some speak and the others listen.
    """

    channel_id: int
    stage: bool = False


@dataclass(frozen=True, slots=True)
class EventTimes:
    """When an event begins and is over, as Discord last had it from us or we from Discord."""

    starts_at: datetime
    ends_at: datetime
